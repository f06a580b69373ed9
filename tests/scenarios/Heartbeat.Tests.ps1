# Two networks between the nodes: a Backup takes over when it hears nothing on either, and not before.
BeforeDiscovery {
    $kinds = @(
        @{ what = 'version 2 with password'; version = 2; interval = '1s'; address = @('192.168.7.100/24') }
        @{ what = 'version 3 over IPv6, signed'; version = 3; interval = '500ms'
            address = @('fe80::7:100/64', 'fd00:7::100/64')
        }
        @{ what = 'version 3 with unicast peers on the heartbeat'; version = 3; interval = '500ms'
            address = @('192.168.7.100/24')
        }
    )
}

BeforeAll {
    Import-Module "$PSScriptRoot/Scenario.psm1" -Force
    Import-HaVip
}

Describe 'A heartbeat on a second network, <what>' -ForEach $kinds {
    BeforeAll {
        $lab = New-ScenarioLab
        Add-HeartbeatNetwork $lab
        $n1 = Get-NodeParameter $lab n1
        $n2 = Get-NodeParameter $lab n2
        $virtual = ($address[-1] -split '/')[0]
        $instance = @{
            InstanceName = 'VI_1'; Interface = 'eth0'; VirtualRouterId = 52; Version = $version
            AdvertisementInterval = $interval; VirtualAddress = $address; Heartbeat = 'eth1'
        }
        if ($version -eq 2) { $instance.Password = ConvertTo-SecureString 1111 -AsPlainText -Force }
        if ($what -like '*signed') {
            $instance.HmacKey = ConvertTo-SecureString 'a key of thirty-two bytes or even more' -AsPlainText -Force
        }
        foreach ($one in @{ name = 'n1'; priority = 100; peer = '10.0.0.120' },
            @{ name = 'n2'; priority = 99; peer = '10.0.0.110' }) {
            if ($what -like '*unicast*') { $instance.Heartbeat = "eth1 peer $($one.peer)" }
            $instance.Priority = $one.priority
            Install-ScenarioNode $lab $one.name $instance
            Start-ScenarioNode $lab $one.name
        }
        Wait-AddressOwner $lab n1 n2 $virtual
        Wait-Path $n1 'eth0 Sending, eth1 Sending'
        Wait-Path $n2 'eth0 Heard, eth1 Heard'
    }

    AfterAll {
        Remove-ScenarioLab $lab
    }

    It 'has one owner while the first path is cut, and the Backup says so' {
        $monitor = Start-NodeMonitor $lab n2
        Split-Lab $lab
        Wait-Path $n2 'eth0 Silent, eth1 Heard'
        (Get-HaVipState @n2).Reason | Should -Match 'path eth0 silent since \d\d:\d\d:\d\d UTC, eth1 heard$'
        $received = (Get-HaVipStatistic @n2).Received
        $null = Wait-Until -Because 'the Master goes on' { (Get-HaVipStatistic @n2).Received -ge $received + 5 }
        @(Stop-NodeMonitor $monitor | Where-Object { $_ -match [regex]::Escape("$virtual/") }) |
            Should -BeNullOrEmpty -Because 'the Backup never had the address'
        Test-AddressOwner $lab.n1 $virtual | Should -BeTrue
        Get-HaVipEvent @n2 | Where-Object Kind -EQ 'PathSilent' | Should -Not -BeNullOrEmpty

        Join-Lab $lab
        Wait-Path $n2 'eth0 Heard, eth1 Heard'
        (Get-HaVipState @n2).Reason | Should -Not -Match 'silent'
        Get-HaVipEvent @n2 | Where-Object Kind -EQ 'PathHeard' | Should -Not -BeNullOrEmpty
        (Get-HaVipStatistic @n2).Dropped | Should -Be 0
    }

    It 'has a second one when both are cut, and one again as soon as either carries' {
        Split-Lab $lab
        Split-HeartbeatNetwork $lab
        $null = Wait-Until -Because 'the Backup takes over' { Test-AddressOwner $lab.n2 $virtual }
        (Get-HaVipState @n2).Reason | Should -Match 'no advertisement for'
        Join-HeartbeatNetwork $lab
        Wait-AddressOwner $lab n1 n2 $virtual
        (Get-HaVipState @n2).Reason | Should -Match 'higher priority heard from (10\.0\.0\.110|fe80:)'
        Join-Lab $lab
        Wait-Path $n2 'eth0 Heard, eth1 Heard'
    }

    It 'lets a Master that lost its own interface say goodbye, so that the Backup need not wait' {
        Disable-LabPort $lab n1
        Wait-AddressOwner $lab n2 n1 $virtual
        $state = Get-HaVipState @n1
        $state.State | Should -Be 'Fault'
        $state.Reason | Should -Be 'interface eth0 is down'
        (Get-HaVipState @n2).Reason | Should -Match 'said goodbye'
        Enable-LabPort $lab n1
        Wait-AddressOwner $lab n1 n2 $virtual
    }

    It 'is told when it loses its interface, and is no Fault' {
        Wait-Path $n2 'eth0 Heard, eth1 Heard'
        Invoke-Ip -n $lab.Switch link set n1-h down
        Wait-Path $n1 'eth0 Sending, eth1 Down'
        Wait-Path $n2 'eth0 Heard, eth1 Silent'
        (Get-HaVipState @n1).State | Should -Be 'Master'
        (Get-HaVipEvent @n1 | Where-Object Kind -EQ 'PathDown')[-1].Reason |
            Should -Be 'path eth1 cannot be used: the interface is down'
        Invoke-Ip -n $lab.Switch link set n1-h up
        Wait-Path $n1 'eth0 Sending, eth1 Sending'
        Wait-Path $n2 'eth0 Heard, eth1 Heard'
        Test-AddressOwner $lab.n1 $virtual | Should -BeTrue
    }
}
