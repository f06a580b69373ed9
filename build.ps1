#requires -Version 7.4
<#
.SYNOPSIS
Builds, tests, shows and packs HaVip. Runs under pwsh and under havip alike.
.EXAMPLE
dotnet run --project src/HaVip.Shell -- build.ps1 Test
.EXAMPLE
pwsh build.ps1 Test -Suite HaVip.Core.Tests -Filter *Backup*
#>
[CmdletBinding()]
param(
    # Build: the module and the node runner. Test: everything. Demo: the seed in a lab. Pack: the package's tree.
    # Simulate: clusters of the core in virtual time. Fuzz: what reads bytes of others, under afl-fuzz.
    # Bench: HaVip beside keepalived, run by run. Clean: removes what was built.
    [Parameter(Position = 0)]
    [ValidateSet('Build', 'Test', 'Demo', 'Pack', 'Simulate', 'Fuzz', 'Bench', 'Clean')]
    [string] $Task = 'Build',

    [ValidateSet('Debug', 'Release')]
    [string] $Configuration = 'Release',

    # Test: only the suites of these names (wildcards, commas): Format, Runner, scenarios or a test project's name.
    [string[]] $Suite = @(),

    # Test: only tests whose full name matches this wildcard.
    [string] $Filter = '',

    # Simulate: this seed, told line by line; with -Minutes the first of many.
    [Nullable[ulong]] $Seed = $null,

    # Simulate: as many seeds as fit; else a hundred. Fuzz: for each target; else one. Bench: detection-hour; else sixty.
    [double] $Minutes = 0,

    # Fuzz: only this target (wildcards); else one after the other.
    [string] $Target = '',

    # Bench: who is measured beside HaVip; nobody with ''.
    [ValidateSet('', 'keepalived')]
    [string] $Peer = 'keepalived',

    # Bench: only these scenarios (wildcards, commas). What a client notices: power-v2-1s, power-v3-1s, power-v3-100ms,
    # power-v3-10ms, power-detection; kill, hang, stop, planned and the same with -100ms. All virtual routers at once:
    # start-255, burst-255. Processor time and memory: cost-1-1s, cost-1-100ms, cost-1-10ms, cost-100-1s, cost-100-100ms,
    # cost-100-10ms, cost-255-1s, cost-255-100ms, cost-1020-1s, cost-1020-100ms, cost-4080-1s. hogs, program, module, core.
    # Only where asked for by more than '*': detection-hour, handover, partition.
    [string[]] $Scenario = @('*'),

    # Bench: how often each.
    [ValidateRange(1, 1000)]
    [int] $Runs = 3,

    # Bench: how long others want the processors in hogs.
    [ValidateRange(1, 3600)]
    [int] $Seconds = 60
)
Set-StrictMode -Version 3
$ErrorActionPreference = 'Stop'
$PSNativeCommandUseErrorActionPreference = $false
$env:DOTNET_NOLOGO = '1'
$env:DOTNET_CLI_TELEMETRY_OPTOUT = '1'

$root = $PSScriptRoot
foreach ($part in 'Machine', 'Process', 'Build', 'Test', 'Suites', 'TestFiles', 'Pack', 'Simulate', 'Fuzz', 'Bench', 'Clean') {
    . (Join-Path $root ".ci/tasks/$part.ps1")
}

try {
    switch ($Task) {
        'Build' {
            Assert-Machine 'Build'
            Build-Module
        }
        'Test' {
            Assert-Machine 'Test'
            exit (Invoke-TestTask -Suite @($Suite -split ',') -Filter $Filter)
        }
        'Demo' {
            Assert-Machine 'Demo'
            Build-Module
            Invoke-ScriptFile (Join-Path $root 'module/examples/Demo.ps1')
        }
        'Pack' {
            Assert-Machine 'Build'
            Build-Module
            New-Package
        }
        'Simulate' {
            Assert-Machine 'Simulate'
            exit (Invoke-SimulateTask -Seed $Seed -Minutes $Minutes)
        }
        'Fuzz' {
            Assert-Machine 'Fuzz'
            exit (Invoke-FuzzTask -Target $Target -Minutes ($Minutes ? $Minutes : 1))
        }
        'Bench' {
            Assert-Machine 'Bench'
            Build-Module
            Invoke-BenchTask $Peer ($Scenario -join ',') $Runs $Seconds ($Minutes ? $Minutes : 60)
        }
        'Clean' { Clear-Output }
    }
}
catch {
    # Said here because an error that leaves a script with CmdletBinding is shown without its place.
    [System.Console]::Error.WriteLine(($_ | Out-String).TrimEnd() + "`n" + $_.ScriptStackTrace)
    exit 1
}
