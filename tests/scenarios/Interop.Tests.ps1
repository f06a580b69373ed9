# Version 3 with keepalived 2.2.7 as the other node: both families, by multicast and to unicast peers, each of the two as
# the better one. Whose the address is says the kernel; when and with which checksum, the wire.
BeforeAll {
    Import-Module "$PSScriptRoot/Scenario.psm1" -Force
    Import-HaVip
}

Describe '<kind> with HaVip as <havip> and keepalived as <keepalived>' -Skip:(-not (Get-Command keepalived -ErrorAction Ignore)) -ForEach @(
    foreach ($kind in 'IPv4', 'IPv6', 'Unicast IPv4', 'Unicast IPv6') {
        @{ kind = $kind; havip = 'n1'; keepalived = 'n2'; priority = 200 }
        @{ kind = $kind; havip = 'n2'; keepalived = 'n1'; priority = 100 }
    }
) {
    BeforeAll {
        $lab = New-ScenarioLab
        $source = Add-InteropAddress $lab $kind
        $address = Get-InteropAddress $kind
        $wire = Start-AdvertisementCapture $lab n1
        $node = Get-NodeParameter $lab $havip
        Install-ScenarioNode $lab $havip (Get-InteropParameter $kind $priority $source.$havip $source.$keepalived)
        $file = Write-KeepalivedConfiguration $lab $keepalived $kind (300 - $priority) $source.$keepalived $source.$havip
    }

    AfterAll {
        Remove-ScenarioLab $lab
    }

    It 'gives the address to the better one, for longer than the other''s down interval' {
        $null = Start-Keepalived $lab $keepalived $file
        Start-ScenarioNode $lab $havip
        Wait-AddressOwner $lab n1 n2 $address
        $null = Wait-Until -Because 'n1 has advertised alone for a second' {
            $seen = @(Read-AdvertisementCapture $wire)
            $other = $seen | Where-Object Source -EQ $source.n2 | Select-Object -Last 1
            $own = @($seen | Where-Object { $_.Source -eq $source.n1 -and (-not $other -or $_.Time -gt $other.Time) })
            $own.Count -gt 1 -and $own[-1].Time - $own[0].Time -gt 1
        }
        Test-AddressOwner $lab.n1 $address | Should -BeTrue
        Test-AddressOwner $lab.n2 $address | Should -BeFalse
    }

    It 'says goodbye on a graceful stop, and the other takes over before its down interval' {
        if ($havip -eq 'n1') { Stop-HaVipInstance @node -Name VI_1 -Confirm:$false }
        else { Stop-Keepalived $lab }
        Wait-AddressOwner $lab n2 n1 $address
        $seen = Wait-Until -Because 'n2 advertises' {
            $all = @(Read-AdvertisementCapture $wire)
            if ($all.Count -and $all[-1].Source -eq $source.n2) { , $all }
        }
        $goodbye = $seen | Where-Object { $_.Source -eq $source.n1 -and $_.Priority -eq 0 } | Select-Object -First 1
        $first = $seen | Where-Object { $_.Source -eq $source.n2 -and $_.Time -gt $goodbye.Time } | Select-Object -First 1
        $first.Time - $goodbye.Time | Should -BeLessThan 0.3 -Because 'three intervals alone are 0.3 s'
    }

    It 'lets the better one preempt when it returns, and the other lets go' {
        if ($havip -eq 'n1') { Start-ScenarioNode $lab $havip }
        else { $null = Start-Keepalived $lab $keepalived $file }
        Wait-AddressOwner $lab n1 n2 $address
    }

    It 'has sent nothing tcpdump calls wrong' {
        $seen = @(Read-AdvertisementCapture $wire)
        @($seen | Where-Object BadChecksum).Count | Should -Be 0
        $own = @($seen | Where-Object Source -EQ $source.$havip)
        $own.Count | Should -BeGreaterThan 0
        @($own | Where-Object TimeToLive -NE 255).Count | Should -Be 0
        @($seen | Where-Object Version -NE 3).Count | Should -Be 0
    }
}
