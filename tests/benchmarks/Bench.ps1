#requires -Version 7.4
<#
.SYNOPSIS
The suite: HaVip beside keepalived in labs of network namespaces, scenario by scenario, and one table of all of it.
.DESCRIPTION
Each scenario runs in a process of its own and leaves its figures in results/NAME.json below the folder, in place of those it
left before. Then the tables are made of all that is there, so that parts of the suite may be run one after the other: a
file for each group, and bench.md and bench.json with everything. What does not need the processors goes side by side.
.EXAMPLE
dotnet run --project src/HaVip.Shell -- build.ps1 Bench -Runs 3
.EXAMPLE
pwsh tests/benchmarks/Bench.ps1 -Scenario 'power-*,kill' -Runs 5 -Folder artifacts/bench
#>
[CmdletBinding()]
param(
    # Wildcards, commas between several. What takes very long is run only when it is asked for by more than '*'.
    [string] $Scenario = '*',
    # Who is measured beside HaVip; '' for nobody.
    [string] $Peer = 'keepalived',
    [ValidateRange(1, 1000)]
    [int] $Runs = 3,
    # How long the processors are wanted by others in hogs.
    [ValidateRange(1, 3600)]
    [int] $Seconds = 60,
    # How long detection-hour takes.
    [ValidateRange(0.1, 1440)]
    [double] $Minutes = 60,
    [string] $Folder = 'artifacts/bench'
)
Set-StrictMode -Version 3
$ErrorActionPreference = 'Stop'
. (Join-Path $PSScriptRoot 'support/Suite.ps1')
. (Join-Path $PSScriptRoot 'support/Report.ps1')
. (Join-Path $PSScriptRoot 'support/Tables.ps1')
. (Join-Path $PSScriptRoot 'support/Children.ps1')

$Folder = [System.IO.Path]::GetFullPath($Folder)
$chosen = @(Select-Benchmark $Scenario)
Remove-AbandonedLab
$clock = [System.Diagnostics.Stopwatch]::StartNew()
$failed = [System.Collections.Generic.List[string]]::new()
$children = [System.Collections.Generic.List[object]]::new()
try {
    Invoke-SideBySide @($chosen | Where-Object { $_['Quiet'] }) 4
    Invoke-SideBySide @($chosen | Where-Object { -not $_['Quiet'] }) 1
}
finally {
    Stop-Children
    Write-Reports $Folder
}
Write-Host ('{0} scenarios in {1:0.0} min; {2}' -f $chosen.Count, $clock.Elapsed.TotalMinutes, (Join-Path $Folder 'bench.md'))
if ($failed.Count) {
    Write-Host "Not all went well: $($failed -join ', '); what they said is in $(Join-Path $Folder 'logs')."
    exit 1
}
