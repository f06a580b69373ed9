#requires -Version 7.4
<#
.SYNOPSIS
Moves mastership in every way there is, many times, and counts what a client loses.
.DESCRIPTION
One row per peer, kind and way: how many of the runs lost no probe of one a millisecond, the most that one run lost, the
median and the slowest hand-over as the runner tells it, and with -Clients how many requests failed of how many and the
longest one.
.EXAMPLE
dotnet run --project src/HaVip.Shell -- tests/benchmarks/Handover.ps1
.EXAMPLE
pwsh tests/benchmarks/Handover.ps1 -Runs 5 -Peer HaVip -Kind IPv4 -Clients 100 -OutFile artifacts/bench/handover.md
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
    [string[]] $Way = @(),
    # How long the address must have answered without a gap before and after.
    [timespan] $SettleTime = '00:00:00.6',
    # Written after every run: this name as .md and as .json.
    [string] $OutFile = ''
)
Set-StrictMode -Version 3
$ErrorActionPreference = 'Stop'
Import-Module (Join-Path $PSScriptRoot '../scenarios/Scenario.psm1') -Force -Verbose:$false
. (Join-Path $PSScriptRoot 'support/Report.ps1')
Import-HaVip

# Words that came as one argument have commas between them.
$Peer, $Kind, $Way = $Peer, $Kind, $Way | ForEach-Object { , @($_ -split ',' | ForEach-Object { $_.Trim() }) }
$ways = @(Get-HandoverWay | Where-Object { -not "$Way" -or $Way -contains $_.Name })
$pause = [timespan]::FromMilliseconds($RequestPause)
$started = [datetime]::Now
$results = [System.Collections.Generic.List[object]]::new()

# One run of one way. How long the runner took it says itself, of the router that moved.
function Measure-One($Cell, [string] $KindName, [int] $Run, [hashtable] $One) {
    $measured = Measure-Handover $Cell $One $Clients -SettleTime $SettleTime -RequestPause $pause
    $told = $measured.Output | Where-Object {
        $_.PSTypeNames -contains 'HaVip.FailoverResult' -and $_.Instance -eq $Cell.Router.($One.Side).Name
    } | Select-Object -First 1
    $results.Add([pscustomobject] [ordered] @{
            Peer = $Cell.Peer; Kind = $KindName; Way = $One.Name; Run = $Run
            Sent = $measured.Sent; Lost = $measured.Lost; Unread = $measured.Unread
            OutageMs = $measured.Outage.TotalMilliseconds
            TookMs = if ($told) { $told.Duration.TotalMilliseconds } else { $null }
            Requests = $measured.Requests; Failed = $measured.FailedRequests.Count
            Reasons = @($measured.FailedRequests | ForEach-Object { "$($_.Reason)" })
            LongestMs = $measured.LongestRequest.TotalMilliseconds
        })
}

function Get-Row([string] $PeerName, [string] $KindName, [string] $Name) {
    $mine = @($results | Where-Object { $_.Peer -eq $PeerName -and $_.Kind -eq $KindName -and $_.Way -eq $Name })
    if (-not $mine.Count) { return }
    $took = Get-Spread @($mine | ForEach-Object { $_.TookMs })
    $row = [ordered] @{
        Peer = $PeerName; Kind = $KindName; Way = $Name; Runs = $mine.Count
        Clean = @($mine | Where-Object { $_.Lost -eq 0 }).Count
        MostLost = [int] ($mine | Measure-Object Lost -Maximum).Maximum
        MedianMs = if ($took) { [Math]::Round($took.Median, 1) }
        SlowestMs = if ($took) { [Math]::Round($took.Most, 1) }
    }
    if ($Clients) {
        $row.LongestMs = [int] ($mine | Measure-Object LongestMs -Maximum).Maximum
        $row.Requests = ($mine | Measure-Object Requests -Sum).Sum
        $row.Failed = ($mine | Measure-Object Failed -Sum).Sum
        $row.Reasons = @($mine | ForEach-Object { $_.Reasons } | Sort-Object -Unique) -join ' '
    }
    [pscustomobject] $row
}

function Get-Table {
    foreach ($peerName in $Peer) {
        foreach ($kindName in $Kind) { foreach ($one in $ways) { Get-Row $peerName $kindName $one.Name } }
    }
}

function Save-Table {
    $rows = @(Get-Table)
    $data = [ordered] @{ Started = $started.ToString('s'); Kernel = "$(& uname -r)"; Rows = $rows; Results = @($results) }
    Write-Report $OutFile $data @(ConvertTo-Markdown $rows)
}

foreach ($peerName in $Peer) {
    foreach ($kindName in $Kind) {
        $cell = New-MeasuredCell $peerName $kindName
        try {
            Start-MeasuredCell $cell -Nginx:($Clients -gt 0)
            for ($run = 1; $run -le $Runs; $run++) {
                foreach ($one in $ways) { Measure-One $cell $kindName $run $one }
                Save-Table
                Write-Verbose "$peerName, ${kindName}: run $run of $Runs"
            }
        }
        finally {
            Remove-MeasuredCell $cell
        }
    }
}
$rows = @(Get-Table)
$rows | Format-Table -AutoSize
if (@($rows | Where-Object { $_.Clean -lt $_.Runs -or ($Clients -and $_.Failed) })) { exit 1 }
