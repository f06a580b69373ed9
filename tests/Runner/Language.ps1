# The words of a test file.

function Assert-Discovery([string] $Word) {
    if (-not $script:Discovering) { throw "$Word can only be used directly in a test file, Describe or Context." }
}

function Describe {
    [CmdletBinding()]
    param(
        [Parameter(Mandatory, Position = 0)][string] $Name,
        [Alias('Tags')][string[]] $Tag = @(),
        [switch] $Skip,
        [Alias('TestCases')][AllowEmptyCollection()][AllowNull()] $ForEach,
        [Parameter(Position = 1)][scriptblock] $Fixture = $(throw 'No test script block is provided.')
    )
    Add-Block 'Describe' @PSBoundParameters
}

function Context {
    [CmdletBinding()]
    param(
        [Parameter(Mandatory, Position = 0)][string] $Name,
        [Alias('Tags')][string[]] $Tag = @(),
        [switch] $Skip,
        [Alias('TestCases')][AllowEmptyCollection()][AllowNull()] $ForEach,
        [Parameter(Position = 1)][scriptblock] $Fixture = $(throw 'No test script block is provided.')
    )
    Add-Block 'Context' @PSBoundParameters
}

function It {
    [CmdletBinding()]
    param(
        [Parameter(Mandatory, Position = 0)][string] $Name,
        [Parameter(Position = 1)][scriptblock] $Test = $(throw 'No test script block is provided.'),
        [Alias('TestCases')][AllowEmptyCollection()][AllowNull()] $ForEach,
        [Alias('Tags')][string[]] $Tag = @(),
        [switch] $Skip
    )
    Assert-Discovery 'It'
    foreach ($case in Get-Case $PSBoundParameters) {
        $found = New-Test $Name $script:Discovering
        $found.ScriptBlock = $Test
        $found.Tag = $Tag
        $found.Skip = $found.Skip -or $Skip
        $found.HasData = $case.HasData
        $found.Data = $case.Data
        $script:Discovering.Items.Add($found)
    }
}

function BeforeDiscovery([Parameter(Mandatory)][scriptblock] $ScriptBlock) {
    Assert-Discovery 'BeforeDiscovery'
    . $ScriptBlock
}

function BeforeAll([Parameter(Mandatory)][scriptblock] $Scriptblock) { Set-Setup 'BeforeAll' $Scriptblock }

function AfterAll([Parameter(Mandatory)][scriptblock] $Scriptblock) { Set-Setup 'AfterAll' $Scriptblock }

function BeforeEach([Parameter(Mandatory)][scriptblock] $Scriptblock) { Set-Setup 'BeforeEach' $Scriptblock }

function AfterEach([Parameter(Mandatory)][scriptblock] $Scriptblock) { Set-Setup 'AfterEach' $Scriptblock }

function Set-Setup([string] $Word, [scriptblock] $Code) {
    Assert-Discovery $Word
    if ($script:Discovering.$Word) { throw "$Word is already defined in this block." }
    $script:Discovering.$Word = $Code
}

function Set-ItResult {
    [CmdletBinding()]
    param([switch] $Skipped, [switch] $Inconclusive, [string] $Because)
    if (-not $script:Running) { throw 'Set-ItResult can only be used in It.' }
    if ($Skipped -eq $Inconclusive) { throw 'Set-ItResult takes -Skipped or -Inconclusive.' }
    $outcome = if ($Skipped) { 'Skipped' } else { 'Inconclusive' }
    $exception = [System.Exception]::new("is $($outcome.ToLowerInvariant())$(Format-Because $Because)")
    throw [System.Management.Automation.ErrorRecord]::new($exception, "PesterTest$outcome", 'InvalidResult', $Because)
}

function InModuleScope {
    [CmdletBinding()]
    param(
        [Parameter(Mandatory, Position = 0)][string] $ModuleName,
        [Parameter(Mandatory, Position = 1)][scriptblock] $ScriptBlock,
        [hashtable] $Parameters = @{},
        [object[]] $ArgumentList = @()
    )
    $module = Get-Module -Name $ModuleName | Where-Object { $_.ModuleType -in 'Script', 'Binary', 'Manifest' }
    if (@($module).Count -ne 1) { throw "Expected one loaded module named '$ModuleName', but found $(@($module).Count)." }
    $inside = {
        param($______code, $______parameters, $______arguments)
        foreach ($______key in $______parameters.Keys) { Set-Variable $______key $______parameters[$______key] }
        . $______code @______parameters @______arguments
    }
    & $module $inside $module.NewBoundScriptBlock($ScriptBlock) $Parameters $ArgumentList
}
