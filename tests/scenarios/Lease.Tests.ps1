# The lease: an owner that dies or hangs loses its addresses by the kernel's hand, and one that lives never does.
BeforeDiscovery {
    $missing = -not (Get-Command keepalived -CommandType Application -ErrorAction Ignore)
    $kinds = @(
        @{ version = 2; interval = '1s'; advert = '1'; lease = 4; address = @('192.168.7.100/24', '192.168.7.101/24') }
        @{ version = 3; interval = '100ms'; advert = '0.1'; lease = 2; address = @('192.168.7.100/24') }
        @{ version = 3; interval = '100ms'; advert = '0.1'; lease = 2; address = @('fe80::7:100/64', 'fd00:7::100/64') }
    )
    $ends = foreach ($kind in $kinds) {
        foreach ($how in 'is killed', 'is stopped and woken', 'hangs and comes to') {
            @{ kind = $kind; how = $how; what = "version $($kind.version) at $($kind.interval) with $($kind.address[-1])" }
        }
    }
}

BeforeAll {
    Import-Module "$PSScriptRoot/Scenario.psm1" -Force
    Import-HaVip
}

Describe 'A Master that <how>, <what>, keepalived as Backup' -Skip:$missing -ForEach $ends {
    BeforeAll {
        $lab = New-ScenarioLab
        $n1 = Get-NodeParameter $lab n1
        $virtual = ($kind.address[-1] -split '/')[0]
        if ($kind.address[0] -like 'fe80*') { $null = Add-InteropAddress $lab IPv6 }
        $instance = Get-SeedParameter 100
        $instance.VirtualAddress = $kind.address
        if ($kind.version -eq 3) {
            $instance.Remove('Password')
            $instance.Version = 3
            $instance.AdvertisementInterval = $kind.interval
        }
        if ($kind.address[0] -like 'fe80*') { $instance.VirtualRoute = 'fd00:a::/48 via fd00:7::1 dev eth0' }
        Install-ScenarioNode $lab n1 $instance
        Start-ScenarioNode $lab n1
        $null = Wait-Until { Test-AddressOwner $lab.n1 $virtual }
        $null = Start-PatientKeepalived $lab n2 $kind.version $kind.advert $kind.address
        $runner = (Get-HaVipState @n1).ProcessId
        # keepalived must have heard the Master for a while, or it would wait from its own start.
        $counted = (Get-HaVipStatistic @n1).LeasesRenewed
        $null = Wait-Until -Because 'six renewals' { (Get-HaVipStatistic @n1).LeasesRenewed -ge $counted + 6 }
    }

    AfterAll {
        Remove-ScenarioLab $lab
    }

    It 'has its addresses for a time, and its route' {
        Get-Lease $lab.n1 $virtual | Should -BeLessOrEqual $kind.lease
        Get-Lease $lab.n1 $virtual | Should -BeGreaterThan 0
        if ($kind.address[0] -like '192*') { (Get-DefaultRoute $lab.n1)[0].prefsrc | Should -Be '192.168.7.100' }
        else { "$(Invoke-Ip -n $lab.n1 -6 route show fd00:a::/48)" | Should -Match 'expires' }
    }

    It 'loses the addresses and the route to the kernel, after the Backup took over' {
        $monitor = Start-AddressMonitor $lab
        $clock = [System.Diagnostics.Stopwatch]::StartNew()
        switch -Wildcard ($how) {
            '*killed' { Send-Signal KILL $runner }
            '*stopped*' { Send-Signal STOP $runner }
            '*hangs*' { Suspend-Loop $lab n1 $runner }
        }
        $null = Wait-Until -Because 'the kernel takes it' { -not (Test-AddressOwner $lab.n1 $virtual) }
        # The kernel is up to a quarter of a second late; the rest is for a busy machine.
        $clock.Elapsed.TotalSeconds | Should -BeLessThan ($kind.lease + 5)
        $null = Wait-Until { Test-AddressOwner $lab.n2 $virtual }
        $changes = @(Stop-AddressMonitor $monitor)
        if ($kind.address[0] -like '192*') {
            Test-NoOwner $lab.n1 | Should -BeTrue
            Test-AlwaysOwned $changes $virtual -Owner n1 | Should -BeTrue -Because 'the Backup had it before'
        }
        else {
            & ip -n $lab.n1 -6 route get fd00:a::1 2>$null | Should -BeNullOrEmpty -Because 'the route led through it'
        }
    }

    It 'does not own anything again when it wakes or starts again, but listens' {
        $monitor = Start-NodeMonitor $lab n1
        switch -Wildcard ($how) {
            '*killed' { Start-ScenarioNode $lab n1 }
            '*stopped*' { Send-Signal CONT $runner }
            '*hangs*' { Resume-Loop $lab n1 }
        }
        $state = Wait-Until { Get-HaVipState @n1 | Where-Object { $_.State -eq 'Backup' } }
        if ($how -notlike '*killed') { $state.ProcessId | Should -Be $runner }
        Wait-Until { (Get-HaVipState @n1).MasterAddress } | Should -Not -BeNullOrEmpty
        Test-AddressOwner $lab.n1 $virtual | Should -BeFalse
        Test-AddressOwner $lab.n2 $virtual | Should -BeTrue
        $added = @(Stop-NodeMonitor $monitor | Where-Object { $_ -notmatch 'Deleted' -and $_ -match [regex]::Escape($virtual) })
        $added.Count | Should -Be 0 -Because "$added"
        if ($how -notlike '*killed') {
            @(Get-HaVipEvent @n1 | Where-Object { $_.Reason -match 'woke up' }).Count | Should -BeGreaterThan 0
        }
    }
}

Describe 'A Master without a lease' {
    BeforeAll {
        $lab = New-ScenarioLab
        $n1 = Get-NodeParameter $lab n1
        Install-ScenarioNode $lab n1 (Get-QuickParameter 100)
        Set-NodeLease $lab n1 off
        Start-ScenarioNode $lab n1
        $null = Wait-Until { Test-Owner $lab.n1 }
    }

    AfterAll {
        Remove-ScenarioLab $lab
    }

    It 'has its addresses for ever, and the kernel chooses the source of its route' {
        Get-Lease $lab.n1 192.168.7.100 | Should -Be 4294967295
        (Get-DefaultRoute $lab.n1)[0].prefsrc | Should -BeNullOrEmpty
        (Get-HaVipStatistic @n1).LeasesRenewed | Should -Be 0
    }

    It 'gets one from an edited file without losing anything, and loses it again' {
        $monitor = Start-NodeMonitor $lab n1
        $file = Get-ConfigurationFile $lab n1
        $text = [System.IO.File]::ReadAllText($file)
        $runner = (Get-HaVipState @n1).ProcessId
        [System.IO.File]::WriteAllText($file, $text.Replace('lease: off', 'lease: 5'))
        Send-Signal HUP $runner
        $null = Wait-Until { (Get-Lease $lab.n1 192.168.7.101) -le 5 }
        [System.IO.File]::WriteAllText($file, $text)
        Send-Signal HUP $runner
        $null = Wait-Until { (Get-Lease $lab.n1 192.168.7.101) -eq 4294967295 }
        @(Stop-NodeMonitor $monitor | Where-Object { $_ -match 'Deleted' }).Count | Should -Be 0
        Test-Owner $lab.n1 | Should -BeTrue
    }

    It 'leaves them behind when it dies, until they are released' {
        $runner = (Get-HaVipState @n1).ProcessId
        Send-Signal KILL $runner
        $null = Wait-Until { -not (Test-Alive $runner) }
        $monitor = Start-NodeMonitor $lab n1
        Start-Sleep -Seconds 3
        Test-Owner $lab.n1 | Should -BeTrue
        @(Stop-NodeMonitor $monitor | Where-Object { $_ -match '192\.168\.7\.' }).Count | Should -Be 0
        $run = Join-Path $lab.Root "run/havip/$($lab.n1)"
        $var = Join-Path $lab.Root "var/lib/havip/$($lab.n1)"
        $null = & (Get-RunnerPath) release --network-namespace $lab.n1 --runtime-directory $run --state-directory $var
        Test-NoOwner $lab.n1 | Should -BeTrue
    }
}

Describe 'A living Master' {
    BeforeAll {
        $lab = New-ScenarioLab
        $n1 = Get-NodeParameter $lab n1
        $instance = Get-QuickParameter 100
        $instance.VirtualAddress = @('192.168.7.100/24', '192.168.7.101/24') + @(1..253 | ForEach-Object { "10.9.0.$_/24" })
        Install-ScenarioNode $lab n1 $instance
        Start-ScenarioNode $lab n1
        $null = Wait-Until { Test-Owner $lab.n1 }
    }

    AfterAll {
        Remove-ScenarioLab $lab
    }

    It 'renews 255 addresses, and neither one of them nor a connection is lost for ten leases' {
        $null = Start-Nginx $lab n1 '192.168.7.100:80'
        $null = Wait-Until { Test-Listening $lab.n1 '192.168.7.100:80' }
        $monitor = Start-NodeMonitor $lab n1
        $before = (Get-HaVipStatistic @n1).LeasesRenewed
        $script = @'
exec 3<>/dev/tcp/192.168.7.100/80
for i in $(seq 20); do
    printf 'GET / HTTP/1.1\r\nHost: a\r\n\r\n' >&3
    while IFS= read -r -t 5 line <&3; do [ "$line" = $'\r' ] && break; done
    IFS= read -r -t 5 -N 2 body <&3 && echo "$body"
    sleep 1
done
'@
        $answers = @(& ip netns exec $lab.Client timeout 60 bash -c $script)
        @($answers | Where-Object { $_ -eq 'n1' }).Count | Should -Be 20
        (Get-HaVipStatistic @n1).LeasesRenewed - $before | Should -BeGreaterThan 10
        $lines = Stop-NodeMonitor $monitor
        $lines.Count | Should -BeGreaterThan 2550
        @($lines | Where-Object { $_ -match 'Deleted' }).Count | Should -Be 0
        @(Get-KernelAddress $lab.n1).Count | Should -Be 256
    }

    It 'keeps an address of the node that came after a virtual one when the lease ends' {
        Invoke-Ip -n $lab.n1 address add 192.168.7.5/24 dev eth0
        Get-NamespaceSysctl $lab.n1 net.ipv4.conf.eth0.promote_secondaries | Should -Be 1
        $runner = (Get-HaVipState @n1).ProcessId
        Send-Signal KILL $runner
        $null = Wait-Until { @(Get-KernelAddress $lab.n1).Count -eq 2 }
        @(Get-KernelAddress $lab.n1 | ForEach-Object { $_.local }) -join ' ' | Should -Be '192.168.6.110 192.168.7.5'
        $run = Join-Path $lab.Root "run/havip/$($lab.n1)"
        $var = Join-Path $lab.Root "var/lib/havip/$($lab.n1)"
        $null = & (Get-RunnerPath) release --network-namespace $lab.n1 --runtime-directory $run --state-directory $var
        Get-NamespaceSysctl $lab.n1 net.ipv4.conf.eth0.promote_secondaries | Should -Be 0
        @(Get-KernelAddress $lab.n1).Count | Should -Be 2
    }
}

Describe 'An address that somebody removes from a Master' {
    BeforeAll {
        $lab = New-ScenarioLab
        $n1 = Get-NodeParameter $lab n1
        $n2 = Get-NodeParameter $lab n2
        Start-Pair $lab { param($priority) Get-QuickParameter $priority }
    }

    AfterAll {
        Remove-ScenarioLab $lab
    }

    It 'is put back, announced and told' {
        $capture = Start-Capture $lab
        Invoke-Ip -n $lab.n1 address delete 192.168.7.100/24 dev eth0
        $null = Wait-Until { Test-Owner $lab.n1 }
        $null = Wait-Until {
            @(Read-Capture $capture | Where-Object { $_.Kind -eq 'GratuitousArp' -and $_.Address -eq '192.168.7.100' }).Count
        }
        $null = Stop-Capture $capture
        $told = @(Get-HaVipEvent @n1 | Where-Object { $_.Kind -eq 'AddressesPutBack' })
        $told[-1].Reason | Should -Match '192.168.7.100/24 was removed from eth0 by somebody else'
    }

    It 'goes to the other node when it does not stay' {
        $null = Wait-Until -Because 'n2 has what does not stay on n1' {
            if (Test-AddressOwner $lab.n1 192.168.7.100) { Remove-LabAddress $lab.n1 192.168.7.100/24 }
            (Test-Owner $lab.n2) -and (Test-NoOwner $lab.n1)
        }
        $state = Get-HaVipState @n1
        $state.State | Should -Be 'Backup'
        $state.Reason | Should -Match 'somebody on this node keeps removing its addresses'
        Stop-HaVipInstance @n1 -Confirm:$false
        $null = Wait-Until { Test-Owner $lab.n2 }
    }

    It 'stays where nobody else could have it' {
        $null = Wait-Until -Because 'n2 has offered what does not stay, and nobody took it' {
            if (Test-AddressOwner $lab.n2 192.168.7.100) { Remove-LabAddress $lab.n2 192.168.7.100/24 }
            Get-HaVipEvent @n2 | Where-Object { $_.Kind -eq 'HandoverFailed' }
        }
        $null = Wait-Until { Test-Owner $lab.n2 }
        (Get-HaVipState @n2).State | Should -Be 'Master'
    }
}
