# One function per operator of Should.

function Test-Same($Actual, $Expected, [bool] $CaseSensitive) {
    $actualIsList = $Actual -is [System.Collections.IEnumerable] -and $Actual -isnot [string] -and
        $Actual -isnot [System.Collections.IDictionary]
    $expectedIsList = $Expected -is [System.Collections.IEnumerable] -and $Expected -isnot [string] -and
        $Expected -isnot [System.Collections.IDictionary]
    if (-not $actualIsList -and -not $expectedIsList) {
        if ($null -eq $Actual -or $null -eq $Expected) { return $null -eq $Actual -and $null -eq $Expected }
        return $(if ($CaseSensitive) { $Expected -ceq $Actual } else { $Expected -eq $Actual })
    }

    $left = @($Actual)
    $right = @($Expected)
    if ($left.Count -ne $right.Count) { return $false }
    for ($i = 0; $i -lt $left.Count; $i++) {
        if (-not (Test-Same $left[$i] $right[$i] $CaseSensitive)) { return $false }
    }
    $true
}

function Test-ShouldBe($Request, [bool] $CaseSensitive = $false) {
    $expected = Format-Value $Request.Expected
    $actual = Format-Value $Request.Actual
    New-Outcome $Request (Test-Same $Request.Actual $Request.Expected $CaseSensitive) `
        "Expected $expected{because}, but got $actual." `
        "Expected $expected to be different from the actual value{because}, but got the same value."
}

function Test-ShouldBeExactly($Request) { Test-ShouldBe $Request $true }

function Test-ShouldBeTrue($Request) {
    New-Outcome $Request ([bool]$Request.Actual) `
        "Expected `$true{because}, but got $(Format-Value $Request.Actual)." `
        "Expected a value that is not true{because}, but got $(Format-Value $Request.Actual)."
}

function Test-ShouldBeFalse($Request) {
    New-Outcome $Request (-not $Request.Actual) `
        "Expected `$false{because}, but got $(Format-Value $Request.Actual)." `
        "Expected a value that is not false{because}, but got $(Format-Value $Request.Actual)."
}

function Test-ShouldBeNullOrEmpty($Request) {
    $value = $Request.Actual
    $empty = $null -eq $value -or ($value -is [string] -and $value.Length -eq 0) -or
        ($value -is [System.Collections.ICollection] -and $value.Count -eq 0)
    New-Outcome $Request $empty `
        "Expected `$null or empty{because}, but got $(Format-Value $value)." `
        "Expected a value{because}, but got $(Format-Value $value)."
}

function Test-Order($Request, [bool] $Holds, [string] $Relation) {
    $expected = Format-Value $Request.Expected
    $actual = Format-Value $Request.Actual
    New-Outcome $Request $Holds "Expected the actual value to be $Relation $expected{because}, but got $actual." `
        "Expected the actual value not to be $Relation $expected{because}, but got $actual."
}

function Test-ShouldBeGreaterThan($Request) { Test-Order $Request ($Request.Actual -gt $Request.Expected) 'greater than' }

function Test-ShouldBeGreaterOrEqual($Request) {
    Test-Order $Request ($Request.Actual -ge $Request.Expected) 'greater than or equal to'
}

function Test-ShouldBeLessThan($Request) { Test-Order $Request ($Request.Actual -lt $Request.Expected) 'less than' }

function Test-ShouldBeLessOrEqual($Request) {
    Test-Order $Request ($Request.Actual -le $Request.Expected) 'less than or equal to'
}

function Test-Text($Request, [bool] $Holds, [string] $Relation) {
    $expected = Format-Value $Request.Expected
    $actual = Format-Value $Request.Actual
    New-Outcome $Request $Holds "Expected $Relation $expected to match $actual{because}, but it did not match." `
        "Expected $Relation $expected to not match $actual{because}, but it did match."
}

function Test-ShouldBeLike($Request) { Test-Text $Request ($Request.Actual -like $Request.Expected) 'like wildcard' }

function Test-ShouldBeLikeExactly($Request) {
    Test-Text $Request ($Request.Actual -clike $Request.Expected) 'case sensitively like wildcard'
}

function Test-ShouldMatch($Request) { Test-Text $Request ($Request.Actual -match $Request.Expected) 'regular expression' }

function Test-ShouldMatchExactly($Request) {
    Test-Text $Request ($Request.Actual -cmatch $Request.Expected) 'case sensitive regular expression'
}

function Test-ShouldContain($Request) {
    $expected = Format-Value $Request.Expected
    $actual = Format-Value $Request.Items
    New-Outcome $Request ($Request.Items -contains $Request.Expected) `
        "Expected $expected to be found in collection $actual{because}, but it was not found." `
        "Expected $expected to not be found in collection $actual{because}, but it was found."
}

function Test-ShouldBeIn($Request) {
    $expected = Format-Value $Request.Expected
    $actual = Format-Value $Request.Actual
    New-Outcome $Request ($Request.Expected -contains $Request.Actual) `
        "Expected collection $expected to contain $actual{because}, but it was not found." `
        "Expected collection $expected to not contain $actual{because}, but it was found."
}

function Test-ShouldHaveCount($Request) {
    New-Outcome $Request ($Request.Items.Count -eq [int]$Request.Expected) `
        "Expected a collection with size $($Request.Expected){because}, but got collection with size $(
            $Request.Items.Count) $(Format-Value $Request.Items)." `
        "Expected a collection with size different from $($Request.Expected){because}, but got collection with that size $(
            Format-Value $Request.Items)."
}

function Test-ShouldExist($Request) {
    $path = [string]$Request.Actual
    New-Outcome $Request (Test-Path $path) `
        "Expected path '$path' to exist{because}, but it did not exist." `
        "Expected path '$path' to not exist{because}, but it did exist."
}

function Test-ShouldBeOfType($Request) {
    # [int] without parentheses arrives as text with its brackets.
    $type = $(if ($Request.Expected -is [string]) { $Request.Expected.Trim('[', ']') } else { $Request.Expected }) -as [type]
    if (-not $type) { throw "Could not find type $(Format-Value $Request.Expected). Make sure its assembly is loaded." }
    $value = $Request.Actual
    $own = if ($null -eq $value) { 'no type' } else { Format-Value $value.GetType() }
    New-Outcome $Request ($value -is $type) `
        "Expected the value to have type $(Format-Value $type) or any of its subtypes{because}, but got $(
            Format-Value $value) with $own." `
        "Expected the value to have different type than $(Format-Value $type) or any of its subtypes{because}, but got $(
            Format-Value $value) with $own."
}

function Test-FileContent($Request, [bool] $CaseSensitive) {
    $path = [string]$Request.Actual
    if (-not (Test-Path -LiteralPath $path)) { throw "The file '$path' does not exist." }
    $lines = @(Get-Content -LiteralPath $path)
    $found = @(if ($CaseSensitive) { $lines -cmatch $Request.Expected } else { $lines -match $Request.Expected })
    New-Outcome $Request ($found.Count -gt 0) `
        "Expected $(Format-Value $Request.Expected) to be found in file '$path'{because}, but it was not found." `
        "Expected $(Format-Value $Request.Expected) to not be found in file '$path'{because}, but it was found."
}

function Test-ShouldFileContentMatch($Request) { Test-FileContent $Request $false }

function Test-ShouldFileContentMatchExactly($Request) { Test-FileContent $Request $true }

function Test-ShouldThrow($Request) {
    if ($Request.Actual -isnot [scriptblock]) { throw 'Should -Throw takes a script block: { ... } | Should -Throw.' }
    $thrown = $null
    try {
        foreach ($once in 1) { $null = & $Request.Actual }
    }
    catch {
        $thrown = $_
    }

    $wanted = @(
        if ($Request.ExceptionType) { "of type $(Format-Value $Request.ExceptionType)" }
        if ($Request.HasExpected) { "with message like $(Format-Value $Request.Expected)" }
        if ($Request.ErrorId) { "with FullyQualifiedErrorId $(Format-Value $Request.ErrorId)" }
    ) -join ', '
    $holds = $thrown -and
        (-not $Request.ExceptionType -or $thrown.Exception -is $Request.ExceptionType) -and
        (-not $Request.HasExpected -or $thrown.Exception.Message -like $Request.Expected) -and
        (-not $Request.ErrorId -or $thrown.FullyQualifiedErrorId -like $Request.ErrorId)
    $got = if ($thrown) {
        "got $(Format-Value $thrown.Exception.GetType()) with message '$($thrown.Exception.Message)' and " +
            "FullyQualifiedErrorId '$($thrown.FullyQualifiedErrorId)'"
    }
    else {
        'no exception was thrown'
    }
    New-Outcome $Request $holds "Expected an exception$(if ($wanted) { " $wanted" }) to be thrown{because}, but $got." `
        "Expected no exception$(if ($wanted) { " $wanted" }) to be thrown{because}, but $got." $thrown
}
