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

Describe 'A Backup that takes over from a silent Master' {
    BeforeAll {
        $lab = New-ScenarioLab
        $n1 = Get-NodeParameter $lab n1
        $n2 = Get-NodeParameter $lab n2
        Start-ProbingPair $lab
    }

    AfterAll {
        Remove-ScenarioLab $lab
    }

    It 'says that the Master said goodbye where it left on purpose' {
        Stop-HaVipInstance @n1 -Name VI_1 -KeepRunner -Confirm:$false
        Wait-Owner $lab n2 n1
        (Get-HaVipState @n2).Reason | Should -Be '192.168.6.110 (priority 100) said goodbye'
        Start-ScenarioNode $lab n1
        Wait-Owner $lab n1 n2
    }

    It 'says that nobody answered where the host is gone' {
        Disable-LabPort $lab n1
        $null = Wait-Until { Test-Owner $lab.n2 }
        (Get-HaVipState @n2).Reason |
            Should -Match '^no advertisement for \d+\.\d\d s, and nobody answered for the addresses$'
        Enable-LabPort $lab n1
        Wait-Owner $lab n1 n2
    }

    It 'says who still answers where only advertisements are not heard, and both name each other' {
        $first = Get-MacAddress $lab.n1
        $second = Get-MacAddress $lab.n2
        $since = [datetime]::Now
        Block-Advertisement $lab n1
        Block-Advertisement $lab n2
        $null = Wait-Until { Test-Owner $lab.n2 }
        (Get-HaVipState @n2).Reason | Should -Match "^no advertisement for \S+ s, but $first answers for 192\.168\.7\.10\d: "
        $null = Wait-Until { (Get-HaVipState @n1).RivalMacAddress -eq $second }
        $null = Wait-Until { (Get-HaVipState @n2).RivalMacAddress -eq $first }
        (Wait-NodeEvent $n1 SplitBrain $since).Reason | Should -Match 'no advertisement of another Master is heard$'
        $null = Wait-NodeEvent $n2 SplitBrain $since
        Unblock-Advertisement $lab n1
        Unblock-Advertisement $lab n2
        Wait-Owner $lab n1 n2
        $null = Wait-NodeEvent $n1 SplitBrainEnded $since
        $null = Wait-NodeEvent $n2 SplitBrainEnded $since
        (Get-HaVipState @n1).RivalMacAddress | Should -BeNullOrEmpty
    }

    It 'is named with its address where it is heard and does not hear' {
        $second = Get-MacAddress $lab.n2
        $since = [datetime]::Now
        Block-Advertisement $lab n2
        $told = Wait-NodeEvent $n1 SplitBrain $since
        $told.PeerMacAddress | Should -Be $second
        $told.Reason | Should -Match 'Master 192\.168\.6\.120 \(priority 99\) is heard, but does not give way$'
        Unblock-Advertisement $lab n2
        Wait-Owner $lab n1 n2
        $null = Wait-NodeEvent $n1 SplitBrainEnded $since
    }
}

Describe 'A healed partition, <what>, with <peer> as the worse node' -ForEach @(
    @{ what = 'the Master cut off from everybody'; peer = 'HaVip' }
    @{ what = 'the Master cut off from everybody'; peer = 'keepalived' }
    @{ what = 'only the nodes deaf to each other'; peer = 'HaVip' }
    @{ what = 'only the nodes deaf to each other'; peer = 'keepalived' }
) {
    BeforeAll {
        if ($peer -eq 'keepalived' -and -not (Get-Command keepalived -CommandType Application -ErrorAction Ignore)) {
            throw 'keepalived is missing: apt-get install keepalived'
        }
        $lab = New-ScenarioLab
        $n1 = Get-NodeParameter $lab n1
        # The worse node is Master first, so that the better one has heard it.
        if ($peer -eq 'keepalived') { $null = Start-QuickKeepalived $lab n2 99 }
        else {
            Install-ScenarioNode $lab n2 (Get-QuickParameter 99)
            Start-ScenarioNode $lab n2
        }
        $null = Wait-Until { Test-Owner $lab.n2 }
        Install-ScenarioNode $lab n1 (Get-QuickParameter 100)
        Start-ScenarioNode $lab n1
        Wait-Owner $lab n1 n2
        $null = Wait-Until { Test-Ping $lab.Client 192.168.7.100 }
        $winner = Get-MacAddress $lab.n1
        $loser = Get-MacAddress $lab.n2
    }

    AfterAll {
        Remove-ScenarioLab $lab
    }

    It 'leaves the client with the winner''s place' {
        if ($what -like '*everybody') { Disconnect-LabNode $lab n1 } else { Split-Lab $lab }
        $null = Wait-Until -Because 'the client sends to the loser' { (Get-ClientNeighbor $lab) -eq $loser }
        if ($what -like '*everybody') { Connect-LabNode $lab n1 } else { Join-Lab $lab }
        Wait-Owner $lab n1 n2
        # Far below the minute at which the winner would announce in any case.
        $null = Wait-Until -Timeout 20 -Because 'the client sends to the winner' { (Get-ClientNeighbor $lab) -eq $winner }
        Test-Ping $lab.Client 192.168.7.100 | Should -BeTrue
        (Get-ClientNeighbor $lab) | Should -Be $winner
        $noticed = @(Get-HaVipEvent @n1 | Where-Object { $_.Kind -in 'HostReached', 'RivalRejected' })
        $noticed.Count | Should -BeGreaterOrEqual 1
    }
}
