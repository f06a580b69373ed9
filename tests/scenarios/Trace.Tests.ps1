# Trace-HaVipAdvertisement: what it shows of HaVip's, keepalived's and anybody's packets, how it judges them, how it ends.
BeforeDiscovery {
    $missing = -not (Get-Command keepalived -CommandType Application -ErrorAction Ignore)
}

BeforeAll {
    Import-Module "$PSScriptRoot/Scenario.psm1" -Force
    Import-HaVip

    # Sends packets of protocol 112 to the group from n2, hexadecimal, again and again.
    function Start-Junk {
        param($Lab, [string[]] $Packet)
        Start-LabProcess $Lab $Lab.n2 (Join-Path $Lab.Directory junk.log) (@('perl', '-e', @'
use Socket;
socket(S, AF_INET, SOCK_RAW, 112) or die;
setsockopt(S, 0, 32, inet_aton('192.168.6.120')) or die;
setsockopt(S, 0, 33, pack('C', 255)) or die;
my $group = sockaddr_in(0, inet_aton('224.0.0.18'));
while (1) { send(S, pack('H*', $_), 0, $group) or die for @ARGV; select(undef, undef, undef, 0.1) }
'@) + $Packet)
    }

    function Get-TracerId {
        param([string] $Namespace)
        @(Get-NamespaceProcessId $Namespace | Where-Object { "$(& cat "/proc/$_/cmdline")" -match '^[^\0]*havip-node\0trace\0' })
    }

    # Another configuration of the same node, with lines of its file changed.
    function Copy-ChangedConfiguration {
        param($Lab, [string] $Root, [string] $From, [string] $To)
        $null = & mkdir -p $Root
        $null = & cp -a (Join-Path $Lab.Root etc) $Root
        $file = Join-Path $Root "etc/havip/$($Lab.n2)/havip.yaml"
        [System.IO.File]::WriteAllText($file, [System.IO.File]::ReadAllText($file).Replace($From, $To))
    }
}

Describe 'A trace of version 2 with a password' {
    BeforeAll {
        $lab = New-ScenarioLab
        $n1 = Get-NodeParameter $lab n1
        $n2 = Get-NodeParameter $lab n2
        Start-Pair $lab
    }

    AfterAll {
        Remove-ScenarioLab $lab
    }

    It 'shows the same packets at both ends, as tcpdump does' {
        $capture = Start-Capture $lab n2
        $sent = @(Trace-HaVipAdvertisement -Interface eth0 -NetworkNamespace $lab.n1 -Count 2)
        $received = @(Trace-HaVipAdvertisement eth0 -NetworkNamespace $lab.n2 -Count 2)
        $wire = Wait-Until {
            @(Read-Capture $capture | Where-Object { $_.Kind -eq 'Advertisement' }) | Select-Object -First 1
        }
        $null = Stop-Capture $capture
        $sent.Count | Should -Be 2
        $received.Count | Should -Be 2
        $sent[0].Direction | Should -Be 'Sent'
        $received[0].Direction | Should -Be 'Received'
        $sent[1].Time | Should -BeGreaterThan $sent[0].Time
        foreach ($one in $sent + $received) {
            $one.PSTypeNames[0] | Should -Be 'HaVip.Advertisement'
            $one.Valid | Should -BeTrue -Because $one.Reason
            $one.RejectReason | Should -BeNullOrEmpty
            $one.Interface | Should -Be 'eth0'
            $one.Source | Should -Be $wire.Source
            $one.SourceMac | Should -Be $wire.Mac
            $one.Destination | Should -Be '224.0.0.18'
            $one.TimeToLive | Should -Be $wire.TimeToLive
            $one.Version | Should -Be $wire.Version
            $one.VirtualRouterId | Should -Be $wire.VirtualRouterId
            $one.Priority | Should -Be $wire.Priority
            $one.AdvertisementInterval.TotalSeconds | Should -Be 1
            $one.AuthenticationType | Should -Be 'SimplePassword'
            $one.ChecksumForm | Should -Be 'V2'
            $one.VirtualAddress -join ' ' | Should -Be '192.168.7.100 192.168.7.101'
            $one.Hmac | Should -BeNullOrEmpty
        }
        ($sent[0] | Format-List * | Out-String) + ($sent[0] | ConvertTo-Json) | Should -Not -Match '1111'
    }

    It 'judges by the settings of an instance' {
        $right = Trace-HaVipAdvertisement @n2 -Name 'VI_*' -Count 1
        $right.Instance | Should -Be 'VI_1'
        $right.Valid | Should -BeTrue -Because $right.Reason
        $piped = Get-HaVipState @n1 | Trace-HaVipAdvertisement -Count 1
        $piped.Instance | Should -Be 'VI_1'
        $piped.Direction | Should -Be 'Sent'

        $root = Join-Path $lab.Directory other
        Copy-ChangedConfiguration $lab $root '1111' '2222'
        $wrong = Trace-HaVipAdvertisement -NetworkNamespace $lab.n2 -RootPath $root -Name VI_1 -Count 1
        $wrong.Valid | Should -BeFalse
        $wrong.RejectReason | Should -Be 'AuthenticationFailure'
        $wrong.Reason | Should -Match 'password'
        $wrong.ChecksumForm | Should -Be 'V2'
    }

    It 'ends after its time, with nothing where nothing was wanted' {
        foreach ($filter in @{ VirtualRouterId = 53 }, @{ AddressFamily = 'IPv6' }) {
            $clock = [System.Diagnostics.Stopwatch]::StartNew()
            @(Trace-HaVipAdvertisement eth0 -NetworkNamespace $lab.n2 -Duration 1500ms @filter).Count | Should -Be 0
            $clock.Elapsed.TotalSeconds | Should -BeGreaterOrEqual 1.5
        }
        $some = @(Trace-HaVipAdvertisement eth0 -NetworkNamespace $lab.n2 -Duration 5s -VirtualRouterId 51, 52)
        $some.Count | Should -BeGreaterOrEqual 1
    }

    It 'fits into 120 columns' {
        $lines = @((Trace-HaVipAdvertisement eth0 -NetworkNamespace $lab.n2 -Count 1 | Out-String -Width 120) -split '\n')
        @($lines | Where-Object { $_.TrimEnd().Length -gt 120 }).Count | Should -Be 0
        @($lines | Where-Object { $_ -match 'Received\s+192\.168\.6\.110\s.*192\.168\.7\.100 \+1\s+valid' }).Count | Should -Be 1
    }

    It 'leaves no process and no group behind, however it ends' {
        $null = Trace-HaVipAdvertisement eth0 -NetworkNamespace $lab.Client | Select-Object -First 1
        (Get-TracerId $lab.Client).Count | Should -Be 0
        foreach ($signal in 'INT', 'KILL') {
            $shell = Start-ShellInOwnGroup $lab "Trace-HaVipAdvertisement eth0 -NetworkNamespace $($lab.Client) | Out-Null"
            $null = Wait-Until -Because 'it listens' {
                "$(Invoke-Ip -n $lab.Client maddress show dev eth0)" -match '224\.0\.0\.18'
            }
            if ($signal -eq 'INT') { & /bin/sh -c 'kill -s INT -- "-$1"' sh $shell.Id }
            else { Send-Signal KILL $shell.Id }
            $shell.WaitForExit(20000) | Should -BeTrue
            $null = Wait-Until -Because 'the tracer has ended' { (Get-TracerId $lab.Client).Count -eq 0 }
            "$(Invoke-Ip -n $lab.Client maddress show dev eth0)" | Should -Not -Match '224\.0\.0\.18'
        }
    }

    It 'says what is not there' {
        $missing = Get-ThrownError { Trace-HaVipAdvertisement eth9 -NetworkNamespace $lab.n1 -Count 1 }
        ($missing.FullyQualifiedErrorId -split ',')[0] | Should -Be 'InterfaceNotFound'
        "$missing" | Should -Match 'eth9.*eth0'
        Get-ErrorId { Trace-HaVipAdvertisement eth0 -NetworkNamespace "$($lab.Prefix)-n9" -Count 1 } |
            Should -Be 'NetworkNamespaceNotFound'
        Get-ErrorId { Trace-HaVipAdvertisement @n1 -Name VI_9 -Count 1 } | Should -Be 'UnknownInstance'
        Invoke-Ip -n $lab.Client link add gone0 type bridge
        Invoke-Ip -n $lab.Client link set gone0 up
        $null = & /bin/sh -c '(sleep 2; ip -n "$1" link delete gone0) </dev/null >/dev/null 2>&1 &' sh $lab.Client
        Get-ErrorId { Trace-HaVipAdvertisement gone0 -NetworkNamespace $lab.Client -Duration 60s } |
            Should -Be 'InterfaceNotFound'
    }

    It 'shows what is malformed, and why, while the pair goes on' {
        $junk = Start-Junk $lab '3134640100640000c0a80764', '2135640200010000c0a80764', '21', '4136640100640000'
        $seen = @(Trace-HaVipAdvertisement eth0 -NetworkNamespace $lab.n1 -Count 20 | Where-Object { -not $_.Valid })
        Stop-LabProcess $junk
        foreach ($one in $seen) {
            $one.Source | Should -Be '192.168.6.120'
            $one.Reason | Should -Not -BeNullOrEmpty
        }
        $checksum = $seen | Where-Object { $_.Version -eq 3 } | Select-Object -First 1
        $checksum.RejectReason | Should -Be 'Checksum'
        $checksum.ChecksumForm | Should -Be 'Invalid'
        $checksum.VirtualAddress -join ' ' | Should -Be '192.168.7.100'
        $short = $seen | Where-Object { $_.VirtualRouterId -eq 53 } | Select-Object -First 1
        $short.RejectReason | Should -Be 'Truncated'
        $short.Length | Should -Be 12
        $short.Version | Should -BeNullOrEmpty
        @($seen | Where-Object { $_.Length -eq 1 -and $_.RejectReason -eq 'Truncated' }).Count | Should -BeGreaterThan 0
        $version = $seen | Where-Object { $_.VirtualRouterId -eq 54 } | Select-Object -First 1
        $version.RejectReason | Should -Be 'Version'
        Test-Owner $lab.n1 | Should -BeTrue
    }
}

Describe 'A trace of version 3 over <kind>' -ForEach @(
    @{ kind = 'IPv4'; destination = '224.0.0.18' }
    @{ kind = 'IPv6'; destination = 'ff02::12' }
    @{ kind = 'Unicast IPv4'; destination = '192.168.6.120' }
) {
    BeforeAll {
        $lab = New-ScenarioLab
        $source = Add-InteropAddress $lab $kind
        Install-ScenarioNode $lab n1 (Get-VersionThreeParameter $kind 100 $source.n1 $source.n2)
        Install-ScenarioNode $lab n2 (Get-VersionThreeParameter $kind 99 $source.n2 $source.n1)
        Start-ScenarioNode $lab n1
    }

    AfterAll {
        Remove-ScenarioLab $lab
    }

    It 'tells checksum form, interval and addresses' {
        $n2 = Get-NodeParameter $lab n2
        foreach ($one in @(
                Trace-HaVipAdvertisement eth0 -NetworkNamespace $lab.n2 -AddressFamily ($kind -split ' ')[-1] -Count 1
                Trace-HaVipAdvertisement @n2 -Name VI_1 -Count 1)) {
            $one.Valid | Should -BeTrue -Because $one.Reason
            $one.Source | Should -Be $source.n1
            $one.Destination | Should -Be $destination
            $one.AddressFamily | Should -Be ($kind -split ' ')[-1]
            $one.Version | Should -Be 3
            $one.ChecksumForm | Should -Be 'PseudoHeader'
            $one.AuthenticationType | Should -BeNullOrEmpty
            $one.AdvertisementInterval.TotalMilliseconds | Should -Be 100
            $expected = if ($kind -eq 'IPv6') { 'fe80::7:100 fd00:7::100' } else { '192.168.7.100' }
            $one.VirtualAddress -join ' ' | Should -Be $expected
        }
    }
}

Describe 'A trace of signed packets' {
    BeforeAll {
        $lab = New-ScenarioLab
        foreach ($name in 'n1', 'n2') {
            Install-ScenarioNode $lab $name (Get-VersionThreeParameter IPv4 100 '' '')
            $file = Join-Path $lab.Root "etc/havip/$($lab.$name)/havip.yaml"
            $key = 'hex:' + ('0123456789abcdef' * 4)
            $hmac = "authentication: { type: hmac, keys: { 7: '$key' }, activeKey: 7 }"
            $text = [System.IO.File]::ReadAllText($file) -replace '(?m)^( +)(version: 3\s*)$', "`$1`$2`n`$1$hmac`n"
            [System.IO.File]::WriteAllText($file, $text)
        }
        Start-ScenarioNode $lab n1
        $n2 = Get-NodeParameter $lab n2
    }

    AfterAll {
        Remove-ScenarioLab $lab
    }

    It 'tells key and time, and verifies the signature by an instance''s keys' {
        $one = Trace-HaVipAdvertisement eth0 -NetworkNamespace $lab.n2 -Count 1
        $one.Hmac.KeyId | Should -Be 7
        ($one.Time - $one.Hmac.Time).Duration().TotalSeconds | Should -BeLessThan 5
        $judged = Trace-HaVipAdvertisement @n2 -Name VI_1 -Count 1
        $judged.Valid | Should -BeTrue -Because $judged.Reason

        $root = Join-Path $lab.Directory other
        Copy-ChangedConfiguration $lab $root '0123456789abcdef' 'fedcba9876543210'
        $wrong = Trace-HaVipAdvertisement -NetworkNamespace $lab.n2 -RootPath $root -Name VI_1 -Count 1
        $wrong.RejectReason | Should -Be 'HmacMismatch'
    }
}

Describe 'A trace of keepalived over <kind>' -Skip:$missing -ForEach @(
    @{ kind = 'IPv4' }
    @{ kind = 'IPv6' }
) {
    BeforeAll {
        $lab = New-ScenarioLab
        $cell = New-InteropCell $lab keepalived $kind
        Install-InteropPeer $cell
        Start-InteropPeer $cell
    }

    AfterAll {
        Remove-ScenarioLab $lab
    }

    It 'shows its packets without any HaVip node' {
        foreach ($name in 'n1', 'n2') {
            $one = Trace-HaVipAdvertisement eth0 -NetworkNamespace $lab.$name -VirtualRouterId 53 -Count 1
            $one.Valid | Should -BeTrue -Because $one.Reason
            $one.Source | Should -Be $cell.Source.n2
            $one.Priority | Should -Be 200
            $one.VirtualRouterId | Should -Be 53
            $one.ChecksumForm | Should -Be 'PseudoHeader'
            $direction = if ($name -eq 'n2') { 'Sent' } else { 'Received' }
            $one.Direction | Should -Be $direction
        }
    }
}
