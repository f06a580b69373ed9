# A service that dies on the Master, the Master itself being well: it hands over without loss, and comes back with it.
BeforeDiscovery {
    $missing = -not (Get-Command nginx -CommandType Application -ErrorAction Ignore)
}

BeforeAll {
    Import-Module "$PSScriptRoot/Scenario.psm1" -Force
    Import-HaVip

    function Add-CheckText {
        param($Lab, [string] $Name, [string] $Track, [string] $Checks)
        Add-InstanceText $Lab $Name $Track
        [System.IO.File]::AppendAllText((Get-ConfigurationFile $Lab $Name), "checks:`n$Checks`n")
    }

    # The master process takes its workers along.
    function Stop-Nginx {
        param($Lab, [string] $Name)
        Send-Signal TERM ([int] [System.IO.File]::ReadAllText("$($Lab.Directory)/nginx-$Name/nginx.pid"))
        $null = Wait-Until { -not (Test-Listening $Lab.$Name 0.0.0.0:80) }
    }
}

Describe 'nginx under a tcp check on both nodes' -Skip:$missing {
    BeforeAll {
        $lab = New-ScenarioLab
        $n1 = Get-NodeParameter $lab n1
        $n2 = Get-NodeParameter $lab n2
        $priority = 100
        foreach ($name in 'n1', 'n2') {
            Install-ScenarioNode $lab $name (Get-QuickParameter $priority)
            Add-CheckText $lab $name 'track: { checks: [{ name: web, weight: 0 }] }' `
                '  - { name: web, type: tcp, endpoint: "127.0.0.1:80", interval: 200ms, timeout: 5s, fall: 2, rise: 2 }'
            $priority--
        }
        $null = Start-Nginx $lab n1 80
        $null = Wait-Until { Test-Listening $lab.n1 0.0.0.0:80 }
    }

    AfterAll {
        Remove-ScenarioLab $lab
    }

    It 'keeps a node without the service in Fault' {
        Start-ScenarioNode $lab n2
        $null = Wait-HaVipState @n2 -State Fault
        (Get-HaVipState @n2).Reason | Should -Be 'the check web has failed'
        (Get-HaVipEvent @n2 | Where-Object Kind -eq CheckChanged)[0].Reason |
            Should -Be 'check web is bad: 127.0.0.1:80: Connection refused'
        Test-NoOwner $lab.n2 | Should -BeTrue
    }

    It 'lets the node with the service be Master' {
        Start-ScenarioNode $lab n1
        Wait-Owner $lab n1 n2
        "$((Get-HaVipState @n1).Tracked)" | Should -Be 'web: Good'
        $null = Start-Nginx $lab n2 80
        $null = Wait-HaVipState @n2 -State Backup
    }

    It 'hands over without loss of the address when nginx dies on the Master' {
        $monitor = Start-AddressMonitor $lab
        Stop-Nginx $lab n1
        Wait-Owner $lab n2 n1
        $changes = @(Stop-AddressMonitor $monitor)
        Test-AlwaysOwned $changes 192.168.7.100 -Owner n1 | Should -BeTrue
        $null = Wait-HaVipState @n1 -State Fault
        $null = Wait-Until { (Get-Page $lab 192.168.7.100:80) -eq 'n2' }
    }

    It 'comes back when nginx does' {
        $null = Start-Nginx $lab n1 80
        Wait-Owner $lab n1 n2
        $null = Wait-Until { (Get-Page $lab 192.168.7.100:80) -eq 'n1' }
    }

    It 'sends its advertisements while a check hangs' {
        # A port that answers nothing: the attempt lasts for its five seconds.
        & ip netns exec $lab.n1 nft add table ip hang
        & ip netns exec $lab.n1 nft add chain ip hang in '{ type filter hook input priority 0; }'
        & ip netns exec $lab.n1 nft add rule ip hang in iif lo tcp dport 80 drop
        $before = (Get-HaVipStatistic @n1).Sent
        $null = Wait-Until { (Get-HaVipStatistic @n1).Sent -gt $before + 10 }
        (Get-HaVipState @n1).State | Should -Be Master
        & ip netns exec $lab.n1 nft delete table ip hang
    }
}

Describe 'A process under a check' {
    BeforeAll {
        $lab = New-ScenarioLab
        $n1 = Get-NodeParameter $lab n1
        $service = Join-Path $lab.Directory service
        [System.IO.File]::Copy('/bin/sleep', $service)
        [System.IO.File]::SetUnixFileMode($service, 'UserRead, UserExecute')
        Install-ScenarioNode $lab n1 (Get-QuickParameter 100)
        Add-CheckText $lab n1 'track: { checks: [{ name: two, weight: -60 }] }' `
            "  - { name: two, type: process, process: $service, arguments: ['3333'], quorum: 2 }"
        $first = Start-LabProcess $lab $lab.n1 "$service.1.log" $service, 3333
        Start-ScenarioNode $lab n1
        $null = Wait-Until { Test-Owner $lab.n1 }
    }

    AfterAll {
        Remove-ScenarioLab $lab
    }

    It 'takes its weight off while there are too few, and no longer' {
        (Get-HaVipState @n1).EffectivePriority | Should -Be 40
        $second = Start-LabProcess $lab $lab.n1 "$service.2.log" $service, 3333
        $null = Wait-Until { (Get-HaVipState @n1).EffectivePriority -eq 100 }
        Stop-LabProcess $second
        $null = Wait-Until { (Get-HaVipState @n1).EffectivePriority -eq 40 }
        (Get-HaVipEvent @n1 | Where-Object Kind -eq CheckChanged)[-1].Reason |
            Should -Be "check two is bad: 1 process $service runs"
    }

    It 'is forgotten when the configuration has it no more' {
        $file = Get-ConfigurationFile $lab n1
        $text = [System.IO.File]::ReadAllText($file)
        $text = $text.Substring(0, $text.IndexOf('    track:'))
        Set-HaVipConfiguration @n1 -Content $text -Confirm:$false
        (Get-HaVipState @n1).EffectivePriority | Should -Be 100
        (Get-HaVipState @n1).Tracked | Should -BeNullOrEmpty
    }
}
