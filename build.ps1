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

    # Simulate: as many seeds as fit; else a hundred. Fuzz: for each target; else one.
    [double] $Minutes = 0,

    # Fuzz: only this target (wildcards); else one after the other.
    [string] $Target = '',

    # Bench: who is measured beside HaVip; nobody with ''.
    [ValidateSet('', 'keepalived')]
    [string] $Peer = 'keepalived',

    # Bench: only these scenarios (wildcards, commas).
    [string[]] $Scenario = @('*'),

    # Bench: how often each.
    [ValidateRange(1, 1000)]
    [int] $Runs = 10
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
            Invoke-BenchTask -Peer $Peer -Scenario ($Scenario -join ',') -Runs $Runs
        }
        'Clean' { Clear-Output }
    }
}
catch {
    # Said here because an error that leaves a script with CmdletBinding is shown without its place.
    [System.Console]::Error.WriteLine(($_ | Out-String).TrimEnd() + "`n" + $_.ScriptStackTrace)
    exit 1
}
