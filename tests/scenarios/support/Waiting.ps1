# Waits for an event: returns what the condition returned as soon as that is true, and throws after the timeout.
# Limits are generous, as the machine may be busy; where speed is the point, the wire's own times are compared.
function Wait-Until {
    param(
        [Parameter(Mandatory)] [scriptblock] $Condition,
        [double] $Timeout = 30,
        [string] $Because = "$Condition".Trim()
    )
    $clock = [System.Diagnostics.Stopwatch]::StartNew()
    while ($true) {
        $result = & $Condition
        if ($result) { return $result }
        if ($clock.Elapsed.TotalSeconds -ge $Timeout) { throw "Not within $Timeout s: $Because" }
        Start-Sleep -Milliseconds 50
    }
}

# The stable part of the error id of what a script block throws; null where it throws nothing.
function Get-ErrorId {
    param([Parameter(Mandatory)] [scriptblock] $Action)
    try { $null = & $Action }
    catch { return ($_.FullyQualifiedErrorId -split ',')[0] }
    return $null
}

# The whole error record of what a script block throws.
function Get-ThrownError {
    param([Parameter(Mandatory)] [scriptblock] $Action)
    try { $null = & $Action }
    catch { return $_ }
    throw "Nothing was thrown by: $Action"
}
