#requires -Version 7.4
<#
.SYNOPSIS
Counts false failovers, and how late advertisements are, while others want the processors; HaVip and keepalived in turn.
.DESCRIPTION
Two nodes; n1 is Master. So many processes per processor as asked spin while the advertisements of n1 are taken down where
n2 hears them. One row per implementation, interval and number of hogs: how often n2 became Master although n1 was well, and
by how many milliseconds the latest advertisement was late; medians, best and worst of the runs.
'keepalived' is as its package comes; 'keepalived real-time' has vrrp_rt_priority set, which its administrators may do.
.EXAMPLE
dotnet run --project src/HaVip.Shell -- tests/benchmarks/Hogs.ps1 -Runs 3
#>
[CmdletBinding()]
param(
    [int] $Runs = 3,
    [string] $Implementation = 'HaVip,keepalived,keepalived real-time',
    # Seconds between advertisements.
    [string] $Interval = '0.1,0.01',
    # Processes per processor that do nothing but spin.
    [string] $Hogs = '0,4',
    [int] $Seconds = 60,
    # Also writes the rows as JSON.
    [string] $OutFile = ''
)
Set-StrictMode -Version 3
$ErrorActionPreference = 'Stop'
Import-Module (Join-Path $PSScriptRoot '../scenarios/Scenario.psm1') -Force
Import-HaVip
. (Join-Path $PSScriptRoot 'support/Report.ps1')
. (Join-Path $PSScriptRoot 'support/Daemons.ps1')

function Write-Configuration($Lab, [string] $Name, [string] $Kind, [double] $Every, [int] $Priority) {
    $text = if ($Kind -eq 'HaVip') {
        "node: { name: $Name }`ninstances:`n  - { name: VI_1, interface: eth0, virtualRouterId: 52, version: 3, " +
        "priority: $Priority, advertisementInterval: $([int] (1000 * $Every))ms, virtualAddresses: [ 192.168.7.100/24 ] }`n"
    }
    else {
        $global = if ($Kind -like '*real-time') { "vrrp_rt_priority 50`nvrrp_rlimit_rttime 1000000`n" }
        "global_defs {`nrouter_id $Name`nvrrp_version 3`n$global}`nvrrp_instance VI_1 {`nstate BACKUP`ninterface eth0`n" +
        "virtual_router_id 52`npriority $Priority`nadvert_int $Every`nvirtual_ipaddress {`n192.168.7.100/24`n}`n}`n"
    }
    $file = Join-Path $Lab.Directory "$Name.conf"
    [System.IO.File]::WriteAllText($file, $text)
    [System.IO.File]::SetUnixFileMode($file, 'UserRead, UserWrite')
    return $file
}

function Measure-Cell([string] $Kind, [double] $Every, [int] $Many) {
    $lab = New-ScenarioLab
    try {
        foreach ($node in @('n1', 200), @('n2', 100)) {
            Start-Daemon $lab $node[0] $Kind (Write-Configuration $lab $node[0] $Kind $Every $node[1])
        }
        $null = Wait-Until {
            (Test-AddressOwner $lab.n1 192.168.7.100) -and -not (Test-AddressOwner $lab.n2 192.168.7.100)
        }
        Start-Sleep -Seconds 6
        $log = Join-Path $lab.Directory wire.log
        $capture = Start-LabProcess $lab $lab.n2 $log ('tcpdump', '-l', '-nn', '-tt', '-B', '4096', '-i', 'eth0', 'ip proto 112')
        $null = Wait-Until { [System.IO.File]::ReadAllText($log).Contains('listening on') }
        $spinning = for ($hog = 0; $hog -lt $Many * [System.Environment]::ProcessorCount; $hog++) {
            Start-LabProcess $lab $lab.Client (Join-Path $lab.Directory hog.log) ('sh', '-c', 'while :; do :; done')
        }
        Start-Sleep -Seconds $Seconds
        foreach ($one in $spinning) { Send-Signal KILL $one.Id }
        Stop-LabProcess $capture
        $failovers, $last, $latest, $master = 0, 0.0, 0.0, '192.168.6.110'
        foreach ($line in [System.IO.File]::ReadLines($log)) {
            if ($line -notmatch '^(?<time>\d+\.\d+) IP (?<from>\S+) > 224\.0\.0\.18: VRRPv3.* prio (?<prio>\d+)') { continue }
            $time = [double] $Matches.time
            if ($Matches.from -eq '192.168.6.110') {
                if ($last) { $latest = [Math]::Max($latest, $time - $last - $Every) }
                $last = $time
            }
            elseif ($master -ne $Matches.from -and $Matches.prio -ne '0') { $failovers++ }
            $master = $Matches.from
        }
        [pscustomobject] @{ Implementation = $Kind; Interval = $Every; Hogs = $Many; FalseFailovers = $failovers; LatestMs = 1000 * $latest }
    }
    finally {
        Remove-ScenarioLab $lab
    }
}

$measured = foreach ($every in $Interval -split ',') {
    foreach ($many in $Hogs -split ',') {
        for ($run = 1; $run -le $Runs; $run++) {
            foreach ($kind in $Implementation -split ',') { Measure-Cell $kind ([double] $every) ([int] $many) }
        }
    }
}
$measured | Group-Object Interval, Hogs, Implementation | ForEach-Object {
    $first = $_.Group[0]
    [pscustomobject] [ordered] @{
        Interval = $first.Interval; HogsPerProcessor = $first.Hogs; Implementation = $first.Implementation
        FalseFailovers = Format-Spread (Get-Spread $_.Group.FalseFailovers) -Digits 1
        LatestMs = Format-Spread (Get-Spread $_.Group.LatestMs) -Digits 1
    }
} | Format-Table -AutoSize
if ($OutFile) { [System.IO.File]::WriteAllText($OutFile, (ConvertTo-Json @($measured) -Depth 3)) }
