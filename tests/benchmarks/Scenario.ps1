#requires -Version 7.4
# One scenario of the suite, in this process; Bench.ps1 starts it. Its figures are saved after every run.
[CmdletBinding()]
param(
    [Parameter(Mandatory)] [string] $Name,
    [Parameter(Mandatory)] [string] $Folder,
    [string] $Peer = 'keepalived',
    [int] $Runs = 3,
    [int] $Seconds = 60,
    [double] $Minutes = 60
)
Set-StrictMode -Version 3
$ErrorActionPreference = 'Stop'
Import-Module (Join-Path $PSScriptRoot '../scenarios/Scenario.psm1') -Force -Verbose:$false
. (Join-Path $PSScriptRoot 'support/Suite.ps1')
. (Join-Path $PSScriptRoot 'support/Samples.ps1')
. (Join-Path $PSScriptRoot 'support/Daemons.ps1')
Import-HaVip

$bench = New-Bench $Name
& (Get-Benchmark | Where-Object { $_.Name -eq $Name }).Do
Save-Sample
if ($bench.Failed -or -not $bench.Samples.Count) { exit 1 }
