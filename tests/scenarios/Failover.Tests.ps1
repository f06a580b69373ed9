# Mastership moved on purpose, back again, and refused where it cannot be.
BeforeAll {
    Import-Module "$PSScriptRoot/Scenario.psm1" -Force
    Import-HaVip
}

Describe 'Invoke-HaVipFailover' {
    BeforeAll {
        $lab = New-ScenarioLab
        $n1 = Get-NodeParameter $lab n1
        $n2 = Get-NodeParameter $lab n2
        Start-Pair $lab { param($priority) Get-QuickParameter $priority }
    }

    AfterAll {
        Remove-ScenarioLab $lab
    }

    It 'gives on the Master and comes back with -Failback' {
        $result = Invoke-HaVipFailover @n1 -Name VI_1 -Confirm:$false
        $result.Direction | Should -Be 'Give'
        $result.Completed | Should -BeTrue
        $result.PreviousMaster | Should -Be '192.168.6.110'
        $result.NewMaster | Should -Be '192.168.6.120'
        $result.Duration | Should -BeGreaterThan ([timespan]::Zero)
        $result.Duration | Should -BeLessThan ([timespan]::FromSeconds(5))
        Wait-Owner $lab n2 n1
        (Get-HaVipState @n1).Held | Should -BeTrue

        $back = Invoke-HaVipFailover @n1 -Name VI_1 -Failback -Confirm:$false
        $back.Direction | Should -Be 'Failback'
        $back.NewMaster | Should -Be '192.168.6.110'
        Wait-Owner $lab n1 n2
        (Get-HaVipState @n1).Held | Should -BeFalse
    }

    It 'takes on the Backup and comes back with -Failback' {
        $result = Get-HaVipState @n2 | Invoke-HaVipFailover -Confirm:$false
        $result.Direction | Should -Be 'Take'
        $result.PreviousMaster | Should -Be '192.168.6.110'
        $result.NewMaster | Should -Be '192.168.6.120'
        $result.Duration | Should -BeGreaterThan ([timespan]::Zero)
        Wait-Owner $lab n2 n1
        $state = Get-HaVipState @n2
        $state.Held | Should -BeTrue
        $state.EffectivePriority | Should -BeGreaterThan 100

        $null = Invoke-HaVipFailover @n2 -Name VI_1 -Failback -Confirm:$false
        Wait-Owner $lab n1 n2
        (Get-HaVipState @n2).EffectivePriority | Should -Be 99
    }

    It 'never leaves the addresses without an owner when it <what>' -ForEach @(
        @{ what = 'gives'; node = 'n1' }
        @{ what = 'takes'; node = 'n2' }
    ) {
        $monitor = Start-AddressMonitor $lab
        $at = Get-NodeParameter $lab $node
        $null = Invoke-HaVipFailover @at -Name VI_1 -Confirm:$false
        Wait-Owner $lab n2 n1
        $null = Invoke-HaVipFailover @at -Name VI_1 -Failback -Confirm:$false
        Wait-Owner $lab n1 n2
        $changes = @(Stop-AddressMonitor $monitor)
        foreach ($address in '192.168.7.100', '192.168.7.101') {
            foreach ($name in 'n1', 'n2') {
                $lost = @($changes | Where-Object { $_.Name -eq $name -and $_.Address -eq $address -and $_.Deleted })
                $lost.Count | Should -Be 1 -Because "$name had $address and gave it up once"
            }
            Test-AlwaysOwned $changes $address -Owner n1 | Should -BeTrue
        }
    }

    It 'puts mastership back when the hold is over' {
        $null = Invoke-HaVipFailover @n1 -Name VI_1 -Hold ([timespan]::FromSeconds(2)) -Confirm:$false
        Wait-Owner $lab n2 n1
        $state = Get-HaVipState @n1
        $state.HoldRemaining | Should -BeGreaterThan ([timespan]::Zero)
        Wait-Owner $lab n1 n2
        Wait-Until { -not (Get-HaVipState @n1).Held } | Should -BeTrue
    }

    It 'changes nothing with -WhatIf' {
        $null = Invoke-HaVipFailover @n1 -Name VI_1 -WhatIf
        Test-Owner $lab.n1 | Should -BeTrue
        (Get-HaVipState @n1).Held | Should -BeFalse
    }

    It 'takes over after a failover when the holder dies' {
        $null = Invoke-HaVipFailover @n2 -Name VI_1 -Confirm:$false
        Wait-Owner $lab n2 n1
        Disable-LabPort $lab n2
        $null = Wait-Until { Test-Owner $lab.n1 }
        Enable-LabPort $lab n2
        $null = Wait-Until -Because 'one Master is left' {
            ((Test-Owner $lab.n1) -and (Test-NoOwner $lab.n2)) -or ((Test-Owner $lab.n2) -and (Test-NoOwner $lab.n1))
        }
    }
}

Describe 'Invoke-HaVipFailover refuses' {
    BeforeAll {
        $lab = New-ScenarioLab
        $n1 = Get-NodeParameter $lab n1
        $n2 = Get-NodeParameter $lab n2
        Install-ScenarioNode $lab n1 (Get-QuickParameter 100)
        Start-ScenarioNode $lab n1
        $null = Wait-Until { Test-Owner $lab.n1 }
    }

    AfterAll {
        Remove-ScenarioLab $lab
    }

    It 'to give where nobody takes over, and the addresses never leave' {
        $monitor = Start-AddressMonitor $lab
        Get-ErrorId { Invoke-HaVipFailover @n1 -Name VI_1 -Confirm:$false -ErrorAction Stop } |
            Should -Be 'NobodyTookOver'
        (Get-HaVipState @n1).State | Should -Be 'Master'
        Test-Owner $lab.n1 | Should -BeTrue
        @(Stop-AddressMonitor $monitor | Where-Object { $_.Deleted }).Count | Should -Be 0
    }

    It 'to fail back where nothing is held' {
        Get-ErrorId { Invoke-HaVipFailover @n1 -Name VI_1 -Failback -Confirm:$false -ErrorAction Stop } |
            Should -Be 'NothingHeld'
    }

    It 'an instance that does not exist' {
        Get-ErrorId { Invoke-HaVipFailover @n1 -Name VI_9 -Confirm:$false -ErrorAction Stop } |
            Should -Be 'UnknownInstance'
    }

    It 'a node that does not run' {
        Install-ScenarioNode $lab n2 (Get-QuickParameter 99)
        $refusal = Get-ThrownError { Invoke-HaVipFailover @n2 -Name VI_1 -Confirm:$false -ErrorAction Stop }
        ($refusal.FullyQualifiedErrorId -split ',')[0] | Should -Be 'RunnerNotRunning'
        $refusal.ErrorDetails.RecommendedAction | Should -Match 'Start-HaVipInstance'
    }

    It 'a stopped instance' {
        Stop-HaVipInstance @n1 -Name VI_1 -KeepRunner -Confirm:$false
        Get-ErrorId { Invoke-HaVipFailover @n1 -Name VI_1 -Confirm:$false -ErrorAction Stop } |
            Should -Be 'InstanceStopped'
        Start-ScenarioNode $lab n1
        $null = Wait-Until { Test-Owner $lab.n1 }
    }

    It 'an instance in Fault' {
        Invoke-Ip -n $lab.n1 link set eth0 down
        $null = Wait-HaVipState @n1 -Name VI_1 -State Fault -Timeout 20
        Get-ErrorId { Invoke-HaVipFailover @n1 -Name VI_1 -Confirm:$false -ErrorAction Stop } |
            Should -Be 'InstanceInFault'
        (Get-HaVipState @n1).Reason | Should -Match 'eth0 is down'
        Invoke-Ip -n $lab.n1 link set eth0 up
        $null = Wait-Until { Test-Owner $lab.n1 }
    }

    It 'to take from an address owner' {
        $owner = Get-QuickParameter 100
        $owner.Remove('Priority')
        Stop-HaVipInstance @n1 -Name VI_1 -Confirm:$false
        $null = Install-HaVipNode @n1 @owner -AddressOwner -Force -Confirm:$false
        Start-ScenarioNode $lab n1
        Start-ScenarioNode $lab n2
        Wait-Owner $lab n1 n2
        $null = Wait-HaVipState @n2 -Name VI_1 -State Backup -Timeout 20
        Wait-Until { (Get-HaVipState @n2).MasterPriority -eq 255 } | Should -BeTrue
        Get-ErrorId { Invoke-HaVipFailover @n2 -Name VI_1 -Confirm:$false -ErrorAction Stop } |
            Should -Be 'MasterIsAddressOwner'
        Test-Owner $lab.n1 | Should -BeTrue
        Test-NoOwner $lab.n2 | Should -BeTrue
    }
}
