#requires -Version 7.4
<#
.SYNOPSIS
HaVip and keepalived side by side: what a client notices when the Master dies, hangs, leaves or hands over.
.DESCRIPTION
Two pairs at the same time, HaVip on both nodes and keepalived on both nodes, take turns run by run. A client sends a
probe a millisecond. A Master dies or hangs right after an advertisement, so that chance has no part in it. One row per mode, scenario and figure: median (least to most) of the runs of either, and the ratio.

  outage      the longest time without an answer
  lost        probes without an answer
  moved       from the command, or the event, until the other node answered first
  two owners  of a dead or hanging owner: for how long its kernel kept the address when the other node had taken it
.EXAMPLE
dotnet run --project src/HaVip.Shell -- tests/benchmarks/Failover.ps1 -Runs 10 -OutFile artifacts/bench/failover.md
.EXAMPLE
pwsh tests/benchmarks/Failover.ps1 -Runs 3 -Mode 'Version 3' -Scenario kill, hang
#>
[CmdletBinding()]
param(
    [ValidateRange(1, 1000)]
    [int] $Runs = 10,
    # HaVip is measured always.
    [string] $Peer = 'keepalived',
    # Version 2 at 1 s with a password, or Version 3 at 100 ms; by wildcard.
    [string[]] $Mode = @('*'),
    # Only these, by wildcard; with what leads to them and back.
    [string[]] $Scenario = @('*'),
    # Written after every run: this name as .md and as .json.
    [string] $OutFile = ''
)
Set-StrictMode -Version 3
$ErrorActionPreference = 'Stop'
Import-Module (Join-Path $PSScriptRoot '../scenarios/Scenario.psm1') -Force -Verbose:$false
. (Join-Path $PSScriptRoot 'support/Report.ps1')
Import-HaVip

$kinds = @('HaVip') + @($Peer | Where-Object { $_ -and $_ -ne 'HaVip' })
$figures = @(
    @{ Name = 'Outage'; Text = 'outage'; Unit = 'ms' }
    @{ Name = 'Lost'; Text = 'lost probes'; Unit = '' }
    @{ Name = 'Moved'; Text = 'moved after'; Unit = 'ms' }
    @{ Name = 'TwoOwners'; Text = 'two owners for'; Unit = 'ms' }
)

# Both a way and the one after it, where either is wanted.
function Select-Way {
    $all = @(Get-OutageWay)
    $wanted = @($all | Where-Object { Test-Like $_.Name $Scenario } | ForEach-Object { $_.Name })
    $all | Where-Object {
        $name, $before = $_.Name, $_['After']
        $after = $all | Where-Object { $_['After'] -eq $name } | ForEach-Object { $_.Name }
        @($name, $before, $after | Where-Object { $wanted -contains $_ }).Count
    }
}

# Words that came as one argument may have commas between them.
function Test-Like([string] $Text, [string[]] $Pattern) {
    @($Pattern -split ',' | Where-Object { $Text -like $_.Trim() }).Count -gt 0
}

function Get-Row([string] $ModeName, [hashtable] $Way, [hashtable] $Figure) {
    $of = @{}
    foreach ($kind in $kinds) {
        $mine = $results | Where-Object { $_.Mode -eq $ModeName -and $_.Scenario -eq $Way.Name -and $_.Kind -eq $kind }
        $found = @($mine | ForEach-Object { $_.PSObject.Properties[$Figure.Name] } | Where-Object { $_ })
        if (-not $found.Count) { continue }
        $values = @($found | ForEach-Object { $_.Value })
        $endless = @($values | Where-Object { $null -eq $_ }).Count
        $of[$kind] = [pscustomobject] @{ Runs = $values.Count; Spread = Get-Spread $values; Endless = $endless }
    }
    if (-not $of.Count) { return }
    [pscustomobject] @{
        Mode = $ModeName; Scenario = $Way.Name; Figure = $Figure.Text; Unit = $Figure.Unit; Of = $of
    }
}

function Get-Summary {
    foreach ($modeName in $modes) {
        foreach ($way in $ways) { foreach ($figure in $figures) { Get-Row $modeName $way $figure } }
    }
}

function Format-Row($Row) {
    $shown = [ordered] @{ Scenario = $Row.Scenario; Figure = $Row.Figure }
    foreach ($kind in $kinds) {
        $one = $Row.Of[$kind]
        $shown[$kind] = if (-not $one) { '' }
        elseif ($one.Endless) { "until removed ($($one.Endless) of $($one.Runs))" }
        else { Format-Spread $one.Spread $Row.Unit }
    }
    foreach ($kind in $kinds | Select-Object -Skip 1) {
        $both = $Row.Of['HaVip'] -and $Row.Of[$kind]
        $shown["HaVip / $kind"] = if ($both) { Get-Ratio $Row.Of['HaVip'].Spread $Row.Of[$kind].Spread }
    }
    [pscustomobject] $shown
}

function Save-Report {
    $summary = @(Get-Summary)
    $text = foreach ($modeName in $modes) {
        $rows = @($summary | Where-Object { $_.Mode -eq $modeName } | ForEach-Object { Format-Row $_ })
        if (-not $rows) { continue }
        "### $modeName"
        ''
        ConvertTo-Markdown $rows
        ''
    }
    $data = [ordered] @{
        Started = $started.ToString('s'); Kernel = "$(& uname -r)"; Keepalived = $keepalivedVersion; Runs = $Runs
        Failed = $failed; Summary = $summary; Results = @($results)
    }
    Write-Report $OutFile $data $text
    $text
}

# One run of one way; where it does not come to its end the pair is made anew, and what would follow it is left out.
function Measure-One([string] $ModeName, [int] $Run, [hashtable] $Way, [string] $Kind) {
    if ($Way['After'] -and $broken[$Kind] -eq $Way.After) { return }
    $broken[$Kind] = ''
    try {
        $one = Measure-Outage $pairs[$Kind] $Way
    }
    catch {
        Write-Warning "$ModeName, run $Run, $($Way.Name), ${Kind}: $_"
        $script:failed++
        $broken[$Kind] = $Way.Name
        Remove-OutagePair $pairs[$Kind]
        $pairs[$Kind] = New-OutagePair $Kind $ModeName
        return
    }
    $note = [ordered] @{ Mode = $ModeName; Scenario = $Way.Name; Kind = $Kind; Run = $Run }
    foreach ($name in $note.Keys) { $one | Add-Member -NotePropertyName $name -NotePropertyValue $note[$name] }
    $results.Add($one)
    Write-Verbose "$ModeName, run $Run, $($Way.Name), ${Kind}: outage $($one.Outage) ms, $($one.Lost) lost"
}

$started = [datetime]::Now
$keepalivedVersion = "$(@(& keepalived --version 2>&1)[0])"
$modes = @('Version 2', 'Version 3' | Where-Object { Test-Like $_ $Mode })
$ways = @(Select-Way)
$results = [System.Collections.Generic.List[object]]::new()
$failed = 0
foreach ($modeName in $modes) {
    $pairs = [ordered] @{}
    $broken = @{}
    try {
        foreach ($kind in $kinds) { $pairs[$kind] = New-OutagePair $kind $modeName }
        for ($run = 1; $run -le $Runs; $run++) {
            foreach ($way in $ways) { foreach ($kind in $kinds) { Measure-One $modeName $run $way $kind } }
            $null = Save-Report
        }
    }
    finally {
        foreach ($pair in @($pairs.Values)) { Remove-OutagePair $pair }
    }
}
Save-Report
if ($failed) { exit 1 }
