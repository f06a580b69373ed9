# HaVip with other implementations, in every kind both speak, each of the two as the better one. Whose the address is
# says the kernel; when, and whether it was right, the wire as tshark reads it. What is not in the list does not exist:
# FRR knows neither the password of version 2 nor unicast peers. All three send version 3 over IPv4 with a checksum over
# the pseudo-header, as tshark expects it.
BeforeDiscovery {
    $kinds = @{
        keepalived = 'Version 2 with password', 'IPv4', 'IPv6', 'Unicast IPv4', 'Unicast IPv6'
        FRR        = 'Version 2', 'IPv4', 'IPv6'
    }
    $cells = foreach ($peer in 'keepalived', 'FRR') {
        foreach ($kind in $kinds.$peer) { @{ peer = $peer; kind = $kind } }
    }
}

BeforeAll {
    Import-Module "$PSScriptRoot/Scenario.psm1" -Force
    Import-HaVip
}

# An advertisement of version 3 over IPv4 whose checksum, 970d, covers the pseudo-header; then with one change each.
Describe 'Reading the wire with tshark' {
    BeforeAll {
        $folder = [System.IO.Directory]::CreateTempSubdirectory('havip-dissection-').FullName
        $sound = '0000 01 00 5e 00 00 12 00 00 5e 00 01 34 08 00 45 c0 00 20 60 75 40 00 ff 70 73 0f c0 a8 06 6e ' +
            'e0 00 00 12 31 34 c8 01 00 0a 97 0d c0 a8 07 64'
        $frames = @($sound, $sound.Replace('97 0d', '97 0e'), $sound.Replace('97 0d', '3e b3')
            $sound.Replace('c8 01', 'c8 02'), $sound.Replace('73 0f', '73 0e'))
        [System.IO.File]::WriteAllText("$folder/frames.hex", ($frames -join "`n") + "`n")
        & text2pcap -q "$folder/frames.hex" "$folder/frames.pcap" 2>$null
        $read = @(Read-CaptureFile "$folder/frames.pcap")
    }

    AfterAll {
        [System.IO.Directory]::Delete($folder, $true)
    }

    It 'finds <what>' -ForEach @(
        @{ index = 0; what = 'nothing wrong with a good advertisement'; fault = '^$' }
        @{ index = 1; what = 'a bad checksum'; fault = 'Bad checksum' }
        @{ index = 2; what = 'a checksum without the pseudo-header'; fault = 'Bad checksum' }
        @{ index = 3; what = 'a missing address'; fault = 'Malformed' }
        @{ index = 4; what = 'a bad IPv4 header'; fault = 'Bad checksum' }
    ) {
        $read.Count | Should -Be 5
        $read[$index].Priority | Should -Be 200
        $read[$index].Fault | Should -Match $fault
    }
}

Describe 'HaVip and <peer>, <kind>' -ForEach $cells {
    BeforeAll {
        $lab = New-ScenarioLab
        $cell = New-InteropCell $lab $peer $kind
        $wire = Start-Dissection $lab n1
        Install-InteropNode $cell
        Install-InteropPeer $cell
        Start-InteropPeer $cell
        Start-ScenarioNode $lab n1
    }

    AfterAll {
        Remove-ScenarioLab $lab
    }

    Context 'with <side> as the better one' -ForEach @(
        @{ side = 'HaVip'; better = 'n1'; worse = 'n2' }
        @{ side = 'Peer'; better = 'n2'; worse = 'n1' }
    ) {
        BeforeAll {
            $router = $cell.Router.$side
        }

        It 'gives the address to it, for longer than the other''s down interval' {
            Wait-AddressOwner $lab $better $worse $router.Address
            $long = [Math]::Max(1, 4 * $cell.Interval)
            $null = Wait-Until -Because "$better has advertised alone for $long s" {
                $seen = @(Get-InteropAdvertisement $cell $router $wire)
                $other = $seen | Where-Object Sender -EQ $worse | Select-Object -Last 1
                $own = @($seen | Where-Object { $_.Sender -eq $better -and (-not $other -or $_.Time -gt $other.Time) })
                $own.Count -gt 1 -and $own[-1].Time - $own[0].Time -gt $long
            }
            Test-AddressOwner $lab.$better $router.Address | Should -BeTrue
            Test-AddressOwner $lab.$worse $router.Address | Should -BeFalse
        }

        It 'has it say goodbye on a graceful stop, and the other take over before its down interval' {
            Stop-InteropSide $cell $side
            Wait-AddressOwner $lab $worse $better $router.Address
            $goodbye, $first = Wait-Until -Because "$better says goodbye and $worse advertises" {
                $seen = @(Get-InteropAdvertisement $cell $router $wire)
                $last = $seen | Where-Object { $_.Sender -eq $better -and $_.Priority -eq 0 } | Select-Object -First 1
                $next = $seen | Where-Object { $_.Sender -eq $worse -and $last -and $_.Time -gt $last.Time }
                if ($next) { $last, @($next)[0] }
            }
            $first.Time - $goodbye.Time | Should -BeLessThan (3 * $cell.Interval) -Because 'that is without the skew'
        }

        It 'lets it preempt when it returns, and the other lets go' {
            Start-InteropSide $cell $side
            Wait-AddressOwner $lab $better $worse $router.Address
        }
    }

    It 'has seen nothing tshark calls wrong' {
        $frames = @(Read-Dissection $wire)
        $faults = @($frames | Where-Object Fault | ForEach-Object { "$($_.Source) $($_.Protocols): $($_.Fault)" })
        $faults.Count | Should -Be 0 -Because "$($faults | Select-Object -First 3)"
        $adverts = @($frames | Where-Object IsAdvertisement)
        @($adverts | Where-Object Version -NE $cell.Version).Count | Should -Be 0
        @($adverts | Where-Object Password -NE "$($cell.Password)").Count | Should -Be 0
        $own = @($adverts | Where-Object Source -EQ $cell.Source.n1)
        $own.Count | Should -BeGreaterThan 0
        @($own | Where-Object TimeToLive -NE 255).Count | Should -Be 0
        $target = if ($cell.Unicast) { $cell.Source.n2 } elseif ($cell.IPv6) { 'ff02::12' } else { '224.0.0.18' }
        @($own | Where-Object Destination -NE $target).Count | Should -Be 0
    }
}
