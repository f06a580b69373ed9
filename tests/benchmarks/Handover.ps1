#requires -Version 7.4
<#
.SYNOPSIS
Moves mastership in every way there is, many times, and counts what a client loses.
.DESCRIPTION
One row per kind, peer and way: how many of the runs lost no probe of one a millisecond, the most that one run lost, the
slowest hand-over as the runner tells it, and with -Clients how many requests failed of how many and the longest one.
.EXAMPLE
dotnet run --project src/HaVip.Shell -- tests/benchmarks/Handover.ps1
.EXAMPLE
pwsh tests/benchmarks/Handover.ps1 -Runs 5 -Peer HaVip -Kind IPv4 -Clients 100
#>
[CmdletBinding()]
param(
    [int] $Runs = 20,
    [string[]] $Peer = @('HaVip', 'keepalived'),
    [string[]] $Kind = @('Version 2', 'IPv4', 'IPv6'),
    # Clients that open a connection to nginx for each request, beside the probes.
    [int] $Clients = 0,
    # Milliseconds that each request is under way at least.
    [int] $RequestPause = 0,
    # Only these ways.
    [string[]] $Way = @()
)
Set-StrictMode -Version 3
$ErrorActionPreference = 'Stop'
Import-Module (Join-Path $PSScriptRoot '../scenarios/Scenario.psm1') -Force
Import-HaVip

$ways = @(Get-HandoverWay | Where-Object { -not $Way -or $Way -contains $_.Name })

function Get-Row($Cell, [string] $KindName, $One, $Measured) {
    $results = @($Measured | ForEach-Object { $_.Output } |
            Where-Object { $_.PSTypeNames -contains 'HaVip.FailoverResult' -and $_.Instance -eq $Cell.Router.($One.Side).Name })
    $slowest = ($results | ForEach-Object { $_.Duration.TotalMilliseconds } | Measure-Object -Maximum).Maximum
    $row = [ordered] @{
        Kind = $KindName; Peer = $Cell.Peer; Way = $One.Name; Runs = $Measured.Count
        Clean = @($Measured | Where-Object { $_.Lost -eq 0 }).Count
        MostLost = [int] ($Measured | Measure-Object Lost -Maximum).Maximum
        SlowestMs = if ($results) { [Math]::Round($slowest, 1) }
    }
    if ($Clients) {
        $row.LongestMs = [int] ($Measured | ForEach-Object { $_.LongestRequest.TotalMilliseconds } | Measure-Object -Maximum).Maximum
        $row.Requests = ($Measured | Measure-Object Requests -Sum).Sum
        $row.Failed = ($Measured | ForEach-Object { $_.FailedRequests.Count } | Measure-Object -Sum).Sum
        $row.Reasons = (@($Measured | ForEach-Object { $_.FailedRequests } | ForEach-Object { $_.Reason }) |
                Sort-Object -Unique) -join ' '
    }
    [pscustomobject] $row
}

$rows = foreach ($peerName in $Peer) {
    foreach ($kindName in $Kind) {
        $cell = New-MeasuredCell $peerName $kindName
        try {
            Start-MeasuredCell $cell -Nginx:($Clients -gt 0)
            $measured = @{}
            foreach ($one in $ways) { $measured[$one.Name] = [System.Collections.Generic.List[object]]::new() }
            for ($run = 1; $run -le $Runs; $run++) {
                foreach ($one in $ways) { $measured[$one.Name].Add((Measure-Handover $cell $one $Clients -RequestPause ([timespan]::FromMilliseconds($RequestPause)))) }
                Write-Verbose "$peerName, ${kindName}: run $run of $Runs"
            }
            foreach ($one in $ways) { Get-Row $cell $kindName $one $measured[$one.Name] }
        }
        finally {
            Remove-MeasuredCell $cell
        }
    }
}
$rows | Format-Table -AutoSize
if (@($rows | Where-Object { $_.Clean -lt $_.Runs -or ($Clients -and $_.Failed) })) { exit 1 }
