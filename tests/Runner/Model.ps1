# What discovery collects. A block is a Describe, a Context or, as the root, a whole file.

function New-Block([string] $Kind, [string] $Name, $Parent) {
    [pscustomobject]@{
        PSTypeName   = 'HaVip.TestRunner.Block'
        Kind         = $Kind
        Name         = $Name
        ExpandedName = $Name
        Parent       = $Parent
        Depth        = if ($Parent) { $Parent.Depth + 1 } else { -1 }
        Tag          = @()
        Skip         = [bool]($Parent -and $Parent.Skip)
        HasData      = $false
        Data         = $null
        BeforeAll    = $null
        AfterAll     = $null
        BeforeEach   = $null
        AfterEach    = $null
        Items        = [System.Collections.Generic.List[object]]::new()
        ErrorRecord  = @()
    }
}

function New-Test([string] $Name, $Parent) {
    [pscustomobject]@{
        PSTypeName     = 'HaVip.TestRunner.Test'
        Kind           = 'It'
        Name           = $Name
        ExpandedName   = $Name
        ExpandedPath   = $Name
        Parent         = $Parent
        Depth          = $Parent.Depth + 1
        Tag            = @()
        Skip           = $Parent.Skip
        HasData        = $false
        Data           = $null
        ScriptBlock    = $null
        ShouldRun      = $true
        Result         = 'NotRun'
        Because        = $null
        ErrorRecord    = @()
        StandardOutput = @()
        Duration       = [timespan]::Zero
    }
}

# Every test below a block, in the order of the file.
function Get-Test($Block) {
    foreach ($item in $Block.Items) {
        if ($item.Kind -eq 'It') { $item } else { Get-Test $item }
    }
}

# The block and those around it, the file's root first.
function Get-Lineage($Block) {
    if ($Block) {
        Get-Lineage $Block.Parent
        $Block
    }
}
