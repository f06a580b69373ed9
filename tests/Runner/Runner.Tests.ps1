# The small runner on files whose outcome is known. Each run is a process of its own, so this file itself may be run
# by it or by Pester; where Pester is installed, it has to come to the same counts.
BeforeDiscovery {
    $runners = @(@{ Runner = 'Own' })
    if (Get-Module -ListAvailable -Name Pester | Where-Object { $_.Version.Major -ge 5 }) {
        $runners += @{ Runner = 'Pester' }
    }
}

BeforeAll {
    function Invoke-Fixture([string] $Name, [string] $Runner, [string[]] $More = @()) {
        $hostCommand = @([System.Environment]::ProcessPath)
        if ((Split-Path $hostCommand[0] -LeafBase) -eq 'dotnet') {
            $hostCommand += [System.Environment]::GetCommandLineArgs()[0]
        }
        $resultFile = Join-Path $TestDrive "$([guid]::NewGuid()).json"
        $rest = @($hostCommand | Select-Object -Skip 1) + @(
            '-NoProfile', '-NonInteractive', '-File', (Join-Path $PSScriptRoot 'Invoke-Tests.ps1')
            '-Path', (Join-Path $PSScriptRoot "fixtures/$Name.fixture.ps1"), '-ResultFile', $resultFile
            '-Runner', $Runner
        ) + $More
        $shown = & $hostCommand[0] @rest 2>&1 | ForEach-Object { "$_" }
        $code = $LASTEXITCODE
        $resultFile | Should -Exist -Because ($shown -join "`n")
        $run = Get-Content -LiteralPath $resultFile -Raw | ConvertFrom-Json
        $run | Add-Member -NotePropertyMembers @{ ExitCode = $code; Shown = $shown -join "`n" }
        $run
    }

    function Get-Count($Run) {
        "$($Run.PassedCount) passed, $($Run.FailedCount) failed, $($Run.SkippedCount) skipped, $($Run.NotRunCount) not run"
    }
}

Describe 'the runner <Runner>' -ForEach $runners {
    It 'runs the language''s words with their meaning' {
        $run = Invoke-Fixture language $Runner
        Get-Count $run | Should -Be '28 passed, 0 failed, 4 skipped, 0 not run' -Because $run.Shown
        $run.ExitCode | Should -Be 0
        $run.Tests | Should -Contain 'Passed cases.adds 1 and 2'
        $run.Tests | Should -Contain 'Passed cases.of a block: yy.has length 2'
    }

    It 'has the operators of Should' {
        $run = Invoke-Fixture should $Runner
        $run.FailedCount | Should -Be 0 -Because $run.Shown
        $run.PassedCount | Should -Be 76
    }

    It 'fails as it should' {
        $run = Invoke-Fixture failures $Runner
        Get-Count $run | Should -Be '3 passed, 9 failed, 1 skipped, 0 not run' -Because $run.Shown
        $run.FailedBlocksCount | Should -BeGreaterThan 0
        $run.Result | Should -Be 'Failed'
        $run.ExitCode | Should -Be 1
    }

    It 'fails a file whose discovery fails: <_>' -ForEach 'discovery', 'syntax' {
        $run = Invoke-Fixture $_ $Runner
        $run.FailedContainersCount | Should -Be 1 -Because $run.Shown
        $run.PassedCount | Should -Be 0
        $run.Result | Should -Be 'Failed'
        $run.ExitCode | Should -Be 1
    }

    It 'chooses by tag: <More>' -ForEach @(
        @{ More = @('-Tag', 'slow'); Passed = 2 }
        @{ More = @('-Tag', 'network'); Passed = 2 }
        @{ More = @('-Tag', 'slow,network'); Passed = 3 }
        @{ More = @('-ExcludeTag', 'network'); Passed = 2 }
        @{ More = @('-Tag', 'slow', '-ExcludeTag', 'network'); Passed = 1 }
        @{ More = @('-FullNameFilter', 'untagged.*'); Passed = 2 }
    ) {
        $run = Invoke-Fixture tags $Runner $More
        $run.PassedCount | Should -Be $Passed -Because $run.Shown
        $run.NotRunCount | Should -Be (4 - $Passed)
    }
}

Describe 'the own runner''s report' {
    It 'names the failed assertion and its place' {
        $run = Invoke-Fixture failures Own
        $run.Shown | Should -Match 'Expected 2, but got 1\.\s+at It .fails by assertion.*failures\.fixture\.ps1:4'
        $run.Shown | Should -Match 'Tests Passed: 3, Failed: 9, Skipped: 1, Inconclusive: 0, NotRun: 0'
    }
}
