#requires -Version 7.4
<#
.SYNOPSIS
Moves mastership in every way there is, many times, and counts what a client loses.
.DESCRIPTION
One row per kind, peer and way: how many of the runs lost no probe of one a millisecond, the most that one run lost, the
slowest hand-over as the runner tells it, and with -Clients how many requests failed of how many.
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
    # Only these ways.
    [string[]] $Way = @()
)
Set-StrictMode -Version 3
$ErrorActionPreference = 'Stop'
Import-Module (Join-Path $PSScriptRoot '../scenarios/Scenario.psm1') -Force
Import-HaVip

# In the order in which one follows the other; each says whose virtual router it moves.
$ways = @(
    @{ Name = 'give'; Side = 'HaVip'; Owner = 'n2'; Do = { Invoke-HaVipFailover @n1 -Name $router.Name -Confirm:$false } }
    @{ Name = 'failback of a give'; Side = 'HaVip'; Owner = 'n1'
        Do = { Invoke-HaVipFailover @n1 -Name $router.Name -Failback -Confirm:$false } }
    @{ Name = 'take'; Side = 'Peer'; Owner = 'n1'; Do = { Invoke-HaVipFailover @n1 -Name $router.Name -Confirm:$false } }
    @{ Name = 'failback of a take'; Side = 'Peer'; Owner = 'n2'
        Do = { Invoke-HaVipFailover @n1 -Name $router.Name -Failback -Confirm:$false } }
    @{ Name = 'graceful stop'; Side = 'HaVip'; Owner = 'n2'
        Do = { Stop-HaVipInstance @n1 -Name $router.Name -KeepRunner -Confirm:$false } }
    @{ Name = 'preemption'; Side = 'HaVip'; Owner = 'n1'
        Do = { Start-HaVipInstance @n1 -Name $router.Name -Confirm:$false } }
    @{ Name = 'drain'; Side = 'HaVip'; Owner = 'n2'; Do = { Suspend-HaVipNode @n1 -Drain -Confirm:$false } }
    @{ Name = 'resume'; Side = 'HaVip'; Owner = 'n1'; Do = { Resume-HaVipNode @n1 -Failback Immediate -Confirm:$false } }
) | Where-Object { -not $Way -or $Way -contains $_.Name }

function New-Cell([string] $PeerName, [string] $KindName) {
    $name = 'hvb{0:x}{1}' -f $PID, [guid]::NewGuid().ToString('n').Substring(0, 3)
    $directory = [System.IO.Directory]::CreateTempSubdirectory("$name-").FullName
    $made = New-HaVipLab -Name $name -RootPath (Join-Path $directory root)
    $lab = [pscustomobject] @{
        Prefix = $name; Switch = $made.BridgeNamespace; Client = $made.Client.NetworkNamespace
        Directory = $directory; Root = $made.RootPath; Names = @('n1', 'n2'); Made = $made
        n1 = $made.Nodes[0].NetworkNamespace; n2 = $made.Nodes[1].NetworkNamespace
        Processes = [System.Collections.Generic.List[System.Diagnostics.Process]]::new()
    }
    return New-InteropCell $lab $PeerName $KindName
}

function Start-Cell($Cell) {
    if ($Cell.IPv6) { Invoke-Ip -n $Cell.Lab.Client address add fd00:7::1/64 dev eth0 nodad }
    Install-InteropNode $Cell
    Start-ScenarioNode $Cell.Lab n1
    if ($Cell.Peer -eq 'HaVip') {
        Install-InteropNode $Cell n2
        Start-ScenarioNode $Cell.Lab n2
    }
    else {
        Install-InteropPeer $Cell
        Start-InteropPeer $Cell
    }
    if ($Clients) {
        $endpoint = if ($Cell.IPv6) { '[::]:80' } else { '80' }
        foreach ($name in 'n1', 'n2') { $null = Start-Nginx $Cell.Lab $name $endpoint }
    }
    Wait-AddressOwner $Cell.Lab n1 n2 $Cell.Router.HaVip.Address
    Wait-AddressOwner $Cell.Lab n2 n1 $Cell.Router.Peer.Address
}

function Remove-Cell($Cell) {
    foreach ($process in @($Cell.Lab.Processes)) { Stop-LabProcess $process }
    Remove-HaVipLab -Name $Cell.Lab.Prefix -Force -Confirm:$false
    [System.IO.Directory]::Delete($Cell.Lab.Directory, $true)
}

function Measure-Way($Cell, $One) {
    $router = $Cell.Router.($One.Side)
    $n1 = Get-NodeParameter $Cell.Lab n1
    $other = if ($One.Owner -eq 'n1') { 'n2' } else { 'n1' }
    $move = $One.Do
    Measure-HaVipFailover -Lab $Cell.Lab.Made $router.Address -Clients $Clients -ScriptBlock {
        & $move
        Wait-AddressOwner $Cell.Lab $One.Owner $other $router.Address
    }
}

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
        $row.Requests = ($Measured | Measure-Object Requests -Sum).Sum
        $row.Failed = ($Measured | ForEach-Object { $_.FailedRequests.Count } | Measure-Object -Sum).Sum
        $row.Reasons = (@($Measured | ForEach-Object { $_.FailedRequests } | ForEach-Object { $_.Reason }) |
                Sort-Object -Unique) -join ' '
    }
    [pscustomobject] $row
}

$rows = foreach ($peerName in $Peer) {
    foreach ($kindName in $Kind) {
        $cell = New-Cell $peerName $kindName
        try {
            Start-Cell $cell
            $measured = @{}
            foreach ($one in $ways) { $measured[$one.Name] = [System.Collections.Generic.List[object]]::new() }
            for ($run = 1; $run -le $Runs; $run++) {
                foreach ($one in $ways) { $measured[$one.Name].Add((Measure-Way $cell $one)) }
                Write-Verbose "$peerName, ${kindName}: run $run of $Runs"
            }
            foreach ($one in $ways) { Get-Row $cell $kindName $one $measured[$one.Name] }
        }
        finally {
            Remove-Cell $cell
        }
    }
}
$rows | Format-Table -AutoSize
if (@($rows | Where-Object { $_.Clean -lt $_.Runs -or ($Clients -and $_.Failed) })) { exit 1 }
