# Somebody on the link sends advertisements of our virtual router that no node may believe. Nothing may follow from them
# but counts: the Master goes on at its pace, the Backup stays, and Get-HaVipStatistic says what came and why it was refused.
# Runs alone: it floods the machine.
BeforeAll {
    Import-Module "$PSScriptRoot/Scenario.psm1" -Force
    Import-HaVip

    function Start-Junk($Lab, [string[]] $More) {
        $log = Join-Path $Lab.Directory "junk-$([guid]::NewGuid().ToString('n')).log"
        [System.IO.File]::WriteAllText($log, '')
        $start = [System.Diagnostics.ProcessStartInfo]::new('/bin/sh')
        $index = (Invoke-Ip -n $Lab.Client -j link show dev eth0 | ConvertFrom-Json)[0].ifindex
        $junk = 'lab-junk', '--network-namespace', $Lab.Client, '--address', '192.168.7.100', '--virtual-router-id', '52',
            '--source', '192.168.6.1', '--interface-index', $index
        foreach ($word in @('-c', 'exec "$@" >"$0" 2>&1', $log, (Get-RunnerPath)) + $junk + $More) {
            $start.ArgumentList.Add($word)
        }
        # Its standard input stays open: it ends with us.
        $start.RedirectStandardInput = $true
        $process = [System.Diagnostics.Process]::Start($start)
        $Lab.Processes.Add($process)
        [pscustomobject] @{ Process = $process; Log = $log }
    }

    # How many packets it sent, and at what rate, once it has ended.
    function Wait-Junk($Junk) {
        $null = Wait-Until -Timeout 60 -Because 'the junk ends' { $Junk.Process.HasExited }
        $text = [System.IO.File]::ReadAllText($Junk.Log)
        if ($text -notmatch 'sent (\d+) (\d+)') { throw "The junk generator said: $text" }
        [pscustomobject] @{ Sent = [long] $Matches[1]; Rate = [long] ([double] $Matches[1] / $Matches[2] * 1000000) }
    }

    function Get-Gap([object[]] $Packet) {
        for ($i = 1; $i -lt $Packet.Count; $i++) { $Packet[$i].Time - $Packet[$i - 1].Time }
    }
}

Describe 'Junk with the right virtual router id' {
    BeforeAll {
        $lab = New-ScenarioLab
        $n1 = Get-NodeParameter $lab n1
        $n2 = Get-NodeParameter $lab n2
        $both = @{ NetworkNamespace = $lab.n1, $lab.n2; RootPath = $lab.Root }
        Start-Pair $lab
        $null = Wait-HaVipState @n1 -State Master
        $null = Wait-HaVipState @n2 -State Backup
    }

    AfterAll {
        Remove-ScenarioLab $lab
    }

    It 'does not silence the Master or move the Backup at its own pace' {
        $null = Get-HaVipStatistic @both -Reset -Confirm:$false
        $before = @(Get-HaVipState @both).ForEach({ "$($_.State) $($_.Transitions)" }) -join ', '
        $capture = Start-Capture $lab
        $junk = Start-Junk $lab '--password', '1111', '--interval', '400ms', '--duration', '10s'
        $sent = (Wait-Junk $junk).Sent
        $adverts = @(Stop-Capture $capture | Where-Object { $_.Kind -eq 'Advertisement' -and $_.Source -ne '192.168.6.1' })

        @($adverts.Source | Select-Object -Unique) | Should -Be '192.168.6.110'
        $adverts.Count | Should -BeGreaterOrEqual 9
        $widest = (Get-Gap $adverts | Measure-Object -Maximum).Maximum
        $widest | Should -BeLessThan 2
        @(Get-HaVipState @both).ForEach({ "$($_.State) $($_.Transitions)" }) -join ', ' | Should -Be $before
        foreach ($counted in Get-HaVipStatistic @both) {
            foreach ($reason in 'AuthenticationFailure', 'Checksum', 'TimeToLive', 'Version', 'Type', 'Truncated') {
                $counted.DroppedByReason[$reason] | Should -BeGreaterThan 0
            }
            $counted.Dropped | Should -Be $sent
            $counted.Transitions | Should -Be 0
        }
    }

    It 'is told once for each reason, not for each packet' {
        foreach ($node in $n1, $n2) {
            $told = @(Get-HaVipEvent @node -Kind PacketRejected)
            $reasons = @($told.Reason | Select-Object -Unique)
            $reasons.Count | Should -Be $told.Count
            $told.Count | Should -BeGreaterOrEqual 6
            @($told.Peer | Select-Object -Unique) | Should -Be '192.168.6.1'
        }
    }

    It 'does not move mastership as a flood' {
        $null = Get-HaVipStatistic @both -Reset -Confirm:$false
        $before = @(Get-HaVipState @both).ForEach({ "$($_.State) $($_.Transitions)" }) -join ', '
        $junk = Start-Junk $lab '--password', '1111', '--interval', '1ms', '--burst', '20', '--duration', '8s'
        $answered = 0
        while (-not $junk.Process.HasExited) {
            Test-Owner $lab.n1 | Should -BeTrue
            Test-NoOwner $lab.n2 | Should -BeTrue
            if (Test-Ping $lab.Client 192.168.7.100) { $answered++ }
        }
        $flood = Wait-Junk $junk
        $answered | Should -BeGreaterThan 0
        @(Get-HaVipState @both).ForEach({ "$($_.State) $($_.Transitions)" }) -join ', ' | Should -Be $before
        $counted = @(Get-HaVipStatistic @both)
        foreach ($one in $counted) { $one.Dropped | Should -BeGreaterThan 0 }
        Write-Host ("    {0} packets at {1} a second; dropped by checks {2}; late timers {3}" -f $flood.Sent,
            $flood.Rate, ($counted.Dropped -join ' and '), ($counted.LateTimers -join ' and '))
    }
}

Describe 'HMAC keys by cmdlets' {
    BeforeAll {
        $lab = New-ScenarioLab -Node n1, n2, n3
        $both = @{ NetworkNamespace = $lab.n1, $lab.n2; RootPath = $lab.Root }
        $old = ConvertTo-SecureString 'the first key of thirty-two bytes or more' -AsPlainText -Force
        $new = Join-Path $lab.Directory 'key2'
        [System.IO.File]::WriteAllText($new, 'the second key of thirty-two bytes or more')
        & chmod 600 $new

        function Install-Signed([string] $Name, [int] $Priority, [hashtable] $Hmac) {
            $instance = Get-QuickParameter $Priority
            $node = Get-NodeParameter $lab $Name
            $null = Install-HaVipNode @node @instance @Hmac -Force -Confirm:$false
        }

        Install-Signed n1 100 @{ HmacKey = $old }
        Install-Signed n2 99 @{ HmacKey = $old }
        Start-HaVipInstance @both -Confirm:$false
        Wait-Owner $lab n1 n2
        $null = Wait-HaVipState @both
    }

    AfterAll {
        Remove-ScenarioLab $lab
    }

    It 'prove each advertisement' {
        $null = Wait-Until { (Get-HaVipStatistic @both)[1].HmacVerdicts['Verified'] -gt 3 }
        (Get-HaVipStatistic @both)[1].Dropped | Should -Be 0
    }

    It 'are rotated without a change of mastership' {
        $before = @(Get-HaVipState @both).ForEach({ "$($_.State) $($_.Transitions)" }) -join ', '
        $steps = @(
            @{ HmacKey = @{ 1 = $old; 2 = "file:$new" }; HmacActiveKey = 1 }
            @{ HmacKey = @{ 1 = $old; 2 = "file:$new" }; HmacActiveKey = 2 }
            @{ HmacKey = @{ 2 = "file:$new" } }
        )
        foreach ($step in $steps) {
            Install-Signed n1 100 $step
            Install-Signed n2 99 $step
            $verified = (Get-HaVipStatistic @both)[1].HmacVerdicts['Verified']
            $null = Wait-Until { (Get-HaVipStatistic @both)[1].HmacVerdicts['Verified'] -gt $verified + 3 }
        }
        @(Get-HaVipState @both).ForEach({ "$($_.State) $($_.Transitions)" }) -join ', ' | Should -Be $before
        (Get-HaVipStatistic @both)[1].Dropped | Should -Be 0
    }

    It 'keep out a node that has another, and count it' {
        $before = @(Get-HaVipState @both).ForEach({ "$($_.State) $($_.Transitions)" }) -join ', '
        $wrong = ConvertTo-SecureString 'a wrong key of thirty-two bytes or even more' -AsPlainText -Force
        Install-Signed n3 200 @{ HmacKey = @{ 2 = $wrong } }
        Start-ScenarioNode $lab n3
        foreach ($name in 'n1', 'n2') {
            $node = Get-NodeParameter $lab $name
            $null = Wait-Until { (Get-HaVipStatistic @node).DroppedByReason['HmacMismatch'] -gt 3 }
        }
        @(Get-HaVipState @both).ForEach({ "$($_.State) $($_.Transitions)" }) -join ', ' | Should -Be $before
    }
}
