# Checks that ask over HTTP, run a command, follow a file or an interface.
BeforeDiscovery {
    $missing = -not ((Get-Command nginx -CommandType Application -ErrorAction Ignore) -and
        (Get-Command openssl -CommandType Application -ErrorAction Ignore))
}

BeforeAll {
    Import-Module "$PSScriptRoot/Scenario.psm1" -Force
    Import-HaVip

    function Add-CheckText {
        param($Lab, [string] $Name, [string] $Track, [string] $Checks)
        Add-InstanceText $Lab $Name $Track
        [System.IO.File]::AppendAllText((Get-ConfigurationFile $Lab $Name), "checks:`n$Checks`n")
    }

    # An executable that everybody may read, in a folder everybody may look into.
    function New-Program {
        param([string] $Path, [string] $Text)
        [System.IO.File]::WriteAllText($Path, $Text)
        [System.IO.File]::SetUnixFileMode($Path, 'UserRead, UserWrite, UserExecute, GroupRead, GroupExecute, OtherRead, OtherExecute')
    }

    function Get-LastCheckEvent {
        param([hashtable] $Node, [string] $Name)
        (Get-HaVipEvent @Node | Where-Object { $_.Kind -eq 'CheckChanged' -and $_.Reason -like "check $Name *" })[-1].Reason
    }

    # The processes of a namespace that were started by these words.
    function Get-RunningCommand {
        param([string] $Namespace, [string] $Words)
        foreach ($id in Get-NamespaceProcessId $Namespace) {
            try { $line = [System.IO.File]::ReadAllText("/proc/$id/cmdline").Replace([char] 0, ' ').Trim() }
            catch { continue }
            if ($line -eq $Words) { $id }
        }
    }
}

Describe 'A command under a check' {
    BeforeAll {
        $lab = New-ScenarioLab -Node n1
        $n1 = Get-NodeParameter $lab n1
        & chmod 711 $lab.Directory
        $control = Join-Path $lab.Directory control
        $null = [System.IO.Directory]::CreateDirectory($control)
        $program = Join-Path $lab.Directory check
        New-Program $program @'
#!/bin/sh
while [ -e "$1/wait" ]; do sleep 0.1; done
if [ -e "$1/hang" ]; then trap '' TERM; sleep 7654 & wait; wait; sleep 7654; fi
[ -e "$1/bad" ] || exit 0
echo "$HAVIP_CHECK as $(id -un) with $(grep CapEff /proc/self/status | cut -f2) and $#: $2"
exit 3
'@
        [System.IO.File]::WriteAllText("$control/wait", '')
        Install-ScenarioNode $lab n1 (Get-QuickParameter 100)
        Add-CheckText $lab n1 'track: { checks: [{ name: own, weight: -60 }] }' `
            "  - { name: own, type: script, command: [$program, $control, '`$(id); `"'], interval: 200ms, timeout: 60s }"
        Start-ScenarioNode $lab n1
    }

    AfterAll {
        Remove-ScenarioLab $lab
    }

    It 'has to give its first result before the instance becomes Master' {
        $null = Wait-Until { (Get-HaVipState @n1).Reason -eq 'would be Master, but awaits the first result of own' }
        (Get-HaVipState @n1).State | Should -Be Backup
        [System.IO.File]::Delete("$control/wait")
        $null = Wait-Until { Test-Owner $lab.n1 }
    }

    It 'is run by nobody, without capabilities, and no shell reads its arguments' {
        [System.IO.File]::WriteAllText("$control/bad", '')
        $null = Wait-Until { (Get-HaVipState @n1).EffectivePriority -eq 40 }
        Get-LastCheckEvent $n1 own | Should -Be ("check own is bad: $program ended with exit code 3: " +
            'own as nobody with 0000000000000000 and 2: $(id); "')
        [System.IO.File]::Delete("$control/bad")
        $null = Wait-Until { (Get-HaVipState @n1).EffectivePriority -eq 100 }
    }

    It 'is ended with all it has started when its time is over, while advertisements go out' {
        $file = Get-ConfigurationFile $lab n1
        [System.IO.File]::WriteAllText("$control/hang", '')
        $text = [System.IO.File]::ReadAllText($file)
        Set-HaVipConfiguration @n1 -Content $text.Replace('timeout: 60s', 'timeout: 1s') -Confirm:$false
        $null = Wait-Until { Get-RunningCommand $lab.n1 'sleep 7654' }
        $sent = (Get-HaVipStatistic @n1).Sent
        $null = Wait-Until { (Get-HaVipStatistic @n1).Sent -gt $sent + 5 }
        $null = Wait-Until { (Get-HaVipState @n1).EffectivePriority -eq 40 }
        Get-LastCheckEvent $n1 own | Should -Be "check own is bad: $program took longer than 1s, and was ended"
        [System.IO.File]::Delete("$control/hang")
        $null = Wait-Until { (Get-HaVipState @n1).EffectivePriority -eq 100 }
        $null = Wait-Until { -not (Get-RunningCommand $lab.n1 'sleep 7654') }
    }

    It 'is not run once others can change it, and says how to mend that' {
        & chmod o+w $program
        $null = Wait-Until { (Get-HaVipState @n1).EffectivePriority -eq 40 }
        $says = "The file '$program' can be changed by others (owner 0:0, mode 0757)."
        Get-LastCheckEvent $n1 own | Should -Be "check own is bad: $says Run: chmod go-w '$program'"
    }

    It 'is refused where others can change it' {
        $file = Get-ConfigurationFile $lab n1
        $text = [System.IO.File]::ReadAllText($file)
        Get-ErrorId { Set-HaVipConfiguration @n1 -Content $text.Replace('timeout: 1s', 'timeout: 2s') -Confirm:$false } |
            Should -Be InvalidConfiguration
        (Get-HaVipEvent @n1 | Where-Object Kind -eq ConfigurationRefused)[-1].Reason | Should -Match 'CommandNotTrusted'
        & (Get-RunnerPath) check --config $file 2>&1 | Out-String | Should -Match 'can be changed by others'
        & chmod o-w $program
        $null = Wait-Until { (Get-HaVipState @n1).EffectivePriority -eq 100 }
    }
}

Describe 'A file and an interface under checks' {
    BeforeAll {
        $lab = New-ScenarioLab -Node n1
        $n1 = Get-NodeParameter $lab n1
        $folder = Join-Path $lab.Directory drain
        $drain = "$folder/n1"
        Install-ScenarioNode $lab n1 (Get-QuickParameter 100)
        Add-CheckText $lab n1 'track: { checks: [{ name: drain, weight: -1 }, { name: gone, weight: -5 }, { name: up, weight: -10 }] }' @"
  - { name: drain, type: file, path: $drain }
  - { name: gone, type: file, path: $drain, goodWhen: absent }
  - { name: up, type: interface, interface: up0 }
"@
        Start-ScenarioNode $lab n1
        $null = Wait-Until { Test-Owner $lab.n1 }
    }

    AfterAll {
        Remove-ScenarioLab $lab
    }

    It 'counts an interface that is not there as down, and follows it' {
        (Get-HaVipState @n1).EffectivePriority | Should -Be 90
        Add-Uplink $lab n1
        $null = Wait-Until { (Get-HaVipState @n1).EffectivePriority -eq 100 }
        Invoke-Ip -n $lab.n1 link set up0 down
        $null = Wait-Until { (Get-HaVipState @n1).EffectivePriority -eq 90 }
        Get-LastCheckEvent $n1 up | Should -Be 'check up is bad: up0 is down or missing'
        Invoke-Ip -n $lab.n1 link set up0 up
        $null = Wait-Until { (Get-HaVipState @n1).EffectivePriority -eq 100 }
    }

    It 'takes off as much as the number in a file says, in a folder that came later too' {
        $null = [System.IO.Directory]::CreateDirectory($folder)
        [System.IO.File]::WriteAllText($drain, "60`n")
        $null = Wait-Until { (Get-HaVipState @n1).EffectivePriority -eq 35 }
        [System.IO.File]::WriteAllText($drain, "20`n")
        $null = Wait-Until { (Get-HaVipState @n1).EffectivePriority -eq 75 }
        "$((Get-HaVipState @n1).Tracked)" | Should -Be 'drain: Bad (-20) gone: Bad (-5) up: Good'
        [System.IO.File]::WriteAllText($drain, 'much')
        $null = Wait-Until { (Get-HaVipState @n1).EffectivePriority -eq 94 }
        Get-LastCheckEvent $n1 drain | Should -Be "check drain is bad: $drain holds no whole number"
        [System.IO.File]::Delete($drain)
        $null = Wait-Until { (Get-HaVipState @n1).EffectivePriority -eq 100 }
    }
}

Describe 'nginx under http and https checks' -Skip:$missing {
    BeforeAll {
        $lab = New-ScenarioLab
        $n1 = Get-NodeParameter $lab n1
        $n2 = Get-NodeParameter $lab n2
        $certificate = Join-Path $lab.Directory certificate.pem
        & openssl req -x509 -newkey rsa:2048 -nodes -days 2 -keyout "$certificate.key" -out $certificate `
            -subj /CN=www.example.org -addext subjectAltName=DNS:www.example.org 2>$null
        $down = Join-Path $lab.Directory down
        $priority = 100
        foreach ($name in 'n1', 'n2') {
            Install-ScenarioNode $lab $name (Get-QuickParameter $priority)
            Add-CheckText $lab $name 'track: { checks: [{ name: web, weight: 0 }] }' @"
  - { name: web, type: http, url: "http://127.0.0.1/healthz", expect: 200, expectHeader: "Content-Type: text/plain",
      expectBody: $name, interval: 200ms, timeout: 10s, fall: 2, rise: 2 }
"@
            $null = Start-Nginx $lab $name 80 "listen 443 ssl; ssl_certificate $certificate; ssl_certificate_key $certificate.key; if (-f $down-$name) { return 503; }"
            $null = Wait-Until { Test-Listening $lab.$name 0.0.0.0:443 }
            $priority--
        }
        # Who trusts it: the runner of n1 alone.
        $env:SSL_CERT_FILE = $certificate
        Start-ScenarioNode $lab n1
        $env:SSL_CERT_FILE = $null
        Start-ScenarioNode $lab n2
        Wait-Owner $lab n1 n2
    }

    AfterAll {
        Remove-ScenarioLab $lab
    }

    It 'hands over without loss of the address when the service is unwell, and comes back when it is well' {
        $monitor = Start-AddressMonitor $lab
        [System.IO.File]::WriteAllText("$down-n1", '')
        Wait-Owner $lab n2 n1
        $changes = @(Stop-AddressMonitor $monitor)
        Test-AlwaysOwned $changes 192.168.7.100 -Owner n1 | Should -BeTrue
        $null = Wait-HaVipState @n1 -State Fault
        Get-LastCheckEvent $n1 web | Should -Be 'check web is bad: http://127.0.0.1/healthz: status 503'
        [System.IO.File]::Delete("$down-n1")
        Wait-Owner $lab n1 n2
        Get-LastCheckEvent $n1 web | Should -Be 'check web is good: http://127.0.0.1/healthz answers as expected'
    }

    It 'wants the header and the text it is told' {
        $file = Get-ConfigurationFile $lab n2
        $text = [System.IO.File]::ReadAllText($file)
        Set-HaVipConfiguration @n2 -Content $text.Replace('expectBody: n2', 'expectBody: n3') -Confirm:$false
        $null = Wait-HaVipState @n2 -State Fault
        Get-LastCheckEvent $n2 web | Should -Be "check web is bad: http://127.0.0.1/healthz: 'n3' is not in the body"
        Set-HaVipConfiguration @n2 -Content $text.Replace('text/plain', 'text/html') -Confirm:$false
        $null = Wait-Until { (Get-LastCheckEvent $n2 web) -like "*no header 'Content-Type: text/html'" }
        Set-HaVipConfiguration @n2 -Content $text -Confirm:$false
        $null = Wait-HaVipState @n2 -State Backup
    }

    It 'wants a certificate that is valid and the name that is asked for, unless told otherwise' {
        $file = Get-ConfigurationFile $lab n2
        $text = [System.IO.File]::ReadAllText($file).Replace('http://127.0.0.1/', 'https://127.0.0.1/')
        $named = $text.Replace('fall: 2', 'fall: 2, serverName: www.example.org')
        Set-HaVipConfiguration @n2 -Content $named -Confirm:$false
        $null = Wait-HaVipState @n2 -State Fault
        Get-LastCheckEvent $n2 web | Should -Match 'certificate is invalid'
        Set-HaVipConfiguration @n2 -Content $named.Replace('fall: 2', 'fall: 2, verifyCertificate: false') -Confirm:$false
        $null = Wait-HaVipState @n2 -State Backup

        $n1Text = $named.Replace('expectBody: n2', 'expectBody: n1').Replace('priority: 99', 'priority: 100')
        Set-HaVipConfiguration @n1 -Content $n1Text -Confirm:$false
        $null = Wait-Until { (Get-LastCheckEvent $n1 web) -like 'check web is good: https:*' }
        Set-HaVipConfiguration @n1 -Content $n1Text.Replace('www.example.org', 'other.example.org') -Confirm:$false
        $null = Wait-Until { (Get-LastCheckEvent $n1 web) -like '*certificate is invalid*' }
    }
}
