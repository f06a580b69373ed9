# Fast detection: a Backup that asks the Master's host takes over long before three advertisements could be missed.
BeforeAll {
    Import-Module "$PSScriptRoot/Scenario.psm1" -Force
    Import-HaVip
}

Describe 'Power loss at the default interval, <master> as the Master' -ForEach @(
    @{ master = 'HaVip' }
    @{ master = 'keepalived' }
) {
    BeforeAll {
        if ($master -eq 'keepalived' -and -not (Get-Command keepalived -CommandType Application -ErrorAction Ignore)) {
            throw 'keepalived is missing: apt-get install keepalived'
        }
        $lab = New-ScenarioLab
        $n1 = Get-NodeParameter $lab n1
        $n2 = Get-NodeParameter $lab n2
        if ($master -eq 'keepalived') { $null = Start-Keepalived $lab n1 }
        else {
            Install-ScenarioNode $lab n1 (Get-SeedParameter 100)
            Start-ScenarioNode $lab n1
        }
        $null = Wait-Until { Test-Owner $lab.n1 }
        $heard = Start-Capture $lab n1
        Install-ScenarioNode $lab n2 (Get-SeedParameter 99)
        Set-NodeDetection $lab n2 '{ probe: neighbor, interval: 50ms, misses: 3 }'
        Start-ScenarioNode $lab n2
        $place = Get-MacAddress $lab.n1
    }

    AfterAll {
        Remove-ScenarioLab $lab
    }

    It 'is asked for at its place, and stays Master while it answers' {
        $asked = Wait-Until -Because 'the Backup asks the Master''s host alone' {
            $seen = @(Read-Capture $heard | Where-Object {
                    $_.Kind -eq 'ArpRequest' -and $_.Address -eq '192.168.6.110' -and $_.Sender -eq '192.168.6.120' -and
                    $_.To -eq $place })
            if ($seen.Count -ge 40) { , $seen }
        }
        $asked[0].Mac | Should -Be (Get-MacAddress $lab.n2)
        $null = Stop-Capture $heard
        (Get-HaVipState @n2).State | Should -Be 'Backup'
        Test-NoOwner $lab.n2 | Should -BeTrue
    }

    It 'is over before Master_Down_Interval could have passed' {
        $alarms = (Get-HaVipStatistic @n2).FalseAlarms
        $wire = Start-Capture $lab
        $null = Wait-Until { @(Read-Capture $wire | Where-Object { $_.Source -eq '192.168.6.110' }).Count }
        Disable-LabPort $lab n1
        $null = Wait-Until { Test-Owner $lab.n2 }
        $time = Wait-Until { Get-TakeoverTime (Read-Capture $wire) 192.168.6.110 192.168.6.120 }
        $null = Stop-Capture $wire
        # The silence of three intervals and the skew time is 3.61 s.
        $time | Should -BeLessThan 3
        $state = Get-HaVipState @n2
        $state.Reason | Should -Match '^the host of 192\.168\.6\.110 \(priority 100\) no longer answers, and no advertisement for '
        Test-Ping $lab.Client 192.168.7.100 | Should -BeTrue
        (Get-HaVipStatistic @n2).FalseAlarms | Should -Be $alarms
        Write-Host ('    {0:0} ms after the last advertisement' -f (1000 * $time))
    }

    It 'gives the addresses back when the Master returns' {
        Enable-LabPort $lab n1
        Wait-Owner $lab n1 n2
        $null = Wait-HaVipState @n2 -Name VI_1 -State Backup
    }
}

Describe 'A Master whose host stops answering and goes on advertising' {
    BeforeAll {
        $lab = New-ScenarioLab
        $n2 = Get-NodeParameter $lab n2
        Install-ScenarioNode $lab n1 (Get-SeedParameter 100)
        Start-ScenarioNode $lab n1
        $null = Wait-Until { Test-Owner $lab.n1 }
        Install-ScenarioNode $lab n2 (Get-SeedParameter 99)
        Set-NodeDetection $lab n2 '{ probe: neighbor, interval: 50ms, misses: 3 }'
        $heard = Start-Capture $lab n1
        Start-ScenarioNode $lab n2
        $null = Wait-Until { @(Read-Capture $heard | Where-Object { $_.Sender -eq '192.168.6.120' }).Count -ge 20 }
        $null = Stop-Capture $heard
    }

    AfterAll {
        Remove-ScenarioLab $lab
    }

    It 'is Master again at once, counted and told, and not doubted for ever' {
        $since = [datetime]::Now
        # eth0 no longer answers ARP for the node's own address.
        & ip netns exec $lab.n1 sh -c 'echo 8 > /proc/sys/net/ipv4/conf/eth0/arp_ignore'
        $told = Wait-NodeEvent $n2 FalseAlarm $since
        $told.Peer | Should -Be '192.168.6.110'
        Wait-Owner $lab n1 n2
        (Get-HaVipStatistic @n2).FalseAlarms | Should -BeGreaterOrEqual 1
        # Doubled misses are soon longer than an advertisement interval.
        $null = Wait-Until -Because 'three advertisements in a row change nothing' {
            $before = (Get-HaVipStatistic @n2).Transitions
            $received = (Get-HaVipStatistic @n2).Received
            $null = Wait-Until { (Get-HaVipStatistic @n2).Received -ge $received + 3 }
            (Get-HaVipStatistic @n2).Transitions -eq $before
        }
        (Get-HaVipStatistic @n2).FalseAlarms | Should -BeLessOrEqual 5
        Test-Owner $lab.n1 | Should -BeTrue
    }
}
