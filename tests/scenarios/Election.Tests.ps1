# What happens when the Master goes: by power loss, by a graceful stop, by a partition. Times are those of the packets.
BeforeAll {
    Import-Module "$PSScriptRoot/Scenario.psm1" -Force
    Import-HaVip
}

Describe 'The election' {
    BeforeAll {
        $lab = New-ScenarioLab
        $n1 = Get-NodeParameter $lab n1
        $n2 = Get-NodeParameter $lab n2
        Start-Pair $lab
    }

    AfterAll {
        Remove-ScenarioLab $lab
    }

    It 'gives all to the Backup after Master_Down_Interval when the Master loses power, and back when it returns' {
        $capture = Start-Capture $lab
        $null = Wait-Until { @(Read-Capture $capture | Where-Object Source -EQ '192.168.6.110').Count }
        Disable-LabPort $lab n1
        $null = Wait-Until -Because 'n2 owns addresses and route' { Test-Owner $lab.n2 }
        Test-Ping $lab.Client 192.168.7.100 | Should -BeTrue
        $time = Wait-Until { Get-TakeoverTime (Read-Capture $capture) 192.168.6.110 192.168.6.120 }
        $time | Should -BeGreaterThan 3.5 -Because 'Master_Down_Interval is 3.613 s at priority 99'
        $time | Should -BeLessThan 6

        Enable-LabPort $lab n1
        Wait-Owner $lab n1 n2
        $null = Stop-Capture $capture
        Test-Ping $lab.Client 192.168.7.101 | Should -BeTrue
        (Get-HaVipState @n1).State | Should -Be 'Master'
        (Get-HaVipState @n2).State | Should -Be 'Backup'
    }

    It 'says goodbye on a graceful stop, and the Backup takes over far sooner than Master_Down_Interval' {
        $capture = Start-Capture $lab
        Stop-HaVipInstance @n1 -Name VI_1 -Confirm:$false
        Wait-Owner $lab n2 n1
        $goodbye = Wait-Until -Because 'priority 0 on the wire' {
            Read-Capture $capture | Where-Object { $_.Kind -eq 'Advertisement' -and $_.Priority -eq 0 } |
                Select-Object -First 1
        }
        $goodbye.Source | Should -Be '192.168.6.110'
        $first = Wait-Until {
            Read-Capture $capture | Where-Object { $_.Source -eq '192.168.6.120' -and $_.Kind -eq 'Advertisement' } |
                Select-Object -First 1
        }
        $null = Stop-Capture $capture
        $first.Priority | Should -Be 99
        $first.Time - $goodbye.Time | Should -BeLessThan 1 -Because 'Skew_Time at priority 99 is 0.613 s'

        Start-ScenarioNode $lab n1
        Wait-Owner $lab n1 n2
    }

    It 'leaves one of two Masters soon after a partition heals' {
        Split-Lab $lab
        $null = Wait-Until -Because 'both are Master' { (Test-Owner $lab.n1) -and (Test-Owner $lab.n2) }
        $capture = Start-Capture $lab
        Join-Lab $lab
        $healed = [DateTimeOffset]::UtcNow.ToUnixTimeMilliseconds() / 1000
        Wait-Owner $lab n1 n2
        $null = Wait-Until -Because 'n1 advertises on' {
            @(Read-Capture $capture | Where-Object { $_.Source -eq '192.168.6.110' -and $_.Time -gt $healed + 2 }).Count
        }
        $late = @(Stop-Capture $capture | Where-Object {
                $_.Source -eq '192.168.6.120' -and $_.Kind -eq 'Advertisement' -and $_.Time -gt $healed + 1.5 })
        $late.Count | Should -Be 0 -Because 'the loser falls silent within one interval'
        (Get-HaVipState @n2).Reason | Should -Match 'higher priority heard from 192\.168\.6\.110'
    }
}
