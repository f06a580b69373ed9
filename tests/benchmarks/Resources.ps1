#requires -Version 7.4
<#
.SYNOPSIS
Measures what many virtual routers cost: processor time and memory, Master and Backup, HaVip and keepalived in turn.
.DESCRIPTION
Two nodes, both HaVip or both keepalived, with as many virtual routers of version 3 as asked, each with one address; at most 255
on an interface. The first node is Master of all of them. One row per implementation, count, interval and role: microseconds of
processor time per advertisement (sent by the Master, received by the Backup), and the memory of all its processes, private
pages (PSS) and resident ones (RSS); medians, best and worst of the runs, and how long it took from the start of the better
node until it had the last address.
.EXAMPLE
dotnet run --project src/HaVip.Shell -- tests/benchmarks/Resources.ps1 -Count 1,255 -Runs 3
.EXAMPLE
pwsh tests/benchmarks/Resources.ps1 -Count 1020,4080 -OutFile resources.json
#>
[CmdletBinding()]
param(
    [int] $Runs = 3,
    # Commas between several, here and below.
    [string] $Implementation = 'HaVip,keepalived',
    # Virtual routers.
    [string] $Count = '1,100,255',
    # Seconds between advertisements.
    [string] $Interval = '1',
    # How long processor time is counted.
    [int] $Seconds = 20,
    # Also writes the rows as JSON.
    [string] $OutFile = ''
)
Set-StrictMode -Version 3
$ErrorActionPreference = 'Stop'
Import-Module (Join-Path $PSScriptRoot '../scenarios/Scenario.psm1') -Force
Import-HaVip
. (Join-Path $PSScriptRoot 'support/Report.ps1')
. (Join-Path $PSScriptRoot 'support/Daemons.ps1')

$perInterface = 255

# A virtual router of a cell: which interface, which number there, which address.
function Get-Router([int] $Number) {
    $link = [int] [Math]::Floor($Number / $perInterface)
    $id = $Number % $perInterface + 1
    [pscustomobject] @{ Name = "VI_$Number"; Interface = "eth$link"; Id = $id; Address = "10.$(100 + $link).7.$id/24" }
}

function Add-Interface($Lab, [int] $Links) {
    for ($link = 0; $link -lt $Links; $link++) {
        if ($link) { Invoke-Ip -n $Lab.Switch link add "br$link" type bridge mcast_snooping 0 }
        if ($link) { Invoke-Ip -n $Lab.Switch link set "br$link" up }
        $last = 100
        foreach ($name in $Lab.Names) {
            $last += 10
            if ($link) {
                Invoke-Ip -n $Lab.Switch link add "$name-$link" type veth peer name "eth$link" netns $Lab.$name
                Invoke-Ip -n $Lab.Switch link set "$name-$link" master "br$link" up
                Invoke-Ip -n $Lab.$name link set "eth$link" up
            }
            Invoke-Ip -n $Lab.$name address add "10.$(100 + $link).6.$last/24" dev "eth$link"
        }
    }
}

function Write-Configuration($Lab, [string] $Name, [string] $Kind, [int] $Many, [double] $Every, [int] $Priority) {
    $text = [System.Text.StringBuilder]::new()
    $null = $text.Append($(if ($Kind -eq 'HaVip') { "node: { name: $Name }`ninstances:`n" } else { "global_defs {`nrouter_id $Name`nvrrp_version 3`n}`n" }))
    for ($number = 0; $number -lt $Many; $number++) {
        $router = Get-Router $number
        $null = $text.Append($(if ($Kind -eq 'HaVip') {
                    "  - { name: $($router.Name), interface: $($router.Interface), virtualRouterId: $($router.Id), version: 3, " +
                    "priority: $Priority, advertisementInterval: $([int] (1000 * $Every))ms, virtualAddresses: [ $($router.Address) ] }`n"
                }
                else {
                    "vrrp_instance $($router.Name) {`nstate BACKUP`ninterface $($router.Interface)`nvirtual_router_id $($router.Id)`n" +
                    "priority $Priority`nadvert_int $Every`nvirtual_ipaddress {`n$($router.Address)`n}`n}`n"
                }))
    }
    $file = Join-Path $Lab.Directory "$Kind-$Name.conf"
    [System.IO.File]::WriteAllText($file, $text.ToString())
    [System.IO.File]::SetUnixFileMode($file, 'UserRead, UserWrite')
    return $file
}

function Get-AddressCount([string] $Namespace) {
    @(Invoke-Ip -n $Namespace -4 -o address show | Where-Object { $_ -match ' inet 10\.\d+\.7\.' }).Count
}

# Nanoseconds on a processor and bytes of memory of all that runs in a namespace.
function Get-Usage([string] $Namespace) {
    $usage = [pscustomobject] @{ Time = 0L; Rss = 0L; Pss = 0L }
    foreach ($id in Get-NamespaceProcessId $Namespace) {
        foreach ($task in [System.IO.Directory]::GetDirectories("/proc/$id/task")) {
            $usage.Time += [long] ([System.IO.File]::ReadAllText("$task/schedstat") -split ' ')[0]
        }
        foreach ($line in [System.IO.File]::ReadAllLines("/proc/$id/smaps_rollup")) {
            if ($line -match '^(Rss|Pss):\s+(\d+) kB') { $usage.($Matches[1]) += 1024L * [long] $Matches[2] }
        }
    }
    $usage
}

function Measure-Cell([string] $Kind, [int] $Many, [double] $Every) {
    $lab = New-ScenarioLab
    try {
        Add-Interface $lab ([int] [Math]::Ceiling($Many / $perInterface))
        $worse = Write-Configuration $lab n2 $Kind $Many $Every 100
        $better = Write-Configuration $lab n1 $Kind $Many $Every 200
        Start-Daemon $lab n2 $Kind $worse
        $null = Wait-Until -Timeout 600 -Because 'the worse node has all addresses' { (Get-AddressCount $lab.n2) -eq $Many }
        $clock = [System.Diagnostics.Stopwatch]::StartNew()
        Start-Daemon $lab n1 $Kind $better
        $null = Wait-Until -Timeout 600 -Because 'the better node has all addresses' { (Get-AddressCount $lab.n1) -eq $Many }
        $took = $clock.Elapsed
        $null = Wait-Until -Timeout 600 -Because 'the worse node has none' { (Get-AddressCount $lab.n2) -eq 0 }
        # The announcements that follow, and what a start leaves to be cleared, are not what is measured.
        Start-Sleep -Seconds 12
        $before = @{ Master = Get-Usage $lab.n1; Backup = Get-Usage $lab.n2 }
        $clock.Restart()
        Start-Sleep -Seconds $Seconds
        $after = @{ Master = Get-Usage $lab.n1; Backup = Get-Usage $lab.n2 }
        $advertisements = $Many * $clock.Elapsed.TotalSeconds / $Every
        foreach ($role in 'Master', 'Backup') {
            [pscustomobject] @{
                Implementation = $Kind; Count = $Many; Interval = $Every; Role = $role; Start = $took.TotalSeconds
                Cpu = ($after.$role.Time - $before.$role.Time) / 1000 / $advertisements
                Rss = $after.$role.Rss / 1MB; Pss = $after.$role.Pss / 1MB
            }
        }
    }
    finally {
        Remove-ScenarioLab $lab
    }
}

$measured = foreach ($every in $Interval -split ',') {
    foreach ($many in $Count -split ',') {
        for ($run = 1; $run -le $Runs; $run++) {
            foreach ($kind in $Implementation -split ',') {
                Measure-Cell $kind ([int] $many) ([double] $every)
                Write-Verbose "$many routers at $every s, ${kind}: run $run of $Runs"
            }
        }
    }
}
$measured | Group-Object Interval, Count, Role, Implementation | ForEach-Object {
    $first = $_.Group[0]
    [pscustomobject] [ordered] @{
        Interval = $first.Interval; Count = $first.Count; Role = $first.Role; Implementation = $first.Implementation
        CpuUs = Format-Spread (Get-Spread $_.Group.Cpu) -Digits 1
        RssMB = Format-Spread (Get-Spread $_.Group.Rss) -Digits 1
        PssMB = Format-Spread (Get-Spread $_.Group.Pss) -Digits 1
        StartS = Format-Spread (Get-Spread $_.Group.Start) -Digits 1
    }
} | Format-Table -AutoSize
if ($OutFile) { [System.IO.File]::WriteAllText($OutFile, (ConvertTo-Json @($measured) -Depth 3)) }
