# Runs every suite there is and counts. A suite that gives no result is a failure, not a gap.

function Invoke-TestTask([string[]] $Suite, [string] $Filter) {
    Assert-HostIsApart
    $wanted = @($Suite | Where-Object { $_ })
    $suites = @(Get-Suite | Where-Object { -not $wanted -or (Test-AnyWildcard $_.Name $wanted) })
    if (-not $suites) { throw "No suite is named $wanted." }

    Invoke-Native dotnet build (Join-Path $root 'HaVip.sln') -c $Configuration -v quiet
    Build-Module
    $results = @(foreach ($one in $suites) {
            Write-Host "`n=== $($one.Name)"
            $watch = [System.Diagnostics.Stopwatch]::StartNew()
            $result = Invoke-Suite $one $Filter
            $result.Seconds = [Math]::Round($watch.Elapsed.TotalSeconds, 1)
            $result
        })

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
    try {
        $result = & $Suite.Run $Suite $Filter
        if (@($result).Count -ne 1) { throw "the suite gave $(@($result).Count) results" }
        # A filter may leave nothing to run in a suite; without one every suite has tests.
        if (-not $Filter -and ($result.Passed + $result.Failed + $result.Skipped) -eq 0) { throw 'no test was run' }
        $result
    }
    catch {
        Write-Host "$($Suite.Name): $_"
        New-Result $Suite.Name 0 1 0 ([string]$_)
    }
}

function New-Result([string] $Name, [int] $Passed, [int] $Failed, [int] $Skipped, [string] $Note = '') {
    [pscustomobject]@{
        Name = $Name; Passed = $Passed; Failed = $Failed; Skipped = $Skipped; Seconds = 0.0; Note = $Note
    }
}
