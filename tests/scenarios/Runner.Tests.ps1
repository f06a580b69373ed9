# The life of a node runner: it outlives the shell that started it, runs once, logs, stops, and is cleaned up after.
BeforeAll {
    Import-Module "$PSScriptRoot/Scenario.psm1" -Force
    Import-HaVip
}

Describe 'The node runner' {
    BeforeAll {
        $lab = New-ScenarioLab
        $n1 = Get-NodeParameter $lab n1
        Install-ScenarioNode $lab n1 (Get-QuickParameter 100)
        $where = "-NetworkNamespace $($n1.NetworkNamespace) -RootPath $($n1.RootPath)"
    }

    AfterAll {
        Remove-ScenarioLab $lab
    }

    It 'survives the shell that started it, and all of its process group' {
        $shell = Start-ShellInOwnGroup $lab "Start-HaVipInstance $where -Wait; Start-Sleep 300"
        $state = Wait-Until -Because 'the instance is Master' {
            Get-HaVipState @n1 | Where-Object { $_.State -eq 'Master' }
        }
        $runner = $state.ProcessId
        & /bin/sh -c 'kill -s HUP -- "-$1"; kill -s KILL -- "-$1"' sh $shell.Id
        $shell.WaitForExit(10000) | Should -BeTrue

        Get-ProcessStatField $runner 6 | Should -Be $runner -Because 'it leads a session of its own'
        Get-ProcessStatField $runner 7 | Should -Be 0 -Because 'it has no terminal'
        foreach ($descriptor in 0, 1, 2) {
            & readlink "/proc/$runner/fd/$descriptor" | Should -Not -Match '^(pipe|/dev/(pts|tty))'
        }
        (Get-HaVipState @n1).ProcessId | Should -Be $runner
        Test-Owner $lab.n1 | Should -BeTrue
    }

    It 'logs to its file' {
        Get-ScenarioLog $lab n1 | Should -Match 'VI_1: Backup -> Master'
    }

    It 'is not started twice' {
        $before = (Get-HaVipState @n1).ProcessId
        $null = Start-HaVipInstance @n1 -Confirm:$false
        (Get-HaVipState @n1).ProcessId | Should -Be $before
        @(Get-NamespaceProcessId $lab.n1).Count | Should -Be 1

        $etc = Join-Path $lab.Root "etc/havip/$($lab.n1)/havip.yaml"
        $run = Join-Path $lab.Root "run/havip/$($lab.n1)"
        $log = Join-Path $lab.Directory second.log
        $second = Start-LabProcess $lab $lab.n1 $log @(
            (Get-RunnerPath), 'run', '--config', $etc, '--runtime-directory', $run, '--state-directory', $lab.Directory)
        $second.WaitForExit(20000) | Should -BeTrue -Because 'another runner has the runtime directory'
        $second.ExitCode | Should -Be 75 -Because ([System.IO.File]::ReadAllText($log))
        (Get-HaVipState @n1).ProcessId | Should -Be $before
    }

    It 'is waited for, and a wait that fails says so with a stable id' {
        $state = Wait-HaVipState @n1 -Name VI_1 -State Master -Timeout 20 -PassThru
        $state.State | Should -Be 'Master'
        $clock = [System.Diagnostics.Stopwatch]::StartNew()
        Get-ErrorId { Wait-HaVipState @n1 -Name VI_1 -State Backup -Timeout 1 -ErrorAction Stop } |
            Should -Be 'StateTimeout'
        $clock.Elapsed.TotalSeconds | Should -BeGreaterThan 0.9
    }

    It 'keeps running without instances when it is told to' {
        $runner = (Get-HaVipState @n1).ProcessId
        Stop-HaVipInstance @n1 -Name VI_1 -KeepRunner -Confirm:$false
        Test-NoOwner $lab.n1 | Should -BeTrue
        $state = Get-HaVipState @n1
        $state.State | Should -Be 'Stopped'
        $state.ProcessId | Should -Be $runner
        (Start-HaVipInstance @n1 -Name VI_1 -Wait -PassThru -Confirm:$false).State | Should -Be 'Master'
        Test-Owner $lab.n1 | Should -BeTrue
    }

    It 'leaves nothing in the kernel when it stops' {
        $runner = (Get-HaVipState @n1).ProcessId
        Stop-HaVipInstance @n1 -Confirm:$false
        Test-Alive $runner | Should -BeFalse
        Test-NoOwner $lab.n1 | Should -BeTrue
        @(Get-KernelAddress $lab.n1).Count | Should -Be 1
        (Get-HaVipState @n1).State | Should -Be 'Stopped'
    }

    It 'ends gracefully on SIGTERM' {
        $runner = (Start-HaVipInstance @n1 -Wait -PassThru -Confirm:$false).ProcessId
        $capture = Start-Capture $lab
        $null = Wait-Until { Test-Owner $lab.n1 }
        Send-Signal TERM $runner
        $null = Wait-Until { -not (Test-Alive $runner) }
        Test-NoOwner $lab.n1 | Should -BeTrue
        $null = Wait-Until -Because 'priority 0 on the wire' {
            @(Read-Capture $capture | Where-Object { $_.Kind -eq 'Advertisement' -and $_.Priority -eq 0 }).Count
        }
        $null = Stop-Capture $capture
    }

    It 'starts again after a crash and owns everything once' {
        $runner = (Start-HaVipInstance @n1 -Wait -PassThru -Confirm:$false).ProcessId
        Send-Signal KILL $runner
        $null = Wait-Until { -not (Test-Alive $runner) }
        (Get-HaVipState @n1).State | Should -Be 'Stopped'
        $again = Start-HaVipInstance @n1 -Wait -PassThru -Confirm:$false
        $again.ProcessId | Should -Not -Be $runner
        $null = Wait-Until { Test-Owner $lab.n1 }
        @(Get-OwnedAddress $lab.n1).Count | Should -Be 2
    }

    It 'runs in the foreground with -Attached, tells events as they happen, and ends gracefully with Ctrl+C' {
        Stop-HaVipInstance @n1 -Confirm:$false
        $shell = Start-ShellInOwnGroup $lab "Start-HaVipInstance $where -Attached | ForEach-Object { `"`$_`" }"
        $runner = Wait-Until { Get-HaVipState @n1 | Where-Object { $_.State -eq 'Master' } } | ForEach-Object ProcessId
        $seen = Wait-Until { if (($line = $shell.StandardOutput.ReadLine()) -match 'Backup -> Master') { $line } }
        $seen | Should -Match 'VI_1'
        $null = Wait-Until { Test-Owner $lab.n1 }
        & /bin/sh -c 'kill -s INT -- "-$1"' sh $shell.Id
        $shell.WaitForExit(20000) | Should -BeTrue
        $null = Wait-Until { -not (Test-Alive $runner) }
        $null = Wait-Until { Test-NoOwner $lab.n1 }
        Get-ScenarioLog $lab n1 | Should -Not -BeNullOrEmpty
        Start-ScenarioNode $lab n1
        $null = Wait-Until { Test-Owner $lab.n1 }
    }

    It 'is followed by Watch-HaVipState across a restart, each event once and in order, until Ctrl+C' {
        $line = '$_.Sequence, $_.Kind, $_.FromState, $_.ToState -join " "'
        $shell = Start-ShellInOwnGroup $lab "Watch-HaVipState $where | ForEach-Object { $line }"
        $runner = (Get-HaVipState @n1).ProcessId
        $first = $shell.StandardOutput.ReadLineAsync()
        # It tells what comes after it began, so something has to come until it has begun.
        $null = Wait-Until -Timeout 60 -Because 'the watch sees a reload' {
            Send-Signal HUP $runner
            $first.Wait(500)
        }

        Restart-HaVipInstance @n1 -Confirm:$false
        $lines = [System.Collections.Generic.List[string]]::new()
        $null = Wait-Until -Because 'the watch sees the Master of the next runner' {
            $next = $shell.StandardOutput.ReadLineAsync()
            if (-not $next.Wait(30000)) { throw 'the watch is silent' }
            $lines.Add($next.Result)
            $next.Result -match 'Backup Master$' -and ($lines -match ' RunnerFound ')
        }
        & /bin/sh -c 'kill -s INT -- "-$1"' sh $shell.Id
        $shell.WaitForExit(20000) | Should -BeTrue

        ($lines -match ' RunnerLost ').Count | Should -Be 1
        $found = $lines.FindIndex({ param($one) $one -match ' RunnerFound ' })
        $seen = @($lines.GetRange($found + 1, $lines.Count - $found - 1) -match '^[1-9]')
        $seen.Count | Should -BeGreaterThan 2
        $told = @(Get-HaVipEvent @n1).ForEach({ $_.Sequence, $_.Kind, $_.FromState, $_.ToState -join ' ' })
        $seen -join "`n" | Should -Be (@($told | Select-Object -First $seen.Count) -join "`n")
        Test-Owner $lab.n1 | Should -BeTrue
    }

    It 'releases what a dead runner left' {
        $runner = (Get-HaVipState @n1).ProcessId
        Send-Signal KILL $runner
        $null = Wait-Until { -not (Test-Alive $runner) }
        $run = Join-Path $lab.Root "run/havip/$($lab.n1)"
        $var = Join-Path $lab.Root "var/lib/havip/$($lab.n1)"
        $output = & (Get-RunnerPath) release --network-namespace $lab.n1 --runtime-directory $run `
            --state-directory $var 2>&1
        $LASTEXITCODE | Should -Be 0 -Because "$output"
        Test-NoOwner $lab.n1 | Should -BeTrue
        @(Get-KernelAddress $lab.n1).Count | Should -Be 1
    }
}
