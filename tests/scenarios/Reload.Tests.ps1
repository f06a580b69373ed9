# A configuration changed under a running pair: what is not changed does not notice, what is changes in place.
BeforeAll {
    Import-Module "$PSScriptRoot/Scenario.psm1" -Force
    Import-HaVip
}

Describe 'A pair whose configuration changes' {
    BeforeAll {
        $cell = New-MeasuredCell HaVip IPv4
        Start-MeasuredCell $cell
        $lab = $cell.Lab
        $n1 = Get-NodeParameter $lab n1
        $n2 = Get-NodeParameter $lab n2
        $mine, $other = $cell.Router.HaVip, $cell.Router.Peer
        $source = @{ n1 = '192.168.6.110'; n2 = '192.168.6.120' }
        $interval = $cell.Interval

        # The advertisements of a virtual router as they are, but for what tells one from the next.
        function Get-AdvertisementForm {
            param([object[]] $Packet, [string] $Source, [int] $Id)
            # The last may be half written, and is followed by tcpdump's summary.
            $Packet | Where-Object { $_.Addresses -and $_.Source -eq $Source -and $_.VirtualRouterId -eq $Id } |
                ForEach-Object { $_.Line -replace '^\S+ ' -replace '\bid \d+, ' -replace ' \d+ packets captured.*' } |
                Sort-Object -Unique
        }
    }

    AfterAll {
        Remove-MeasuredCell $cell
    }

    It 'loses no probe and changes no state at either node in 50 reloads of a changed file' {
        $before = @(Get-HaVipState @n1) + @(Get-HaVipState @n2) | ForEach-Object { "$($_.Name) $($_.State) $($_.Transitions)" }
        $sent = (Get-HaVipStatistic @n1 -Name $mine.Name).Sent
        $clock = [System.Diagnostics.Stopwatch]::StartNew()
        $capture = Start-Capture $lab
        $monitor = Start-AddressMonitor $lab
        $measured = Measure-HaVipFailover -Lab $lab.Made $mine.Address -ScriptBlock {
            foreach ($time in 1..50) {
                $node = if ($time % 2) { $n1 } else { $n2 }
                $changed = if ($time % 2) { $other } else { $mine }
                $new = @{ Priority = 100 + $time % 5; PreemptDelay = "$($time % 3)s" }
                $null = Set-HaVipInstance @node $changed.Name @new -Confirm:$false
            }
        }
        $measured.Lost | Should -Be 0 -Because "of $($measured.Sent), answered by $($measured.Segments -join ', ')"
        $after = @(Get-HaVipState @n1) + @(Get-HaVipState @n2) | ForEach-Object { "$($_.Name) $($_.State) $($_.Transitions)" }
        $after -join "`n" | Should -Be ($before -join "`n")
        @(Stop-AddressMonitor $monitor | Where-Object { $_.Deleted }).Count | Should -Be 0
        $most = $clock.Elapsed.TotalSeconds / $interval + 2
        (Get-HaVipStatistic @n1 -Name $mine.Name).Sent - $sent | Should -BeLessOrEqual $most -Because 'none is sent beside the timer'
        $packets = @(Stop-Capture $capture)
        @(Get-AdvertisementForm $packets $source.n1 $mine.Id).Count | Should -Be 1
        @(Get-AdvertisementForm $packets $source.n2 $other.Id).Count | Should -Be 1
        @(Get-HaVipEvent @n1 -Kind ConfigurationReloaded).Count | Should -Be 25
    }

    It 'adds an address and a route to a Master, and takes them away, without touching the others' {
        $monitor = Start-AddressMonitor $lab
        $measured = Measure-HaVipFailover -Lab $lab.Made $mine.Address -ScriptBlock {
            $null = Set-HaVipInstance @n1 $mine.Name -ExcludedAddress 192.168.7.180/24 -Confirm:$false
            Wait-AddressOwner $lab n1 n2 192.168.7.180
            $null = Set-HaVipInstance @n1 $mine.Name -VirtualRoute '10.77.0.0/16 via 192.168.7.1 dev eth0' -Confirm:$false
            $null = Wait-Until { Invoke-Ip -n $lab.n1 route show 10.77.0.0/16 }
            $null = Set-HaVipInstance @n1 $mine.Name -ExcludedAddress @() -Confirm:$false
            $null = Wait-Until { -not (Test-AddressOwner $lab.n1 192.168.7.180) }
            (Invoke-Ip -n $lab.n1 route show 10.77.0.0/16) | Should -Not -BeNullOrEmpty
            $null = Set-HaVipInstance @n1 $mine.Name -VirtualRoute @() -Confirm:$false
            $null = Wait-Until { -not (Invoke-Ip -n $lab.n1 route show 10.77.0.0/16) }
        }
        $measured.Lost | Should -Be 0 -Because "of $($measured.Sent), answered by $($measured.Segments -join ', ')"
        Stop-AddressMonitor $monitor | Where-Object { $_.Deleted } | ForEach-Object { $_.Address } |
            Should -Be '192.168.7.180'
        @(Get-HaVipEvent @n1 -Kind KernelFault).Count | Should -Be 0
    }

    It 'moves mastership only where the new priorities say so, and then without loss' {
        $measured = Measure-HaVipFailover -Lab $lab.Made $mine.Address -ScriptBlock {
            $null = Set-HaVipInstance @n1 $mine.Name -Priority 180 -Confirm:$false
            $null = Wait-Until { (Get-HaVipState @n2 -Name $mine.Name).MasterPriority -eq 180 }
            $null = Set-HaVipInstance @n2 $mine.Name -NoPreempt -Priority 250 -PreemptDelay 0s -Confirm:$false
            (Get-HaVipState @n2 -Name $mine.Name).State | Should -Be 'Backup'
            $null = Set-HaVipInstance @n2 $mine.Name -NoPreempt:$false -Confirm:$false
            Wait-AddressOwner $lab n2 n1 $mine.Address
            $null = Set-HaVipInstance @n2 $mine.Name -Priority 100 -Confirm:$false
            Wait-AddressOwner $lab n1 n2 $mine.Address
        }
        $measured.Lost | Should -Be 0 -Because "of $($measured.Sent), answered by $($measured.Segments -join ', ')"
    }

    It 'advertises another interval, and the Backup waits by that' {
        $transitions = (Get-HaVipState @n2 -Name $mine.Name).Transitions
        $null = Set-HaVipInstance @n1 $mine.Name -AdvertisementInterval 1s -Confirm:$false
        $null = Wait-Until { (Get-HaVipState @n2 -Name $mine.Name).MasterDownInterval.TotalSeconds -gt 3 }
        $null = Set-HaVipInstance @n1 $mine.Name -AdvertisementInterval 250ms -Confirm:$false
        $null = Wait-Until { (Get-HaVipState @n2 -Name $mine.Name).MasterDownInterval.TotalSeconds -lt 1 }
        (Get-HaVipState @n2 -Name $mine.Name).Transitions | Should -Be $transitions
        Test-AddressOwner $lab.n1 $mine.Address | Should -BeTrue
    }

    It 'refuses a file with errors whole, names each of them, and goes on with the old one' {
        $file = Get-ConfigurationFile $lab n1
        $text = [System.IO.File]::ReadAllText($file)
        $wrong = $text.Replace('priority: 180', 'priority: 300').Replace("$($mine.Address)/24", '10.9.9.9/24') -replace
            'virtualRouterId: 53', 'virtualRouterId: 999'
        [System.IO.File]::WriteAllText($file, $wrong)
        Send-Signal HUP @(Get-HaVipState @n1)[0].ProcessId
        $told = Wait-Until {
            $all = @(Get-HaVipEvent @n1 -Kind ConfigurationRefused)
            if ($all.Count -ge 3) { , $all }
        }
        $told[0].Reason | Should -Match 'has 2 errors.*The one in use stays'
        $told[1].Reason | Should -Match 'havip.yaml:\d+:\d+.*(300|999)'
        $told[2].Reason | Should -Match 'havip.yaml:\d+:\d+.*(300|999)'
        Test-AddressOwner $lab.n1 10.9.9.9 | Should -BeFalse
        Test-AddressOwner $lab.n1 $mine.Address | Should -BeTrue
        (Get-HaVipState @n1 -Name $mine.Name).Priority | Should -Be 180
        [System.IO.File]::WriteAllText($file, $text)
    }
}
