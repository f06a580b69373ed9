# The seed's keepalived.conf becomes a node's configuration, runs beside the original, and goes back.
BeforeDiscovery {
    $missing = -not (Get-Command keepalived -CommandType Application -ErrorAction Ignore)
}

BeforeAll {
    Import-Module "$PSScriptRoot/Scenario.psm1" -Force
    Import-HaVip
    $fixture = @{ n1 = "$PSScriptRoot/fixtures/keepalived-n1.conf"; n2 = "$PSScriptRoot/fixtures/keepalived-n2.conf" }
}

Describe 'ConvertFrom-KeepalivedConfiguration' {
    It 'carries the whole seed over' {
        $converted = ConvertFrom-KeepalivedConfiguration $fixture.n1 -WarningVariable warnings -WarningAction SilentlyContinue
        $warnings.Count | Should -Be 0 -Because "$warnings"
        $converted.PSTypeNames[0] | Should -Be 'HaVip.NodeConfiguration'
        $converted.NodeName | Should -Be 'n1'
        $instance = $converted.Instances[0]
        $instance.Name | Should -Be 'VI_1'
        $instance.Interface | Should -Be 'eth0'
        $instance.VirtualRouterId | Should -Be 52
        $instance.Version | Should -Be 2
        $instance.Priority | Should -Be 100
        $instance.VirtualAddress -join ' ' | Should -Be '192.168.7.100/24 192.168.7.101/24'
        $instance.VirtualRoute | Should -Be 'default via 192.168.7.1 dev eth0'
        $instance.Password.GetType().Name | Should -Be 'SecureString'
    }

    It 'says what is lost, as warnings and as objects with their places' {
        $text = [System.IO.File]::ReadAllText($fixture.n1) -replace 'state MASTER', "state MASTER`n    nopreempt" -replace
            'router_id n1', "router_id n1`n    smtp_server 192.0.2.1"
        $converted = $text | ConvertFrom-KeepalivedConfiguration -WarningVariable warnings -WarningAction SilentlyContinue
        $warnings.Count | Should -Be 2
        $cancelled = $converted.Diagnostics | Where-Object { $_.RuleId -eq 'StateCancels' }
        $cancelled.Line | Should -Be 7
        $cancelled.Message | Should -Match "keepalived ignores 'nopreempt' because of 'state MASTER'"
        $converted.Instances[0].Preempt | Should -BeTrue
    }

    It 'writes each error and no configuration where the file makes none' {
        $converted = 'vrrp_instance A {', 'interface eth0', '}' |
            ConvertFrom-KeepalivedConfiguration -ErrorVariable problems -ErrorAction SilentlyContinue
        $converted | Should -BeNullOrEmpty
        $problems.Count | Should -BeGreaterOrEqual 2
        ($problems[0].FullyQualifiedErrorId -split ',')[0] | Should -Be 'InvalidConfiguration'
        "$($problems[0])" | Should -Match 'virtual_router_id'
        $problems[0].TargetObject.Line | Should -Be 1
    }
}

Describe 'The seed of keepalived as a pair of HaVip' -Skip:$missing {
    BeforeAll {
        $lab = New-ScenarioLab
        $n1 = Get-NodeParameter $lab n1
        $n2 = Get-NodeParameter $lab n2
        $peer = Start-Keepalived $lab n2
        $null = Wait-Until { Test-Owner $lab.n2 }
    }

    AfterAll {
        Remove-ScenarioLab $lab
    }

    It 'is refused on the machine where keepalived speaks for the same virtual router' {
        $refusal = Get-ThrownError {
            Install-HaVipNode @n2 -KeepalivedConfigurationPath $fixture.n2 -Confirm:$false -ErrorAction Stop }
        ($refusal.FullyQualifiedErrorId -split ',')[0] | Should -Be 'KeepalivedRunning'
        "$refusal" | Should -Match "process $($peer.Id),.*virtual router 52 on eth0"
        Test-Path "$($lab.Root)/etc/havip" | Should -BeFalse
    }

    It 'is refused so on the host itself too' {
        $script = "Install-HaVipNode -KeepalivedConfigurationPath '$($fixture.n2)' -WhatIf"
        $output = & ip netns exec $lab.n2 @(Get-ShellCommand $script) 2>&1 | Out-String -Width 400
        $output | Should -Match "process $($peer.Id), as virtual router 52 on eth0"
        $output | Should -Not -Match 'What if'
    }

    It 'runs as the other node of a keepalived with the original file' {
        $null = Install-HaVipNode @n1 -KeepalivedConfigurationPath $fixture.n1 -Confirm:$false
        Start-ScenarioNode $lab n1
        Wait-Owner $lab n1 n2
        Test-Ping $lab.Client 192.168.7.100 | Should -BeTrue
        (Get-HaVipState @n1).Counters.Rejected.Count | Should -Be 0
    }

    It 'runs as a pair once the other node is converted too' {
        Stop-LabProcess $peer
        $null = ConvertFrom-KeepalivedConfiguration $fixture.n2 | Install-HaVipNode @n2 -Confirm:$false
        Start-ScenarioNode $lab n2
        $null = Invoke-HaVipFailover @n1 -Name VI_1 -Confirm:$false
        Wait-Owner $lab n2 n1
        Test-Ping $lab.Client 192.168.7.101 | Should -BeTrue
        $null = Invoke-HaVipFailover @n1 -Name VI_1 -Failback -Confirm:$false
        Wait-Owner $lab n1 n2
    }

    It 'goes back to a file that keepalived''s own test takes' {
        $text = ConvertTo-KeepalivedConfiguration @n1 -WarningVariable lost -WarningAction SilentlyContinue
        $text.GetType().Name | Should -Be 'String'
        "$lost" | Should -Match 'leases'
        "$lost" | Should -Not -Match '1111'
        $file = Join-Path $lab.Directory back.conf
        [System.IO.File]::WriteAllText($file, $text)
        $output = & ip netns exec $lab.n1 keepalived -t -f $file 2>&1
        $LASTEXITCODE | Should -Be 0 -Because "$output"
        $again = ConvertFrom-KeepalivedConfiguration $file
        ($again | ConvertTo-KeepalivedConfiguration -WarningAction SilentlyContinue) | Should -Be $text
    }
}
