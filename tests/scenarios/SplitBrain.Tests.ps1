# A split brain: who else answers for the addresses, named with its place, and forgotten when it is over.
BeforeAll {
    Import-Module "$PSScriptRoot/Scenario.psm1" -Force
    Import-HaVip
}

Describe 'A stranger that has an address of the Master' {
    BeforeAll {
        $lab = New-ScenarioLab -Node n1, n2, n3
        $n1 = Get-NodeParameter $lab n1
        $n2 = Get-NodeParameter $lab n2
        Start-ProbingPair $lab
        $stranger = Get-MacAddress $lab.n3
    }

    AfterAll {
        Remove-ScenarioLab $lab
    }

    It 'is not seen where there is none' {
        $null = Wait-Until -Because 'the Master has asked' { (Get-HaVipState @n1).ProbedAt }
        $asked = (Get-HaVipState @n1).ProbedAt
        $null = Wait-Until -Because 'it has asked again' { (Get-HaVipState @n1).ProbedAt -gt $asked.AddSeconds(1) }
        (Get-HaVipState @n1).RivalMacAddress | Should -BeNullOrEmpty
        @(Get-HaVipEvent @n1 -Kind SplitBrain).Count | Should -Be 0
        @(Get-HaVipEvent @n2 -Kind SplitBrain).Count | Should -Be 0
    }

    It 'is named with its MAC address in the state, its Reason and an event' {
        $since = [datetime]::Now
        Add-Stranger $lab n3
        $state = Wait-Until -Because 'the stranger is seen' { Get-HaVipState @n1 | Where-Object { $_.RivalMacAddress } }
        $state.State | Should -Be 'Master'
        $state.RivalMacAddress | Should -Be $stranger
        $state.RivalAddress | Should -Be '192.168.7.100'
        $state.Reason | Should -Match "; split brain: $stranger answers for 192\.168\.7\.100 too$"
        $told = Wait-NodeEvent $n1 SplitBrain $since
        $told.PeerMacAddress | Should -Be $stranger
        $told.Reason | Should -Match "$stranger answers for 192\.168\.7\.100 too; no advertisement of another Master"
        (Get-HaVipState @n2).RivalMacAddress | Should -BeNullOrEmpty
    }

    It 'is told once while it stays' {
        $asked = (Get-HaVipState @n1).ProbedAt
        $null = Wait-Until { (Get-HaVipState @n1).ProbedAt -gt $asked.AddSeconds(1) }
        @(Get-HaVipEvent @n1 -Kind SplitBrain).Count | Should -Be 1
        Test-Owner $lab.n1 | Should -BeTrue
    }

    It 'is over when it no longer answers, and neighbours are told where the address is' {
        $since = [datetime]::Now
        $capture = Start-Capture $lab
        Remove-Stranger $lab n3
        $null = Wait-Until { -not (Get-HaVipState @n1).RivalMacAddress }
        $told = Wait-NodeEvent $n1 SplitBrainEnded $since
        $told.PeerMacAddress | Should -Be $stranger
        (Get-HaVipState @n1).Reason | Should -Not -Match 'split brain'
        $own = Get-MacAddress $lab.n1
        $null = Wait-Until -Because 'the Master announces' {
            Read-Capture $capture | Where-Object { $_.Kind -eq 'GratuitousArp' -and $_.Mac -eq $own }
        }
        $null = Stop-Capture $capture
    }

    It 'does not make a takeover by command look like one' {
        $null = Invoke-HaVipFailover @n2 -Name VI_1 -Confirm:$false
        Wait-Owner $lab n2 n1
        $null = Wait-Until -Because 'the new Master has asked' { (Get-HaVipState @n2).ProbedAt }
        $null = Invoke-HaVipFailover @n2 -Name VI_1 -Failback -Confirm:$false
        Wait-Owner $lab n1 n2
        $null = Wait-Until -Because 'the old one has asked again' { (Get-HaVipState @n1).ProbedAt }
        @(Get-HaVipEvent @n1 -Kind SplitBrain).Count | Should -Be 1
        @(Get-HaVipEvent @n2 -Kind SplitBrain).Count | Should -Be 0
    }
}
