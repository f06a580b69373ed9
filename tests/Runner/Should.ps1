# The assertion. Which switch is given names the operator; the operators are in Operators.ps1.

$script:Operators = @(
    'Be', 'BeExactly', 'BeTrue', 'BeFalse', 'BeNullOrEmpty', 'BeGreaterThan', 'BeGreaterOrEqual', 'BeLessThan'
    'BeLessOrEqual', 'BeLike', 'BeLikeExactly', 'Match', 'MatchExactly', 'Contain', 'BeIn', 'HaveCount', 'Throw'
    'Exist', 'BeOfType', 'FileContentMatch', 'FileContentMatchExactly'
)

function Should {
    [CmdletBinding()]
    param(
        [Parameter(Position = 0)]
        [Alias('ExpectedType', 'RegularExpression', 'ExpectedMessage', 'ExpectedContent', 'Pattern')]
        [AllowNull()]
        $ExpectedValue,

        [Parameter(Position = 1)][string] $Because,
        [Parameter(ValueFromPipeline)][AllowNull()] $ActualValue,
        [switch] $Not,

        [Alias('EQ')][switch] $Be,
        [Alias('CEQ')][switch] $BeExactly,
        [switch] $BeTrue,
        [switch] $BeFalse,
        [switch] $BeNullOrEmpty,
        [Alias('GT')][switch] $BeGreaterThan,
        [Alias('GE')][switch] $BeGreaterOrEqual,
        [Alias('LT')][switch] $BeLessThan,
        [Alias('LE')][switch] $BeLessOrEqual,
        [switch] $BeLike,
        [switch] $BeLikeExactly,
        [switch] $Match,
        [Alias('CMATCH')][switch] $MatchExactly,
        [switch] $Contain,
        [switch] $BeIn,
        [switch] $HaveCount,
        [switch] $Throw,
        [switch] $Exist,
        [Alias('HaveType')][switch] $BeOfType,
        [switch] $FileContentMatch,
        [switch] $FileContentMatchExactly,

        [string] $ErrorId,
        [type] $ExceptionType,
        [switch] $PassThru
    )
    begin {
        $operator = @($script:Operators | Where-Object { $PSBoundParameters.ContainsKey($_) })
        if ($operator.Count -ne 1) { throw "Should takes one operator, but got $($operator.Count): $($operator -join ', ')." }
        $collected = [System.Collections.Generic.List[object]]::new()
        $named = $PSBoundParameters.ContainsKey('ActualValue')
    }
    process {
        if (-not $named) { $collected.Add($ActualValue) }
    }
    end {
        # Without pipeline input the process block still runs once; only then the value was not given at all.
        $actual = if ($named) { $ActualValue } elseif ($MyInvocation.ExpectingInput) { $collected.ToArray() } else { $null }
        if (-not $named -and $actual -is [array] -and $actual.Count -eq 1) { $actual = $actual[0] }
        $request = [pscustomobject]@{
            Actual        = $actual
            Items         = @(if ($named) { $ActualValue } elseif ($MyInvocation.ExpectingInput) { $collected.ToArray() })
            Expected      = $ExpectedValue
            HasExpected   = $PSBoundParameters.ContainsKey('ExpectedValue')
            Not           = [bool]$Not
            Because       = Format-Because $Because
            ErrorId       = $ErrorId
            ExceptionType = $ExceptionType
        }
        $outcome = & "Test-Should$operator" $request
        if (-not $outcome.Succeeded) { throw (New-AssertionError $outcome.Message $MyInvocation) }
        if ($PassThru -and $outcome.Output) { $outcome.Output }
    }
}

function New-AssertionError([string] $Message, $Invocation) {
    $where = @{
        Message  = $Message
        File     = $Invocation.ScriptName
        Line     = $Invocation.ScriptLineNumber
        LineText = $Invocation.Line.TrimEnd()
    }
    $exception = [System.Exception]::new($Message)
    [System.Management.Automation.ErrorRecord]::new($exception, 'PesterAssertionFailed', 'InvalidResult', $where)
}

# An operator's answer. With -Not the test's outcome is turned around and the other message is used.
function New-Outcome($Request, [bool] $Holds, [string] $Expected, [string] $NotExpected, $Output) {
    $message = if ($Request.Not) { $NotExpected } else { $Expected }
    [pscustomobject]@{
        Succeeded = $Holds -ne $Request.Not
        Message   = $message.Replace('{because}', $Request.Because)
        Output    = $Output
    }
}
