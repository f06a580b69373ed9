# keepalived 2.2.7 with the seed's keepalived.conf as the other node, both ways round: what the seed, the election and
# the failover scenarios show of two HaVip nodes.
BeforeDiscovery {
    $missing = -not (Get-Command keepalived -CommandType Application -ErrorAction Ignore)
}

BeforeAll {
    Import-Module "$PSScriptRoot/Scenario.psm1" -Force
    Import-HaVip
}

Describe 'HaVip as <havip> with keepalived as <keepalived>' -Skip:$missing -ForEach @(
    @{ havip = 'n1'; keepalived = 'n2'; priority = 100 }
    @{ havip = 'n2'; keepalived = 'n1'; priority = 99 }
) {
    BeforeAll {
        $source = @{ n1 = '192.168.6.110'; n2 = '192.168.6.120' }
        $lab = New-ScenarioLab
        $node = Get-NodeParameter $lab $havip
        $capture = Start-Capture $lab
        $peer = Start-Keepalived $lab $keepalived
        Install-ScenarioNode $lab $havip (Get-SeedParameter $priority)
        Start-ScenarioNode $lab $havip
        Wait-Owner $lab n1 n2
    }

    AfterAll {
        Remove-ScenarioLab $lab
    }

    It 'lets the better priority own everything, for longer than Master_Down_Interval' {
        $null = Wait-Until -Because 'n1 has advertised alone for 4 s' {
            $adverts = @(Read-Capture $capture | Where-Object { $_.Kind -eq 'Advertisement' })
            $other = $adverts | Where-Object { $_.Source -eq $source.n2 } | Select-Object -Last 1
            $since = if ($other) { $other.Time } else { 0 }
            $own = @($adverts | Where-Object { $_.Source -eq $source.n1 -and $_.Time -gt $since })
            $own.Count -ge 2 -and $own[-1].Time - $own[0].Time -gt 4
        }
        Test-Owner $lab.n1 | Should -BeTrue
        Test-NoOwner $lab.n2 | Should -BeTrue
        Test-Ping $lab.Client 192.168.7.100 | Should -BeTrue
        Test-Ping $lab.Client 192.168.7.101 | Should -BeTrue
        $first, $second = @(Get-KernelAddress $lab.n1 | Where-Object { $_.local -like '192.168.7.*' })
        $first.local | Should -Be '192.168.7.100'
        $second.secondary | Should -BeTrue
        $role = if ($havip -eq 'n1') { 'Master' } else { 'Backup' }
        (Get-HaVipState @node).State | Should -Be $role
    }

    It 'announces the addresses with the same rhythm as keepalived' {
        $mac = Get-MacAddress $lab.n1
        foreach ($address in '192.168.7.100', '192.168.7.101') {
            $arps = Wait-Until -Because "five gratuitous ARPs for $address more than 4 s after the first" {
                $seen = @(Read-Capture $capture | Where-Object {
                        $_.Kind -eq 'GratuitousArp' -and $_.Address -eq $address -and $_.Mac -eq $mac })
                if (@($seen | Where-Object { $_.Time - $seen[0].Time -gt 4 }).Count -ge 5) { , $seen }
            }
            # HaVip says it again soon after it took over, when the former owner has surely left, and where that spoke up.
            $early = @($arps | Where-Object { $_.Time - $arps[0].Time -le 4 })
            $early.Count | Should -BeGreaterOrEqual 5
            $early.Count | Should -BeLessOrEqual $(if ($havip -eq 'n1') { 20 } else { 5 })
            if ($early.Count -gt 5) { $early[-1].Time - $early[0].Time | Should -BeGreaterThan 0.9 }
        }
    }

    It 'fails over when the Master loses power, and back when it returns' {
        $wire = Start-Capture $lab
        $null = Wait-Until { @(Read-Capture $wire | Where-Object { $_.Source -eq $source.n1 }).Count }
        Disable-LabPort $lab n1
        $null = Wait-Until { Test-Owner $lab.n2 }
        Test-Ping $lab.Client 192.168.7.100 | Should -BeTrue
        $time = Wait-Until { Get-TakeoverTime (Read-Capture $wire) $source.n1 $source.n2 }
        $time | Should -BeGreaterThan 3.5
        $time | Should -BeLessThan 6
        Enable-LabPort $lab n1
        Wait-Owner $lab n1 n2
        $null = Stop-Capture $wire
    }

    It 'moves mastership with Invoke-HaVipFailover and back with -Failback' {
        $result = Invoke-HaVipFailover @node -Name VI_1 -Confirm:$false
        $direction = if ($havip -eq 'n1') { 'Give' } else { 'Take' }
        $result.Direction | Should -Be $direction
        $result.NewMaster | Should -Be $source.n2
        Wait-Owner $lab n2 n1
        Test-Ping $lab.Client 192.168.7.100 | Should -BeTrue
        $null = Invoke-HaVipFailover @node -Name VI_1 -Failback -Confirm:$false
        Wait-Owner $lab n1 n2
        Test-Ping $lab.Client 192.168.7.100 | Should -BeTrue
    }

    It 'never leaves the addresses without an owner meanwhile' {
        $monitor = Start-AddressMonitor $lab
        $null = Invoke-HaVipFailover @node -Name VI_1 -Hold 4s -Confirm:$false
        Wait-Owner $lab n2 n1
        Wait-Owner $lab n1 n2
        $changes = @(Stop-AddressMonitor $monitor)
        @($changes | Where-Object { $_.Deleted }).Count | Should -BeGreaterOrEqual 4 -Because 'both let go of both'
        foreach ($address in '192.168.7.100', '192.168.7.101') {
            Test-AlwaysOwned $changes $address -Owner n1 | Should -BeTrue
        }
    }

    It 'leaves one of two Masters soon after a partition heals' {
        Split-Lab $lab
        $null = Wait-Until -Because 'both are Master' { (Test-Owner $lab.n1) -and (Test-Owner $lab.n2) }
        Join-Lab $lab
        Wait-Owner $lab n1 n2 -Timeout 5
    }

    It 'hands over far sooner than Master_Down_Interval when the Master is stopped' {
        $wire = Start-Capture $lab
        if ($havip -eq 'n1') { Stop-HaVipInstance @node -Name VI_1 -Confirm:$false }
        else { Stop-LabProcess $peer }
        Wait-Owner $lab n2 n1
        $packets = Wait-Until {
            $seen = @(Read-Capture $wire)
            if ($seen | Where-Object { $_.Kind -eq 'Advertisement' -and $_.Source -eq $source.n2 }) { , $seen }
        }
        $goodbye = $packets | Where-Object { $_.Kind -eq 'Advertisement' -and $_.Priority -eq 0 } |
            Select-Object -First 1
        $goodbye.Source | Should -Be $source.n1
        $first = $packets | Where-Object { $_.Kind -eq 'Advertisement' -and $_.Source -eq $source.n2 } |
            Select-Object -First 1
        $first.Time - $goodbye.Time | Should -BeLessThan 1
        if ($havip -eq 'n2') { (Get-HaVipState @node).Reason | Should -Match 'said goodbye' }
    }

    It 'has sent no packet tcpdump calls wrong, and counted none of keepalived''s' {
        @(Stop-Capture $capture | Where-Object { $_.Kind -eq 'Advertisement' -and $_.BadChecksum }).Count | Should -Be 0
        if ($havip -eq 'n2') { (Get-HaVipState @node).Counters.Rejected.Count | Should -Be 0 }
    }
}
