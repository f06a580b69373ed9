# First phase: run the file, collect blocks and tests.

# The cases of -ForEach or -TestCases; one without data when neither is given.
function Get-Case([System.Collections.IDictionary] $Bound) {
    if (-not $Bound.ContainsKey('ForEach')) { return [pscustomobject]@{ HasData = $false; Data = $null } }
    foreach ($data in $Bound['ForEach']) { [pscustomobject]@{ HasData = $true; Data = $data } }
}

function Add-Block([string] $Kind, [string] $Name, [string[]] $Tag = @(), [switch] $Skip, $ForEach, $Fixture) {
    Assert-Discovery $Kind
    $parent = $script:Discovering
    foreach ($case in Get-Case $PSBoundParameters) {
        $block = New-Block $Kind $Name $parent
        $block.Tag = $Tag
        $block.Skip = $block.Skip -or $Skip
        $block.HasData = $case.HasData
        $block.Data = $case.Data
        $parent.Items.Add($block)
        Invoke-Discovery $block $Fixture
    }
}

function Invoke-Discovery($Block, [scriptblock] $Code) {
    $outer = $script:Discovering
    $script:Discovering = $Block
    try {
        $null = Invoke-InFrame -Argument @{ Block = $Block; Code = $Code } -Body {
            param($found)
            Set-CaseVariable $found.Block
            Invoke-UserCode $found.Code
        }
    }
    finally {
        $script:Discovering = $outer
    }
}

# Runs a test file; what it throws becomes the failure of the whole file.
function Find-Container([string] $Path) {
    $root = New-Block 'Container' $Path $null
    $watch = [System.Diagnostics.Stopwatch]::StartNew()
    try {
        # A parse error in the file is thrown here too. The wrapper is not a test file's code, so its own scope is no
        # matter: the file is dot-sourced in the frame.
        $state = $script:UserState
        $literal = [scriptblock]::Create("{ . '$($Path.Replace("'", "''"))' }")
        $load = $state.InvokeCommand.InvokeScript($state, $literal)[0]
        Invoke-Discovery $root $load
    }
    catch {
        $root.ErrorRecord += $_
    }
    [pscustomobject]@{
        PSTypeName = 'HaVip.TestRunner.Container'
        Path       = $Path
        Root       = $root
        Discovered = -not $root.ErrorRecord
        Duration   = $watch.Elapsed
        Result     = 'NotRun'
    }
}

function Select-Test($Container, [string[]] $Tag, [string[]] $ExcludeTag, [string[]] $FullNameFilter) {
    foreach ($test in Get-Test $Container.Root) {
        $lineage = @(Get-Lineage $test.Parent)
        $tags = @($lineage; $test) | ForEach-Object { $_.Tag }
        $path = (@($lineage | Select-Object -Skip 1 -ExpandProperty Name) + $test.Name) -join '.'
        $test.ExpandedPath = $path
        $test.ShouldRun = (-not $Tag -or (Test-AnyLike $tags $Tag)) -and
            -not ($ExcludeTag -and (Test-AnyLike $tags $ExcludeTag)) -and
            (-not $FullNameFilter -or (Test-AnyLike @($path) $FullNameFilter))
    }
}

function Test-AnyLike([string[]] $Value, [string[]] $Pattern) {
    foreach ($one in $Value) {
        foreach ($wanted in $Pattern) {
            if ($one -like $wanted) { return $true }
        }
    }
    $false
}
