# Test files in Pester's language, each in a process of this same host. They mostly wait, for elections and leases, so
# several run at a time; what fails in the company of others is run again alone, and that is the verdict.

# How many test files run at a time.
$script:TestFilesAtOnce = 3

# A file that says so in a line of its own measures what others would disturb, or disturbs them.
$script:AloneMark = '^# Runs alone: '

function Invoke-PesterFolder($Suite, [string] $Filter) {
    $files = @([System.IO.Directory]::GetFiles($Suite.Path, '*.Tests.ps1', 'AllDirectories') | Sort-Object)
    $alone = @($files | Where-Object { Select-AloneMark $_ })
    $runs = @(Invoke-TestFile @($files | Where-Object { $alone -notcontains $_ }) $Suite $Filter $script:TestFilesAtOnce)
    $again = @($runs | Where-Object Failed | ForEach-Object File)
    $runs = @($runs | Where-Object { -not $_.Failed })
    foreach ($file in $again) { Write-Host "`n$(Split-Path $file -Leaf) failed beside others; it is run again alone." }
    $runs += @(Invoke-TestFile ($again + $alone) $Suite $Filter 1)

    $note = (@($runs.Runner | Sort-Object -Unique) + @($again | ForEach-Object { "twice: $(Split-Path $_ -Leaf)" })) -join ', '
    $sum = @{}
    foreach ($count in 'Passed', 'Failed', 'Skipped') { $sum[$count] = [int]($runs | Measure-Object $count -Sum).Sum }
    New-Result $Suite.Name $sum.Passed $sum.Failed $sum.Skipped $note
}

function Select-AloneMark([string] $File) {
    Get-Content -LiteralPath $File | Where-Object { $_ -match $script:AloneMark } | Select-Object -First 1
}

# One result per file, in the order in which they end; what a file wrote is shown in one piece.
function Invoke-TestFile([string[]] $File, $Suite, [string] $Filter, [int] $AtOnce) {
    $waiting = [System.Collections.Generic.Queue[string]]::new([string[]]@($File | Where-Object { $_ }))
    $running = [System.Collections.Generic.List[object]]::new()
    try {
        while ($waiting.Count -or $running.Count) {
            while ($waiting.Count -and $running.Count -lt $AtOnce) {
                $running.Add((Start-TestFile $waiting.Dequeue() $Suite $Filter))
            }
            $ended = $running | Where-Object { $_.Process.WaitForExit(50) } | Select-Object -First 1
            if (-not $ended) { continue }
            $null = $running.Remove($ended)
            Complete-TestFile $ended
        }
    }
    finally {
        foreach ($one in $running) { $one.Process.Kill($true) }
    }
}

function Start-TestFile([string] $File, $Suite, [string] $Filter) {
    $name = "$($Suite.Name).$((Split-Path $File -Leaf) -replace '\.Tests\.ps1$')"
    $result = Get-ResultFile $name 'json'
    $log = Get-ResultFile $name 'log'
    $words = @('timeout', '--kill-after=10', $script:SuiteLimit) + @(Get-HostCommand) + @(
        '-NoProfile', '-NonInteractive', '-File', (Join-Path $root 'tests/Runner/Invoke-Tests.ps1')
        '-Path', $File, '-ResultFile', $result
    )
    if ($Filter) { $words += @('-FullNameFilter', $Filter) }
    # A shell sends the output to the file: a pipe that nobody reads would fill up.
    $start = [System.Diagnostics.ProcessStartInfo]::new('/bin/sh')
    foreach ($word in @('-c', 'log=$1; shift; exec "$@" >"$log" 2>&1 </dev/null', 'sh', $log) + $words) {
        $start.ArgumentList.Add($word)
    }
    [pscustomobject]@{
        File = $File; Result = $result; Log = $log; Process = [System.Diagnostics.Process]::Start($start)
    }
}

function Complete-TestFile($Run) {
    $Run.Process.WaitForExit()
    $code = $Run.Process.ExitCode
    $Run.Process.Dispose()
    Get-Content -LiteralPath $Run.Log | Out-Host
    if (-not (Test-Path $Run.Result)) {
        Write-Host "$($Run.File) gave no result and ended with exit code $code."
        return [pscustomobject]@{ File = $Run.File; Passed = 0; Failed = 1; Skipped = 0; Runner = 'no result' }
    }

    $counts = Get-Content -LiteralPath $Run.Result -Raw | ConvertFrom-Json
    # A test that answers neither yes nor no has not passed.
    $failed = $counts.FailedCount + $counts.FailedContainersCount + $counts.InconclusiveCount
    if (-not $failed -and ($code -or $counts.Result -ne 'Passed')) { $failed = [Math]::Max(1, $counts.FailedBlocksCount) }
    [pscustomobject]@{
        File = $Run.File; Passed = $counts.PassedCount; Failed = $failed; Skipped = $counts.SkippedCount
        Runner = $counts.Runner
    }
}
