#requires -Version 7.4
<#
.SYNOPSIS
Runs test files with Pester 5 where it is installed, else with the small runner beside this script.
.DESCRIPTION
Started in a process of its own, so that every run has a fresh session. Writes the counts as JSON for the caller.
#>
param(
    [Parameter(Mandatory)][string[]] $Path,
    [string] $ResultFile,
    [string[]] $Tag,
    [string[]] $ExcludeTag,
    [string[]] $FullNameFilter,
    [ValidateSet('None', 'Normal', 'Detailed')][string] $Output = 'Detailed',
    [ValidateSet('Any', 'Pester', 'Own')][string] $Runner = 'Any'
)
$ErrorActionPreference = 'Stop'

# Lists come through -File as one word each.
$Path, $Tag, $ExcludeTag, $FullNameFilter = foreach ($list in $Path, $Tag, $ExcludeTag, $FullNameFilter) {
    , @($list | Where-Object { $_ } | ForEach-Object { $_.Split(',') })
}

$pester = Get-Module -ListAvailable -Name Pester | Where-Object { $_.Version.Major -ge 5 } |
    Sort-Object Version -Descending | Select-Object -First 1
if ($Runner -eq 'Pester' -and -not $pester) { throw 'Pester 5 is not installed.' }
$usePester = $pester -and $Runner -ne 'Own'
if ($usePester) {
    Import-Module $pester.Path
    $configuration = New-PesterConfiguration
    $configuration.Run.Path = $Path
    $configuration.Run.PassThru = $true
    $configuration.Filter.Tag = $Tag
    $configuration.Filter.ExcludeTag = $ExcludeTag
    $configuration.Filter.FullName = $FullNameFilter
    $configuration.Output.Verbosity = $Output
    $run = Invoke-Pester -Configuration $configuration
}
else {
    Import-Module (Join-Path $PSScriptRoot 'HaVip.TestRunner.psm1')
    $run = Invoke-Pester -Path $Path -Tag $Tag -ExcludeTag $ExcludeTag -FullNameFilter $FullNameFilter -Output $Output `
        -PassThru
}

if ($ResultFile) {
    [ordered]@{
        Runner                = if ($usePester) { "Pester $($pester.Version)" } else { 'HaVip.TestRunner' }
        Result                = [string]$run.Result
        TotalCount            = $run.TotalCount
        PassedCount           = $run.PassedCount
        FailedCount           = $run.FailedCount
        SkippedCount          = $run.SkippedCount
        InconclusiveCount     = $run.InconclusiveCount
        NotRunCount           = $run.NotRunCount
        FailedBlocksCount     = $run.FailedBlocksCount
        FailedContainersCount = $run.FailedContainersCount
        Tests                 = @($run.Tests | ForEach-Object { "$($_.Result) $($_.ExpandedPath)" })
    } | ConvertTo-Json | Set-Content -LiteralPath $ResultFile
}
exit $(if ($run.Result -eq 'Passed') { 0 } else { 1 })
