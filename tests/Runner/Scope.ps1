# Test code runs in the session state of whoever called Invoke-Pester, not in this module's. A frame is a script block
# made over there: calling it opens a scope, and what is dot-sourced while it is open lands in that scope. So variables
# of BeforeAll are seen by the tests below, and those of one test not by the next.

function Initialize-Scope([System.Management.Automation.SessionState] $State) {
    $script:UserState = $State
    $literal = [scriptblock]::Create('{ param($______frame) & $______frame.Body $______frame.Argument }')
    $script:Frame = $State.InvokeCommand.InvokeScript($State, $literal)[0]
}

# Runs a block of this module with a fresh scope of the user's open around it.
function Invoke-InFrame([scriptblock] $Body, $Argument) {
    & $script:Frame @{ Body = $Body; Argument = $Argument }
}

# Makes a test case's data visible in the open scope: as $_ and, of a hashtable, each key as a variable.
function Set-CaseVariable($Item) {
    if (-not $Item.HasData) { return }
    $script:UserState.PSVariable.Set('_', $Item.Data)
    if ($Item.Data -is [System.Collections.IDictionary]) {
        foreach ($key in $Item.Data.Keys) { $script:UserState.PSVariable.Set([string]$key, $Item.Data[$key]) }
    }
}

# Runs test code in the open scope. A stray break or continue must not leave through the runner's own loops.
function Invoke-UserCode([scriptblock] $Code, $Item) {
    $finished = $false
    foreach ($once in 1) {
        if ($Item -and $Item.Data -is [System.Collections.IDictionary] -and $Code.Ast.ParamBlock) {
            $case = $Item.Data
            . $Code @case
        }
        else {
            . $Code
        }
        $finished = $true
    }
    if (-not $finished) { throw "A break or continue outside of a loop left the test code at $($Code.File)." }
}

# 'adds <a> and <b.Length>' with the values of the open scope; `< is a plain bracket.
function Expand-Name([string] $Name) {
    if ($Name -notmatch '(?<!`)<[^>\s]+>') { return $Name.Replace('`<', '<') }
    $pieces = [regex]::Split($Name, '((?<!`)<[^>\s]+>)')
    $expanded = foreach ($piece in $pieces) {
        if ($piece -match '^<([^>\s]+)>$') {
            $expression = [scriptblock]::Create("Set-StrictMode -Off; `$$($Matches[1])")
            [string]($script:UserState.InvokeCommand.InvokeScript($script:UserState, $expression) -join ' ')
        }
        else {
            $piece.Replace('`<', '<')
        }
    }
    -join $expanded
}
