# Runs every suite there is and counts. A suite that gives no result is a failure, not a gap.

function Invoke-TestTask([string[]] $Suite, [string] $Filter) {
    Assert-HostIsApart
    $wanted = @($Suite | Where-Object { $_ })
    $suites = @(Get-Suite | Where-Object { -not $wanted -or (Test-AnyWildcard $_.Name $wanted) })
    if (-not $suites) { throw "No suite is named $wanted." }

    $results = @(
        try {
            Invoke-Native dotnet build (Join-Path $root 'HaVip.sln') -c $Configuration -v quiet
            Build-Module
            foreach ($one in $suites) { Invoke-Suite $one $Filter }
        }
        catch {
            # Without a build nothing can be run, and that is to be counted too.
            Write-Host "Build: $_"
            New-Result 'Build' 0 1 0 'the build failed'
        }
    )

    Write-Host ''
    $results | Format-Table Name, Passed, Failed, Skipped, Seconds, Note -AutoSize | Out-Host
    $sum = @{}
    foreach ($count in 'Passed', 'Failed', 'Skipped') { $sum[$count] = ($results | Measure-Object $count -Sum).Sum }
    Write-Host "$($sum.Passed) passed, $($sum.Failed) failed, $($sum.Skipped) skipped"
    if ($sum.Failed -or -not $sum.Passed) { 1 } else { 0 }
}

function Test-AnyWildcard([string] $Value, [string[]] $Pattern) {
    foreach ($one in $Pattern) { if ($Value -like $one) { return $true } }
    $false
}

# Whatever a suite does, it ends in one result.
function Invoke-Suite($Suite, [string] $Filter) {
    Write-Host "`n=== $($Suite.Name)"
    $watch = [System.Diagnostics.Stopwatch]::StartNew()
    try {
        $result = & $Suite.Run $Suite $Filter
        if (@($result).Count -ne 1) { throw "the suite gave $(@($result).Count) results" }
        # A filter may leave nothing to run in a suite; without one every suite has tests.
        if (-not $Filter -and ($result.Passed + $result.Failed + $result.Skipped) -eq 0) { throw 'no test was run' }
    }
    catch {
        Write-Host "$($Suite.Name): $_"
        $result = New-Result $Suite.Name 0 1 0 ([string]$_)
    }
    $result.Seconds = [Math]::Round($watch.Elapsed.TotalSeconds, 1)
    $result
}

function New-Result([string] $Name, [int] $Passed, [int] $Failed, [int] $Skipped, [string] $Note = '') {
    [pscustomobject]@{
        Name = $Name; Passed = $Passed; Failed = $Failed; Skipped = $Skipped; Seconds = 0.0; Note = $Note
    }
}
