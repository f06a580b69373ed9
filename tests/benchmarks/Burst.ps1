#requires -Version 7.4
<#
.SYNOPSIS
Takes all virtual routers of a node at once by the power loss of the other, and looks when the last one is moved and announced.
.DESCRIPTION
Two nodes, both HaVip or both keepalived. n1, Master of all, loses its link. The clock starts with the last advertisement
heard from it. One row per implementation and count: milliseconds until the first address and the last one were announced by
n2 on the wire; medians, best and worst of the runs.
.EXAMPLE
dotnet run --project src/HaVip.Shell -- tests/benchmarks/Burst.ps1 -Count 255 -Runs 5
#>
[CmdletBinding()]
param(
    [int] $Runs = 3,
    [string] $Implementation = 'HaVip,keepalived',
    # Virtual routers, at most 254.
    [string] $Count = '1,254',
    # Seconds between advertisements.
    [double] $Interval = 1,
    # Also writes the rows as JSON.
    [string] $OutFile = ''
)
Set-StrictMode -Version 3
$ErrorActionPreference = 'Stop'
Import-Module (Join-Path $PSScriptRoot '../scenarios/Scenario.psm1') -Force
Import-HaVip
. (Join-Path $PSScriptRoot 'support/Report.ps1')
. (Join-Path $PSScriptRoot 'support/Daemons.ps1')

function Write-Configuration($Lab, [string] $Name, [string] $Kind, [int] $Many, [int] $Priority) {
    $lines = for ($id = 1; $id -le $Many; $id++) {
        if ($Kind -eq 'HaVip') {
            "  - { name: VI_$id, interface: eth0, virtualRouterId: $id, version: 3, priority: $Priority, " +
            "advertisementInterval: $([int] (1000 * $Interval))ms, virtualAddresses: [ 192.168.7.$id/24 ] }"
        }
        else {
            "vrrp_instance VI_$id {`nstate BACKUP`ninterface eth0`nvirtual_router_id $id`npriority $Priority`n" +
            "advert_int $Interval`nvirtual_ipaddress {`n192.168.7.$id/24`n}`n}"
        }
    }
    $head = if ($Kind -eq 'HaVip') { "node: { name: $Name }`ninstances:`n" } else { "global_defs {`nrouter_id $Name`nvrrp_version 3`n}`n" }
    $file = Join-Path $Lab.Directory "$Name.conf"
    [System.IO.File]::WriteAllText($file, $head + ($lines -join "`n") + "`n")
    [System.IO.File]::SetUnixFileMode($file, 'UserRead, UserWrite')
    return $file
}

function Get-AddressCount([string] $Namespace) {
    @(Invoke-Ip -n $Namespace -4 -o address show | Where-Object { $_ -match ' inet 192\.168\.7\.' }).Count
}

# Seconds from the last word of n1 until n2 had announced the first address, and all of them.
function Read-Takeover([string] $Log, [int] $Many) {
    $from, $seen, $first = 0.0, [System.Collections.Generic.HashSet[string]]::new(), 0.0
    foreach ($line in [System.IO.File]::ReadLines($Log)) {
        if ($line -match '^(?<time>\d+\.\d+) IP 192\.168\.6\.110 > 224') { $from = [double] $Matches.time; continue }
        if ($line -notmatch '^(?<time>\d+\.\d+) ARP, Request who-has (?<address>\S+) .*tell (?<sender>[0-9.]+)') { continue }
        if ($Matches.address -ne $Matches.sender -or -not $seen.Add($Matches.address)) { continue }
        $time = [double] $Matches.time
        if ($seen.Count -eq 1) { $first = $time - $from }
        if ($seen.Count -eq $Many) { return $first, ($time - $from) }
    }
}

function Measure-Cell([string] $Kind, [int] $Many) {
    $lab = New-ScenarioLab
    try {
        Start-Daemon $lab n1 $Kind (Write-Configuration $lab n1 $Kind $Many 200)
        $null = Wait-Until -Timeout 120 { (Get-AddressCount $lab.n1) -eq $Many }
        Start-Daemon $lab n2 $Kind (Write-Configuration $lab n2 $Kind $Many 100)
        # What a start announces again is over by then.
        Start-Sleep -Seconds 12
        $log = Join-Path $lab.Directory wire.log
        $capture = Start-LabProcess $lab $lab.Client $log ('tcpdump', '-l', '-nn', '-tt', '-B', '4096', '-i', 'eth0', 'arp or ip proto 112')
        $null = Wait-Until { [System.IO.File]::ReadAllText($log).Contains('listening on') }
        Start-Sleep -Seconds ([Math]::Max(1, 2 * $Interval))
        Disable-LabPort $lab n1
        $null = Wait-Until -Timeout 120 { (Get-AddressCount $lab.n2) -eq $Many }
        $null = Wait-Until -Timeout 60 { @(Read-Takeover $log $Many).Count -eq 2 }
        Stop-LabProcess $capture
        $first, $last = Read-Takeover $log $Many
        [pscustomobject] @{ Implementation = $Kind; Count = $Many; FirstMs = 1000 * $first; LastMs = 1000 * $last }
    }
    finally {
        Remove-ScenarioLab $lab
    }
}

$measured = foreach ($many in $Count -split ',') {
    for ($run = 1; $run -le $Runs; $run++) {
        foreach ($kind in $Implementation -split ',') { Measure-Cell $kind ([int] $many) }
    }
}
$measured | Group-Object Count, Implementation | ForEach-Object {
    $first = $_.Group[0]
    [pscustomobject] [ordered] @{
        Count = $first.Count; Implementation = $first.Implementation
        FirstMs = Format-Spread (Get-Spread $_.Group.FirstMs); LastMs = Format-Spread (Get-Spread $_.Group.LastMs)
    }
} | Format-Table -AutoSize
if ($OutFile) { [System.IO.File]::WriteAllText($OutFile, (ConvertTo-Json @($measured) -Depth 3)) }
