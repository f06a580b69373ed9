# What a node follows beside its own interface: weights move mastership, weight 0 is a Fault, and nothing is lost by it.
BeforeAll {
    Import-Module "$PSScriptRoot/Scenario.psm1" -Force
    Import-HaVip
}

Describe 'A Master that tracks another interface' {
    BeforeAll {
        $lab = New-ScenarioLab
        $n1 = Get-NodeParameter $lab n1
        $n2 = Get-NodeParameter $lab n2
        Add-Uplink $lab n1
        Install-ScenarioNode $lab n1 (Get-QuickParameter 100)
        Install-ScenarioNode $lab n2 (Get-QuickParameter 99)
        Add-InstanceText $lab n1 'track: { interfaces: [{ name: up0, weight: -10 }] }'
        Start-ScenarioNode $lab n1
        Start-ScenarioNode $lab n2
        Wait-Owner $lab n1 n2
    }

    AfterAll {
        Remove-ScenarioLab $lab
    }

    It 'shows what it tracks, and that nothing is taken off' {
        $state = Get-HaVipState @n1
        $state.EffectivePriority | Should -Be 100
        "$($state.Tracked)" | Should -Be 'up0: Good'
        ($state | Format-List | Out-String) | Should -Match 'Tracked\s+: \{?up0: Good'
    }

    It 'is preempted without loss when the weight takes it below the Backup, and shows who took off how much' {
        $monitor = Start-AddressMonitor $lab
        Invoke-Ip -n $lab.n1 link set up1 down
        Wait-Owner $lab n2 n1
        $changes = @(Stop-AddressMonitor $monitor)
        Test-AlwaysOwned $changes 192.168.7.100 -Owner n1 | Should -BeTrue
        $state = Get-HaVipState @n1
        $state.State | Should -Be Backup
        $state.EffectivePriority | Should -Be 90
        "$($state.Tracked)" | Should -Be 'up0: Bad (-10)'
        (Get-HaVipEvent @n1 | Where-Object Kind -eq PriorityChanged)[-1].Reason | Should -Be 'priority 100 -> 90 (up0 -10)'
    }

    It 'comes back when the interface does' {
        Invoke-Ip -n $lab.n1 link set up1 up
        Wait-Owner $lab n1 n2
        (Get-HaVipState @n1).EffectivePriority | Should -Be 100
    }

    It 'hands over and is in Fault when the weight is 0 and the interface goes' {
        $file = Get-ConfigurationFile $lab n1
        $text = [System.IO.File]::ReadAllText($file).Replace('weight: -10', 'weight: 0')
        Set-HaVipConfiguration @n1 -Content $text -Confirm:$false
        $monitor = Start-AddressMonitor $lab
        Invoke-Ip -n $lab.n1 link delete up0
        Wait-Owner $lab n2 n1
        $changes = @(Stop-AddressMonitor $monitor)
        Test-AlwaysOwned $changes 192.168.7.100 -Owner n1 | Should -BeTrue
        $null = Wait-HaVipState @n1 -State Fault
        (Get-HaVipState @n1).Reason | Should -Be 'the tracked interface up0 is down'
    }

    It 'is Master again when the interface is there again, with another index' {
        Add-Uplink $lab n1
        Wait-Owner $lab n1 n2
    }

    It 'waits out a delay before it counts' {
        $file = Get-ConfigurationFile $lab n1
        $text = [System.IO.File]::ReadAllText($file).Replace('weight: 0', 'weight: -10, downDelay: 60s')
        Set-HaVipConfiguration @n1 -Content $text -Confirm:$false
        Invoke-Ip -n $lab.n1 link set up1 down
        Invoke-Ip -n $lab.n1 link set up1 up
        $before = (Get-HaVipStatistic @n1).Sent
        $null = Wait-Until { (Get-HaVipStatistic @n1).Sent -gt $before + 3 }
        (Get-HaVipState @n1).EffectivePriority | Should -Be 100
        (Get-HaVipState @n1).State | Should -Be Master
    }

    It 'is refused what it could not carry out' {
        $file = Get-ConfigurationFile $lab n1
        $text = [System.IO.File]::ReadAllText($file)
        $own = $text.Replace('name: up0', 'name: eth0')
        (Test-HaVipConfiguration -Content $own).RuleId | Should -Contain 'TrackedInterfaceOwn'
        $heavy = $text.Replace('weight: -10', 'weight: -254')
        (Test-HaVipConfiguration -Content $heavy).RuleId | Should -Contain 'TrackWeightRange'
    }
}
