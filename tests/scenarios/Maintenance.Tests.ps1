# A node taken out for maintenance, and what commands made of the roles, across restarts.
BeforeAll {
    Import-Module "$PSScriptRoot/Scenario.psm1" -Force
    Import-HaVip
}

Describe 'Suspend-HaVipNode and Resume-HaVipNode' {
    BeforeAll {
        $lab = New-ScenarioLab
        $n1 = Get-NodeParameter $lab n1
        $n2 = Get-NodeParameter $lab n2
        Start-Pair $lab { param($priority) Get-QuickParameter $priority }
    }

    AfterAll {
        Remove-ScenarioLab $lab
    }

    It 'changes nothing with -WhatIf' {
        $null = Suspend-HaVipNode @n1 -Drain -WhatIf
        Test-Owner $lab.n1 | Should -BeTrue
        (Get-HaVipState @n1).Suspended | Should -BeFalse
    }

    It 'hands everything over, and says so' {
        $result = Suspend-HaVipNode @n1 -Drain -Confirm:$false
        $result.Direction | Should -Be 'Suspend'
        $result.NewMaster | Should -Be '192.168.6.120'
        Wait-Owner $lab n2 n1
        $state = Get-HaVipState @n1
        $state.Suspended | Should -BeTrue
        $state.Reason | Should -Match 'suspended'
    }

    It 'refuses to take over, and to suspend the only node left' {
        Get-ErrorId { Invoke-HaVipFailover @n1 -Name VI_1 -Confirm:$false -ErrorAction Stop } | Should -Be 'NodeSuspended'
        Get-ErrorId { Suspend-HaVipNode @n2 -Drain -Confirm:$false -ErrorAction Stop } | Should -Be 'NobodyTookOver'
        Test-Owner $lab.n2 | Should -BeTrue
    }

    It 'stays out after a restart of the runner, and when the other node dies' {
        Restart-HaVipInstance @n1 -Confirm:$false
        (Get-HaVipState @n1).Suspended | Should -BeTrue
        Disable-LabPort $lab n2
        $null = Wait-Until { -not (Get-HaVipState @n1).MasterAddress }
        Test-NoOwner $lab.n1 | Should -BeTrue
        Enable-LabPort $lab n2
        $null = Wait-Until { (Get-HaVipState @n1).MasterAddress -eq '192.168.6.120' }
    }

    It 'comes back as Backup with NoFailback' {
        $null = Resume-HaVipNode @n1 -Failback NoFailback -Confirm:$false
        $state = Get-HaVipState @n1
        $state.Suspended | Should -BeFalse
        $state.Held | Should -BeTrue
        Test-Owner $lab.n2 | Should -BeTrue
        Get-ErrorId { Resume-HaVipNode @n1 -Confirm:$false -ErrorAction Stop } | Should -Be 'NotSuspended'
    }

    It 'takes over at once with Immediate' {
        $null = Suspend-HaVipNode @n1 -Drain -Confirm:$false
        $null = Resume-HaVipNode @n1 -Failback Immediate -Confirm:$false
        Wait-Owner $lab n1 n2
    }

    It 'leaves it to priorities with Policy' {
        $null = Suspend-HaVipNode @n1 -Drain -Confirm:$false
        Wait-Owner $lab n2 n1
        $null = Resume-HaVipNode @n1 -Confirm:$false
        Wait-Owner $lab n1 n2
        (Get-HaVipEvent @n1 -Kind Resumed).Count | Should -Be 3
    }
}

Describe 'A hold' {
    BeforeAll {
        $lab = New-ScenarioLab
        $n2 = Get-NodeParameter $lab n2
        Start-Pair $lab { param($priority) Get-QuickParameter $priority }
        $file = Join-Path $lab.Root "var/lib/havip/$($lab.n2)/holds.json"
    }

    AfterAll {
        Remove-ScenarioLab $lab
    }

    It 'is taken up by the next runner with what is left of it' {
        $null = Invoke-HaVipFailover @n2 -Name VI_1 -Hold 1h -Confirm:$false
        Wait-Owner $lab n2 n1
        Restart-HaVipInstance @n2 -Confirm:$false
        Wait-Owner $lab n2 n1
        $state = Get-HaVipState @n2
        $state.EffectivePriority | Should -BeGreaterThan 100
        $state.HoldRemaining | Should -BeLessThan ([timespan]::FromHours(1))
        Get-Mode $file | Should -Be '600'
    }

    It 'is given up with a clear word where its file cannot be read' {
        Stop-HaVipInstance @n2 -Confirm:$false
        Wait-Owner $lab n1 n2
        [System.IO.File]::WriteAllText($file, 'nonsense')
        Start-ScenarioNode $lab n2
        $null = Wait-HaVipState @n2 -Name VI_1 -State Backup -Timeout 20
        (Get-HaVipState @n2).Held | Should -BeFalse
        @(Get-HaVipEvent @n2 -Kind StateFault)[0].Reason | Should -Match 'holds.json cannot be read'
    }
}

Describe 'An instance removed from the configuration' {
    BeforeAll {
        $lab = New-ScenarioLab
        $n1 = Get-NodeParameter $lab n1
        Start-Pair $lab { param($priority) Get-QuickParameter $priority }
    }

    AfterAll {
        Remove-ScenarioLab $lab
    }

    It 'hands over before its addresses go' {
        $monitor = Start-AddressMonitor $lab
        $file = Join-Path $n1.RootPath "etc/havip/$($lab.n1)/havip.yaml"
        $other = [System.IO.File]::ReadAllText($file).Replace('VI_1', 'VI_2').Replace('192.168.7.10', '192.168.7.11')
        [System.IO.File]::WriteAllText($file, ($other -replace 'virtualRouterId: 52', 'virtualRouterId: 53'))
        Send-Signal HUP (Get-HaVipState @n1).ProcessId
        $null = Wait-Until { Test-Owner $lab.n2 }
        $null = Wait-Until -Because 'the removed instance has let go' {
            -not (@(Get-OwnedAddress $lab.n1) -contains '192.168.7.100')
        }
        $changes = @(Stop-AddressMonitor $monitor)
        foreach ($address in '192.168.7.100', '192.168.7.101') {
            Test-AlwaysOwned $changes $address -Owner n1 | Should -BeTrue
        }
    }
}
