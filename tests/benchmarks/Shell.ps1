#requires -Version 7.4
<#
.SYNOPSIS
What the PowerShell side costs: importing the module, asking a runner with many virtual routers, and many objects.
.DESCRIPTION
ImportMs: Import-Module as the first command of a fresh host, in a process of its own each time. StateMs: Get-HaVipState of a
running node, after some calls to get warm. RetainedKB: what is left of the memory after ten thousand state objects have
gone through a pipeline. Medians, best and worst.
.EXAMPLE
dotnet run --project src/HaVip.Shell -- tests/benchmarks/Shell.ps1
#>
[CmdletBinding()]
param(
    [int] $Runs = 9,
    # Virtual routers of the node.
    [int] $Count = 254,
    # Also writes the rows as JSON.
    [string] $OutFile = ''
)
Set-StrictMode -Version 3
$ErrorActionPreference = 'Stop'
Import-Module (Join-Path $PSScriptRoot '../scenarios/Scenario.psm1') -Force
Import-HaVip
. (Join-Path $PSScriptRoot 'support/Report.ps1')

# Milliseconds, and the assemblies of the module that were loaded by it.
function Measure-Import {
    $script = '$clock = [System.Diagnostics.Stopwatch]::StartNew(); Import-Module ' + "'$(Get-ModuleManifestPath)'" +
        '; $clock.Elapsed.TotalMilliseconds'
    $path = [System.Environment]::ProcessPath
    $words = @('-NoProfile', '-NonInteractive', '-Command', $script)
    if ([System.IO.Path]::GetFileName($path) -eq 'dotnet') { $words = @([System.Environment]::GetCommandLineArgs()[0]) + $words }
    [double] (& $path @words | Select-Object -Last 1)
}

function Write-Configuration($Lab) {
    $lines = for ($id = 1; $id -le $Count; $id++) {
        "  - { name: VI_$id, interface: eth0, virtualRouterId: $id, version: 3, advertisementInterval: 1s, virtualAddresses: [ 192.168.7.$id/24 ] }"
    }
    $file = Join-Path $Lab.Directory n1.conf
    [System.IO.File]::WriteAllText($file, "node: { name: n1 }`ninstances:`n" + ($lines -join "`n") + "`n")
    [System.IO.File]::SetUnixFileMode($file, 'UserRead, UserWrite')
    return $file
}

$import = for ($run = 1; $run -le $Runs; $run++) { Measure-Import }
$lab = New-ScenarioLab n1
try {
    Install-ScenarioNode $lab n1 @{ ConfigurationPath = Write-Configuration $lab }
    Start-ScenarioNode $lab n1
    $n1 = Get-NodeParameter $lab n1
    $null = Wait-Until -Timeout 60 { @(Get-HaVipState @n1 | Where-Object State -eq 'Master').Count -eq $Count }
    $state = for ($run = 1; $run -le 5 * $Runs; $run++) {
        $clock = [System.Diagnostics.Stopwatch]::StartNew()
        $null = Get-HaVipState @n1
        $clock.Elapsed.TotalMilliseconds
    }
    $before = [System.GC]::GetTotalMemory($true)
    $objects = (1..[int] [Math]::Ceiling(10000 / $Count) | ForEach-Object { Get-HaVipState @n1 } | Measure-Object).Count
    $retained = ([System.GC]::GetTotalMemory($true) - $before) / 1KB
}
finally {
    Remove-ScenarioLab $lab
}
$row = [pscustomobject] [ordered] @{
    ImportMs = Format-Spread (Get-Spread $import) -Digits 1
    StateMs = Format-Spread (Get-Spread ($state | Select-Object -Skip $Runs)) -Digits 1
    Objects = $objects; RetainedKB = [Math]::Round($retained)
}
$row | Format-Table -AutoSize
if ($OutFile) {
    $all = @{ ImportMs = @($import); StateMs = @($state); Objects = $objects; RetainedKB = $retained }
    [System.IO.File]::WriteAllText($OutFile, (ConvertTo-Json $all -Depth 3))
}
