# A runner replaced while it owns what it owns: nobody notices, neither clients nor the other node nor whoever watches.
BeforeDiscovery {
    $missing = -not (Get-Command keepalived -CommandType Application -ErrorAction Ignore)
}

BeforeAll {
    Import-Module "$PSScriptRoot/Scenario.psm1" -Force
    Import-HaVip
}

Describe 'Restart-HaVipInstance -Hitless' {
    BeforeAll {
        $cell = New-MeasuredCell HaVip IPv4
        # A busy machine may take a while to start a program; a Master that stood still for two intervals steps down.
        $cell.Interval = 1
        Start-MeasuredCell $cell
        $lab = $cell.Lab
        $n1 = Get-NodeParameter $lab n1
        $n2 = Get-NodeParameter $lab n2
        $router = $cell.Router
        $null = Invoke-HaVipFailover @n1 -Name $router.Peer.Name -Hold 1h -Confirm:$false
        Wait-AddressOwner $lab n1 n2 $router.Peer.Address
        $runner = @(Get-HaVipState @n1)[0].ProcessId
    }

    AfterAll {
        Remove-MeasuredCell $cell
    }

    It 'changes nothing with -WhatIf, and takes no names' {
        $null = Restart-HaVipInstance @n1 -Hitless -WhatIf
        Get-ErrorId { Restart-HaVipInstance @n1 -Name $router.HaVip.Name -Hitless -Confirm:$false -ErrorAction Stop } |
            Should -Be 'HitlessIsForTheRunner'
        @(Get-HaVipEvent @n1 -Kind RunnerReplaced).Count | Should -Be 0
    }

    It 'loses no probe and changes no state at either node, five times each' {
        $standing = (@(Get-Standing $n1) + @(Get-Standing $n2)) -join "`n"
        $sent = (Get-HaVipStatistic @n1 | Measure-Object Sent -Sum).Sum
        $monitor = Start-AddressMonitor $lab
        $capture = Start-Capture $lab
        $measured = Measure-HaVipFailover -Lab $lab.Made $router.HaVip.Address -ScriptBlock {
            foreach ($time in 1..5) {
                Restart-HaVipInstance @n1 -Hitless -Confirm:$false
                Restart-HaVipInstance @n2 -Hitless -Confirm:$false
            }
        }
        $packets = @(Stop-Capture $capture)
        $measured.Lost | Should -Be 0 -Because "of $($measured.Sent), answered by $($measured.Segments -join ', ')"
        @(Stop-AddressMonitor $monitor | Where-Object { $_.Deleted }).Count | Should -Be 0
        (@(Get-Standing $n1) + @(Get-Standing $n2)) -join "`n" | Should -Be $standing
        (Get-HaVipStatistic @n1 | Measure-Object Sent -Sum).Sum | Should -BeGreaterThan $sent
        @($packets | Where-Object { $_.Kind -eq 'Advertisement' -and $_.Priority -eq 0 }).Count | Should -Be 0
        foreach ($address in $router.HaVip.Address, $router.Peer.Address) {
            $told = @($packets | Where-Object { $_.Kind -eq 'GratuitousArp' -and $_.Address -eq $address })
            $gaps = for ($i = 1; $i -lt $told.Count; $i++) { $told[$i].Time - $told[$i - 1].Time }
            # The second burst of a new Master may fall into this; five restarts would make five.
            @($gaps | Where-Object { $_ -lt 0.1 }).Count | Should -BeLessThan 10 -Because 'nobody is told anything anew'
        }
        @(Get-HaVipEvent @n1 -Kind Transition, HandoverStarted | Where-Object { $_.Time -gt $measured.Started }).Count |
            Should -Be 0
    }

    It 'says so in events and log, under the same process id' {
        $told = @(Get-HaVipEvent @n1 -Kind RunnerReplaced)
        $told.Count | Should -Be 5
        $told[-1].Reason | Should -Match "process $runner, .*havip-node\) goes on for .* with 2 instances, 2 of them Master"
        Get-ScenarioLog $lab n1 | Should -Match "process $runner, .*goes on for"
        (Get-HaVipEvent @n1).Sequence -join ' ' | Should -Be ((1..@(Get-HaVipEvent @n1).Count) -join ' ')
    }

    It 'is not noticed by Watch-HaVipState but as an event' {
        $where = "-NetworkNamespace $($lab.n1) -RootPath $($lab.Root)"
        $shell = Start-ShellInOwnGroup $lab "Watch-HaVipState $where | ForEach-Object { `"`$(`$_.Sequence) `$(`$_.Kind)`" }"
        $first = $shell.StandardOutput.ReadLineAsync()
        $null = Wait-Until -Timeout 60 -Because 'the watch sees a reload' {
            Send-Signal HUP $runner
            $first.Wait(500)
        }
        Restart-HaVipInstance @n1 -Hitless -Confirm:$false
        Restart-HaVipInstance @n1 -Hitless -Confirm:$false
        Send-Signal USR1 $runner
        Send-Signal HUP $runner
        $last = Wait-Until { @(Get-HaVipEvent @n1)[-1] | Where-Object { $_.Kind -eq 'ConfigurationReloaded' } }
        $lines = [System.Collections.Generic.List[string]] @($first.Result)
        while (-not $lines[-1].StartsWith("$($last.Sequence) ")) {
            $next = $shell.StandardOutput.ReadLineAsync()
            if (-not $next.Wait(30000)) { throw "the watch is silent after $($lines -join ', ')" }
            $lines.Add($next.Result)
        }
        Send-Signal TERM $shell.Id
        $from = [int] ($lines[0] -split ' ')[0]
        $lines -replace ' .*' -join ' ' | Should -Be ($from..$last.Sequence -join ' ')
        @($lines -match 'RunnerReplaced').Count | Should -Be 2
        @($lines -match 'RunnerLost|RunnerFound').Count | Should -Be 0
    }

    It 'runs the program it is told to, from the descriptors of the one before' {
        $copy = Join-Path $lab.Directory 'havip-node'
        [System.IO.File]::Copy((Get-RunnerPath), $copy)
        $answer = Send-ReplaceRequest (Get-HaVipState @n1)[0].ControlSocket $copy
        $answer.error | Should -BeNullOrEmpty
        $answer.node.processId | Should -Be $runner
        Get-ProcessProgram $runner | Should -Be $copy
        $files = @(& /bin/sh -c "ls -1 /proc/$runner/fd").Count
        Get-HaVipState @n1 | Restart-HaVipInstance -Hitless -Confirm:$false
        Get-ProcessProgram $runner | Should -Be (Get-RunnerPath)
        @(& /bin/sh -c "ls -1 /proc/$runner/fd").Count | Should -BeLessOrEqual ($files + 2)
    }

    It 'takes on what was edited, and refuses what is wrong as a whole' {
        $file = Get-ConfigurationFile $lab n1
        $text = [System.IO.File]::ReadAllText($file)
        [System.IO.File]::WriteAllText($file, $text.Replace('priority: 200', 'priority: 210'))
        Restart-HaVipInstance @n1 -Hitless -Confirm:$false
        (Get-HaVipState @n1 -Name $router.HaVip.Name).Priority | Should -Be 210
        [System.IO.File]::WriteAllText($file, $text.Replace('priority: 200', 'priority: 300').Replace('eth0', 'a/b'))
        $refused = Get-ThrownError { Restart-HaVipInstance @n1 -Hitless -Confirm:$false -ErrorAction Stop }
        $refused.FullyQualifiedErrorId | Should -BeLike 'InvalidConfiguration,*'
        "$refused" | Should -Match 'havip.yaml:\d+:\d+.*300.*a/b|havip.yaml:\d+:\d+.*a/b.*300'
        [System.IO.File]::WriteAllText($file, $text)
        (Get-HaVipState @n1 -Name $router.HaVip.Name).Priority | Should -Be 210
        (Get-HaVipState @n1)[0].ProcessId | Should -Be $runner
    }

    It 'hands over as ever afterwards' {
        $null = Invoke-HaVipFailover @n1 -Name $router.Peer.Name -Failback -Confirm:$false
        Wait-AddressOwner $lab n2 n1 $router.Peer.Address
        Stop-HaVipInstance @n1 -Confirm:$false
        $null = Wait-Until { -not (Test-Alive $runner) }
        Test-AddressOwner $lab.n2 $router.HaVip.Address | Should -BeTrue
    }
}

Describe 'A runner beside keepalived' -Skip:$missing {
    BeforeAll {
        $cell = New-MeasuredCell keepalived IPv6
        $cell.Interval = 1
        Start-MeasuredCell $cell
        $lab = $cell.Lab
        $n1 = Get-NodeParameter $lab n1
        $file = Get-ConfigurationFile $lab n1
        $text = [System.IO.File]::ReadAllText($file)
        [System.IO.File]::WriteAllText($file, $text.Replace('priority: 200', "priority: 200`n    acceptMode: false"))
        Send-Signal HUP (Get-HaVipState @n1)[0].ProcessId
        $null = Wait-Until { -not (Get-HaVipState @n1 -Name $cell.Router.HaVip.Name).AcceptMode }
    }

    AfterAll {
        Remove-MeasuredCell $cell
    }

    It 'is replaced and no address moves, IPv6 and closed to packets' {
        $standing = @(Get-Standing $n1) -join "`n"
        $measured = Measure-HaVipFailover -Lab $lab.Made $cell.Router.Peer.Address -ScriptBlock {
            foreach ($time in 1..5) { Restart-HaVipInstance @n1 -Hitless -Confirm:$false }
        }
        $measured.Lost | Should -Be 0
        @(Get-Standing $n1) -join "`n" | Should -Be $standing
        Test-AddressOwner $lab.n1 $cell.Router.HaVip.Address | Should -BeTrue
        Test-AddressOwner $lab.n2 $cell.Router.HaVip.Address | Should -BeFalse
        Test-Ping $lab.Client $cell.Router.HaVip.Address | Should -BeFalse
    }
}

Describe 'A runner whose successor is no good' {
    BeforeAll {
        $lab = New-ScenarioLab
        $n1 = Get-NodeParameter $lab n1
        Install-ScenarioNode $lab n1 (Get-QuickParameter 100)
        Start-ScenarioNode $lab n1
        $null = Wait-Until { Test-Owner $lab.n1 }
        $state = Get-HaVipState @n1
        $runner = $state.ProcessId
        $bad = @{
            'is not there' = Join-Path $lab.Directory nothing
            'has no path' = 'havip-node'
            'may not be run' = Get-ConfigurationFile $lab n1
            'is no program' = New-LabProgram $lab text 'no program'
            'fails' = New-LabProgram $lab failing "#!/bin/sh`necho 'glibc is too old' >&2`nexit 127`n"
            'is too old' = New-LabProgram $lab old "#!/bin/sh`necho no such option`nexit 64`n"
        }
    }

    AfterAll {
        Remove-ScenarioLab $lab
    }

    It 'goes on when it <what>' -ForEach @(
        @{ what = 'is not there'; why = 'ENOENT' }
        @{ what = 'has no path'; why = 'not absolute' }
        @{ what = 'may not be run'; why = 'EACCES' }
        @{ what = 'is no program'; why = 'ENOEXEC' }
        @{ what = 'fails'; why = 'exit code 127: glibc is too old' }
        @{ what = 'is too old'; why = 'does not know how to go on' }
    ) {
        $monitor = Start-NodeMonitor $lab n1
        $answer = Send-ReplaceRequest $state.ControlSocket $bad[$what]
        $answer.error.message | Should -Match $why
        $now = Get-HaVipState @n1
        $now.State | Should -Be 'Master'
        $now.Transitions | Should -Be $state.Transitions
        $now.ProcessId | Should -Be $runner
        @(Stop-NodeMonitor $monitor | Where-Object { $_ -match 'Deleted' }).Count | Should -Be 0
    }

    It 'starts as ever when what it was left cannot be used after all' {
        $real = Get-RunnerPath
        $liar = New-LabProgram $lab liar "#!/bin/sh`n[ `$1 = check ] && exit 0`nHAVIP_INHERIT_FD=9999 exec '$real' `$*`n"
        { Send-ReplaceRequest $state.ControlSocket $liar } | Should -Throw
        $null = Wait-Until { (Get-HaVipState @n1).State -eq 'Master' }
        (Get-HaVipState @n1).ProcessId | Should -Be $runner
        $null = Wait-Until { Test-Owner $lab.n1 }
        Get-ScenarioLog $lab n1 | Should -Match 'cannot go on for the runner before: .*; starting anew'
        Restart-HaVipInstance @n1 -Hitless -Confirm:$false
        (Get-HaVipState @n1).State | Should -Be 'Master'
    }
}
