# Get-HaVipState: what it tells, for one node, several, and none.
BeforeAll {
    Import-Module "$PSScriptRoot/Scenario.psm1" -Force
    Import-HaVip
}

Describe 'Get-HaVipState' {
    BeforeAll {
        $lab = New-ScenarioLab
        $n1 = Get-NodeParameter $lab n1
        $n2 = Get-NodeParameter $lab n2
        $both = @{ NetworkNamespace = $lab.n1, $lab.n2; RootPath = $lab.Root }
    }

    AfterAll {
        Remove-ScenarioLab $lab
    }

    It 'says what to do where nothing is installed, or nothing is there at all' {
        $missing = Get-ThrownError { Get-HaVipState @n1 -ErrorAction Stop }
        ($missing.FullyQualifiedErrorId -split ',')[0] | Should -Be 'NodeNotConfigured'
        $missing.ErrorDetails.RecommendedAction | Should -Match 'Install-HaVipNode'
        Get-ErrorId { Get-HaVipState -NetworkNamespace "$($lab.Prefix)-n9" -ErrorAction Stop } |
            Should -Be 'NetworkNamespaceNotFound'
    }

    It 'says Stopped, why, and what to do, where a node is installed but does not run' {
        foreach ($name in 'n1', 'n2') {
            $priority = if ($name -eq 'n1') { 100 } else { 99 }
            Install-ScenarioNode $lab $name (Get-QuickParameter $priority)
        }
        $states = @(Get-HaVipState @both)
        $states.Count | Should -Be 2
        foreach ($state in $states) {
            $state.State | Should -Be 'Stopped'
            $state.Name | Should -Be 'VI_1'
            $state.ProcessId | Should -BeNullOrEmpty
            $state.Reason | Should -Match 'Start-HaVipInstance'
        }
    }

    It 'tells the live roles of several nodes at once' {
        Start-HaVipInstance @both -Wait -Confirm:$false
        Wait-Owner $lab n1 n2
        $states = @(Get-HaVipState @both)
        $states.Count | Should -Be 2
        $states[0].PSTypeNames[0] | Should -Be 'HaVip.InstanceState'
        $states[0].NetworkNamespace | Should -Be $lab.n1
        $states[0].State | Should -Be 'Master'
        $states[1].State | Should -Be 'Backup'
        $states[1].MasterAddress | Should -Be '192.168.6.110'
        $states[1].MasterPriority | Should -Be 100
        foreach ($state in $states) {
            $state.Interface | Should -Be 'eth0'
            $state.VirtualRouterId | Should -Be 52
            $state.VirtualAddress -join ' ' | Should -Be '192.168.7.100/24 192.168.7.101/24'
            $age = [DateTimeOffset]::Now - $state.Time
            $age.TotalSeconds | Should -BeLessThan 10
        }
        $states[0].ProcessId | Should -Not -Be $states[1].ProcessId
        Get-NamespaceProcessId $lab.n1 | Should -Contain $states[0].ProcessId
    }

    It 'counts what is on the wire' {
        $first = Get-HaVipState @n1
        $capture = Start-Capture $lab
        $null = Wait-Until { @(Read-Capture $capture | Where-Object { $_.Kind -eq 'Advertisement' }).Count -ge 5 }
        $null = Stop-Capture $capture
        $second = Get-HaVipState @n1
        $second.Counters.AdvertisementsSent - $first.Counters.AdvertisementsSent | Should -BeGreaterOrEqual 5
        $second.Time | Should -BeGreaterThan $first.Time
    }

    It 'finds instances by wildcard, and says which are not there' {
        (Get-HaVipState @n1 -Name 'VI*').Name | Should -Be 'VI_1'
        @(Get-HaVipState @n1 -Name 'XX*').Count | Should -Be 0
        Get-ErrorId { Get-HaVipState @n1 -Name VI_9 -ErrorAction Stop } | Should -Be 'UnknownInstance'
    }

    It 'asks a socket as well' {
        $state = Get-HaVipState -ControlSocket (Get-HaVipState @n2).ControlSocket
        $state.State | Should -Be 'Backup'
        $state.ProcessId | Should -Be (Get-HaVipState @n2).ProcessId
    }

    It 'has a table of at most 120 columns' {
        $lines = @((Get-HaVipState @both | Out-String -Width 120) -split '\n' | Where-Object { $_.Trim() })
        @($lines | Where-Object { $_.TrimEnd().Length -gt 120 }).Count | Should -Be 0
        $lines[0] | Should -Match 'Name\s.*State\s'
        @($lines | Where-Object { $_ -match 'VI_1\s.*Master' }).Count | Should -Be 1
        @($lines | Where-Object { $_ -match 'VI_1\s.*Backup' }).Count | Should -Be 1
    }

    It 'feeds the next cmdlet through the pipeline' {
        Get-HaVipState @both | Where-Object { $_.State -eq 'Master' } | Stop-HaVipInstance -Confirm:$false
        Wait-Owner $lab n2 n1
        (Get-HaVipState @n1).State | Should -Be 'Stopped'
        (Get-HaVipState @n2).State | Should -Be 'Master'
    }

    It 'tells what happened as events' {
        $events = @(Get-HaVipEvent @n2 | Where-Object { $_.Kind -eq 'Transition' })
        $events[-1].FromState | Should -Be 'Backup'
        $events[-1].ToState | Should -Be 'Master'
        $events[-1].Reason | Should -Match 'goodbye'
    }
}
