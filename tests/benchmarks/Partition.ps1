#requires -Version 7.4
<#
.SYNOPSIS
Heals partitions, and measures how long a client then sends to the node that has lost.
.DESCRIPTION
Two nodes with the seed's virtual router (version 2, 1 s). While they are parted both are Master, and the client sends
to the worse one. One row per partition and pair: how long after the heal a client, that sends a probe a millisecond,
was not answered; median, best and worst of the runs.
.EXAMPLE
dotnet run --project src/HaVip.Shell -- tests/benchmarks/Partition.ps1
.EXAMPLE
pwsh tests/benchmarks/Partition.ps1 -Runs 10 -Pair 'keepalived, keepalived; HaVip, keepalived'
#>
[CmdletBinding()]
param(
    [int] $Runs = 5,
    [string[]] $Pair = @('HaVip, HaVip', 'HaVip, keepalived', 'keepalived, keepalived'),
    [string[]] $Partition = @('the Master from everybody', 'the nodes from each other'),
    # Written at the end: this name as .md and as .json.
    [string] $OutFile = ''
)
Set-StrictMode -Version 3
$ErrorActionPreference = 'Stop'
Import-Module (Join-Path $PSScriptRoot '../scenarios/Scenario.psm1') -Force
. (Join-Path $PSScriptRoot 'support/Report.ps1')
Import-HaVip
$results = [System.Collections.Generic.List[object]]::new()

function Start-Node($Lab, [string] $Name, [string] $Kind, [byte] $Priority) {
    if ($Kind -eq 'keepalived') { $null = Start-Keepalived $Lab $Name; return }
    Install-ScenarioNode $Lab $Name (Get-SeedParameter $Priority)
    Start-ScenarioNode $Lab $Name
}

# The names of the switch's ports are those of the nodes, as in the scenarios' labs.
function Set-Partition($Lab, [string] $Kind, [bool] $Parted) {
    if ($Kind -eq 'the nodes from each other') { if ($Parted) { Split-Lab $Lab } else { Join-Lab $Lab } }
    elseif ($Parted) { Disconnect-LabNode $Lab n1 }
    else { Connect-LabNode $Lab n1 }
}

function Measure-Heal($Lab, [string] $Kind, [string] $Loser) {
    Set-Partition $Lab $Kind $true
    $null = Wait-Until -Timeout 60 -Because 'the worse node is Master' { Test-Owner $Lab.n2 }
    $null = Wait-Until -Timeout 90 -Because 'the client sends to the worse node' {
        $null = Test-Ping $Lab.Client 192.168.7.100
        (Get-ClientNeighbor $Lab) -eq $Loser
    }
    $heal = { Set-Partition $Lab $Kind $false }
    $measured = Measure-HaVipFailover -Lab $Lab.Made 192.168.7.100 -SettleTime 6s -Timeout 120s -ScriptBlock $heal
    Wait-Owner $Lab n1 n2
    $measured
}

$rows = foreach ($one in $Pair -split '\s*;\s*') {
    $better, $worse = $one -split ', '
    foreach ($kind in $Partition) {
        $lab = New-MeasuredLab
        try {
            # The worse node is Master first, so that the better one has heard it.
            Start-Node $lab n2 $worse 99
            $null = Wait-Until { Test-Owner $lab.n2 }
            Start-Node $lab n1 $better 100
            Wait-Owner $lab n1 n2
            $loser = Get-MacAddress $lab.n2
            $outages = for ($run = 1; $run -le $Runs; $run++) {
                $measured = Measure-Heal $lab $kind $loser
                Write-Verbose "$one, ${kind}: run $run of ${Runs}: $measured; $($measured.Segments -join ', ')" -Verbose
                $results.Add([pscustomobject] @{
                        Parted = $kind; Better = $better; Worse = $worse; Run = $run; OutageMs = $measured.Outage.TotalMilliseconds
                    })
                $measured.Outage.TotalMilliseconds
            }
            $sorted = @($outages | Sort-Object)
            [pscustomobject] [ordered] @{
                Parted = $kind; Better = $better; Worse = $worse; Runs = $sorted.Count
                MedianMs = [Math]::Round($sorted[[int] [Math]::Floor(($sorted.Count - 1) / 2)])
                BestMs = [Math]::Round($sorted[0]); WorstMs = [Math]::Round($sorted[-1])
            }
        }
        finally {
            Remove-MeasuredLab $lab
        }
    }
}
$rows | Format-Table -AutoSize
Write-Report $OutFile ([ordered] @{ Rows = @($rows); Results = @($results) }) @(ConvertTo-Markdown @($rows))
