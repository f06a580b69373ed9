# The entry, shaped as Pester's.

function Invoke-Pester {
    [CmdletBinding()]
    param(
        [Parameter(Position = 0)][string[]] $Path = '.',
        [Alias('TagFilter', 'Tags')][string[]] $Tag,
        [Alias('ExcludeTagFilter')][string[]] $ExcludeTag,
        [string[]] $FullNameFilter,
        [ValidateSet('None', 'Normal', 'Detailed')][string] $Output = 'Normal',
        [switch] $PassThru,
        [switch] $CI
    )
    $kept = @{ State = $script:UserState; Frame = $script:Frame; Verbosity = $script:Verbosity }
    $kept += @{ Discovering = $script:Discovering; Running = $script:Running }
    $watch = [System.Diagnostics.Stopwatch]::StartNew()
    try {
        $script:Discovering = $null
        $script:Running = $null
        $script:Verbosity = $Output
        Initialize-Scope $PSCmdlet.SessionState
        $files = @(Find-TestFile $Path $PSCmdlet.SessionState)
        $containers = @(Invoke-AllDiscovery $files $Tag $ExcludeTag $FullNameFilter)
        foreach ($container in $containers | Where-Object Discovered) { Invoke-Container $container }
        $run = New-Run $containers $watch.Elapsed
        Write-Summary $run
    }
    finally {
        $script:UserState = $kept.State
        $script:Frame = $kept.Frame
        $script:Verbosity = $kept.Verbosity
        $script:Discovering = $kept.Discovering
        $script:Running = $kept.Running
    }

    if ($PassThru) { $run }
    if ($CI -and $run.Result -ne 'Passed') { exit [Math]::Max(1, $run.FailedCount) }
}

function Find-TestFile([string[]] $Path, $State) {
    foreach ($item in $Path) {
        foreach ($found in $State.Path.GetResolvedProviderPathFromPSPath($item, [ref]$null)) {
            if ([System.IO.Directory]::Exists($found)) {
                [System.IO.Directory]::GetFiles($found, '*.Tests.ps1', 'AllDirectories') | Sort-Object
            }
            else {
                $found
            }
        }
    }
}

function Invoke-AllDiscovery([string[]] $Files, $Tag, $ExcludeTag, $FullNameFilter) {
    Write-Line "`nStarting discovery in $($Files.Count) files." Magenta
    $watch = [System.Diagnostics.Stopwatch]::StartNew()
    $found = @(foreach ($file in $Files) { Find-Container $file })
    $count = @($found | ForEach-Object { Get-Test $_.Root }).Count
    Write-Line "Discovery found $count tests in $([int]$watch.ElapsedMilliseconds)ms." Magenta
    foreach ($container in $found) { Select-Test $container $Tag $ExcludeTag $FullNameFilter }
    Write-Line 'Running tests.' Magenta
    $found
}

function New-Run($Containers, [timespan] $Duration) {
    $tests = @($Containers | Where-Object Discovered | ForEach-Object { Get-Test $_.Root })
    $by = @{}
    foreach ($result in 'Passed', 'Failed', 'Skipped', 'Inconclusive', 'NotRun') {
        $by[$result] = @($tests | Where-Object Result -EQ $result)
    }
    $containerFailures = @($Containers | Where-Object { $_.Root.ErrorRecord })
    $blockFailures = @($Containers | ForEach-Object { Get-FailedBlock $_.Root } | Where-Object Kind -NE 'Container')
    $failed = $by.Failed.Count + $containerFailures.Count + $blockFailures.Count
    [pscustomobject]@{
        PSTypeName            = 'HaVip.TestRunner.Run'
        Result                = if ($failed) { 'Failed' } else { 'Passed' }
        TotalCount            = $tests.Count
        PassedCount           = $by.Passed.Count
        FailedCount           = $by.Failed.Count
        SkippedCount          = $by.Skipped.Count
        InconclusiveCount     = $by.Inconclusive.Count
        NotRunCount           = $by.NotRun.Count
        FailedBlocksCount     = $blockFailures.Count
        FailedContainersCount = $containerFailures.Count
        Duration              = $Duration
        Tests                 = $tests
        Passed                = $by.Passed
        Failed                = $by.Failed
        Skipped               = $by.Skipped
        Containers            = $Containers
    }
}
