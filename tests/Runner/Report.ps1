# What is shown while tests run, in the form of Pester's Detailed output.

$script:Verbosity = 'Detailed'

function Write-Line([string] $Text, [System.ConsoleColor] $Color = 'Gray') {
    if ($script:Verbosity -ne 'None') { Write-Host $Text -ForegroundColor $Color }
}

function Write-BlockStart($Block) {
    if ($script:Verbosity -ne 'Detailed') { return }
    switch ($Block.Kind) {
        'Container' { Write-Line "`nRunning tests from '$($Block.Name)'" Magenta }
        'Describe' { Write-Line "$(' ' * $Block.Depth)Describing $($Block.ExpandedName)" Green }
        'Context' { Write-Line "$(' ' * $Block.Depth)Context $($Block.ExpandedName)" Cyan }
    }
}

function Write-BlockError($Block, $ErrorRecord) {
    Write-Line "$(' ' * [Math]::Max(0, $Block.Depth))[-] $($Block.Kind) $($Block.ExpandedName) failed" Red
    Write-ErrorText $ErrorRecord ($Block.Depth + 1)
}

function Write-TestResult($Test) {
    $lineage = @(Get-Lineage $Test.Parent | Where-Object Kind -NE 'Container' | ForEach-Object ExpandedName)
    $Test.ExpandedPath = ($lineage + $Test.ExpandedName) -join '.'
    if ($script:Verbosity -ne 'Detailed' -and $Test.Result -ne 'Failed') { return }
    $margin = ' ' * ($Test.Depth + 1)
    $name = if ($script:Verbosity -eq 'Detailed') { $Test.ExpandedName } else { $Test.ExpandedPath }
    $time = "$([int]$Test.Duration.TotalMilliseconds)ms"
    switch ($Test.Result) {
        'Passed' { Write-Line "$margin[+] $name $time" DarkGreen }
        'Failed' { Write-Line "$margin[-] $name $time" Red }
        'Skipped' { Write-Line "$margin[!] $name is skipped$(Format-Because $Test.Because) $time" Yellow }
        'Inconclusive' { Write-Line "$margin[?] $name is inconclusive$(Format-Because $Test.Because) $time" DarkGray }
    }
    foreach ($record in $Test.ErrorRecord) { Write-ErrorText $record ($Test.Depth + 2) }
}

function Write-ErrorText($ErrorRecord, [int] $Depth) {
    $margin = ' ' * ($Depth + 1)
    foreach ($line in ([string]$ErrorRecord).Split("`n")) { Write-Line "$margin$($line.TrimEnd())" Red }
    $where = if ($ErrorRecord.FullyQualifiedErrorId -eq 'PesterAssertionFailed') {
        "at $($ErrorRecord.TargetObject.LineText.Trim()), " +
            "$($ErrorRecord.TargetObject.File):$($ErrorRecord.TargetObject.Line)"
    }
    else {
        $ErrorRecord.ScriptStackTrace
    }
    # Frames of the runner itself and of the scopes it opens tell a reader nothing.
    $own = "$([regex]::Escape($PSScriptRoot))/[^/]+\.psm?1: line|<No file>"
    foreach ($line in "$where".Split("`n") | Where-Object { $_.Trim() -and $_ -notmatch $own }) {
        Write-Line "$margin$($line.Trim())" Red
    }
}

function Write-Summary($Run) {
    foreach ($container in $Run.Containers | Where-Object { $_.Root.ErrorRecord }) {
        Write-Line "[-] Discovery or set-up of $($container.Path) failed with:" Red
        foreach ($record in $container.Root.ErrorRecord) { Write-ErrorText $record 0 }
    }
    Write-Line ('Tests completed in {0:0.##}s' -f $Run.Duration.TotalSeconds) White
    $color = if ($Run.Result -eq 'Passed') { 'White' } else { 'Red' }
    Write-Line ("Tests Passed: $($Run.PassedCount), Failed: $($Run.FailedCount), Skipped: $($Run.SkippedCount), " +
        "Inconclusive: $($Run.InconclusiveCount), NotRun: $($Run.NotRunCount)") $color
    if ($Run.FailedBlocksCount) { Write-Line "Failed blocks: $($Run.FailedBlocksCount)" Red }
    if ($Run.FailedContainersCount) { Write-Line "Failed containers: $($Run.FailedContainersCount)" Red }
}
