# Of a runner's threads the loop alone is real-time, where the kernel allows that; no program it starts is.
BeforeAll {
    Import-Module "$PSScriptRoot/Scenario.psm1" -Force
    Import-HaVip

    # Policy (0 ordinary, 2 SCHED_RR) by thread; the first thread is the loop's.
    function Get-ThreadPolicy {
        param([int] $Id)
        foreach ($task in Get-ChildItem "/proc/$Id/task") {
            $stat = [System.IO.File]::ReadAllText("/proc/$Id/task/$($task.Name)/stat")
            $policy = ($stat.Substring($stat.LastIndexOf(')') + 2) -split ' ')[41 - 3]
            [pscustomobject] @{ IsLoop = $task.Name -eq "$Id"; Policy = [int] $policy }
        }
    }

    function Test-RealTimeAllowed {
        $null = & python3 -c 'import os; os.sched_setscheduler(0, os.SCHED_RR, os.sched_param(1))' 2>&1
        $LASTEXITCODE -eq 0
    }

    function Get-Configuration([int] $Port) {
        @"
node:
  name: n1
checks:
  - { name: port, type: tcp, endpoint: "127.0.0.1:$Port", interval: 1s }
instances:
  - name: VI_1
    interface: eth0
    virtualRouterId: 52
    priority: 200
    advertisementInterval: 250ms
    virtualAddresses: [ 192.168.7.100/24 ]
    track: { checks: [ { name: port, weight: -10 } ] }

"@
    }
}

Describe 'A runner with a check' {
    BeforeAll {
        $lab = New-ScenarioLab n1
        $file = Join-Path $lab.Directory n1.yaml
        [System.IO.File]::WriteAllText($file, (Get-Configuration 1))
        [System.IO.File]::SetUnixFileMode($file, 'UserRead, UserWrite')
        Install-ScenarioNode $lab n1 @{ ConfigurationPath = $file }
        Start-ScenarioNode $lab n1
        $null = Wait-Until { (Test-AddressOwner $lab.n1 192.168.7.100) -and (Get-ScenarioLog $lab n1) -match 'check port is bad' }
        $runner = @(Get-NamespaceProcessId $lab.n1)[0]
    }

    AfterAll {
        Remove-ScenarioLab $lab
    }

    It 'has one thread that is real-time where that is allowed, and says what is' {
        $expected = if (Test-RealTimeAllowed) { 2 } else { 0 }
        $threads = @(Get-ThreadPolicy $runner)
        @($threads | Where-Object IsLoop).Policy | Should -Be $expected
        @($threads | Where-Object { -not $_.IsLoop }).Count | Should -BeGreaterThan 1
        @($threads | Where-Object { -not $_.IsLoop -and $_.Policy -ne 0 }).Count | Should -Be 0
        $said = if ($expected) { 'scheduling is real-time \(SCHED_RR\)' } else { 'scheduling is ordinary \(EPERM\)' }
        Get-ScenarioLog $lab n1 | Should -Match $said
    }

    It 'may use two seconds of processor time in one go and is not killed for more' {
        $limit = @([System.IO.File]::ReadAllLines("/proc/$runner/limits") -match '^Max realtime timeout')[0]
        $limit | Should -Match '^Max realtime timeout +2000000 +unlimited '
    }

    It 'is the same after another program has taken its place' {
        $node = Get-NodeParameter $lab n1
        $null = Restart-HaVipInstance @node -Hitless -Confirm:$false
        $null = Wait-Until { ([regex]::Matches((Get-ScenarioLog $lab n1), 'scheduling is ')).Count -eq 2 }
        $expected = if (Test-RealTimeAllowed) { 2 } else { 0 }
        $threads = @(Get-ThreadPolicy $runner)
        @($threads | Where-Object IsLoop).Policy | Should -Be $expected
        @($threads | Where-Object { -not $_.IsLoop -and $_.Policy -ne 0 }).Count | Should -Be 0
    }
}
