# Second phase: walk the blocks. A block's scope is open while its tests run, so they see what BeforeAll made.

function Invoke-Container($Container) {
    $folder = Join-Path ([System.IO.Path]::GetTempPath()) "havip-tests-$([guid]::NewGuid().ToString('n'))"
    $null = [System.IO.Directory]::CreateDirectory($folder)
    try {
        Invoke-InFrame -Argument @{ Root = $Container.Root; Folder = $folder } -Body {
            param($file)
            $script:UserState.PSVariable.Set('TestDrive', $file.Folder)
            Invoke-Block $file.Root
        }
    }
    finally {
        [System.IO.Directory]::Delete($folder, $true)
    }
    $failed = @(Get-Test $Container.Root | Where-Object Result -EQ 'Failed') + @(Get-FailedBlock $Container.Root)
    $Container.Result = if ($failed) { 'Failed' } else { 'Passed' }
}

function Invoke-Block($Block) {
    $tests = @(Get-Test $Block | Where-Object ShouldRun)
    if (-not $tests) { return }
    Invoke-InFrame -Argument $Block -Body {
        param($block)
        Set-CaseVariable $block
        $block.ExpandedName = Expand-Name $block.Name
        Write-BlockStart $block
        if (@(Get-Test $block | Where-Object { $_.ShouldRun -and -not $_.Skip })) {
            Invoke-LiveBlock $block
        }
        else {
            Complete-Block $block 'Skipped'
        }
    }
}

function Invoke-LiveBlock($Block) {
    try {
        $ready = Invoke-Step $Block $Block.BeforeAll
        if (-not $ready) {
            Complete-Block $Block 'Failed'
            return
        }
        foreach ($item in $Block.Items) {
            if ($item.Kind -eq 'It') { Invoke-Test $item } else { Invoke-Block $item }
        }
    }
    finally {
        $null = Invoke-Step $Block $Block.AfterAll
    }
}

# One of a block's own steps; true when it did not fail.
function Invoke-Step($Item, $Code) {
    if (-not $Code) { return $true }
    try {
        $null = Invoke-UserCode $Code
        return $true
    }
    catch {
        $Item.ErrorRecord += $_
        Write-BlockError $Item $_
        return $false
    }
}

# Gives every test of a block that will not be run the same result.
function Complete-Block($Block, [string] $Result) {
    foreach ($test in Get-Test $Block | Where-Object ShouldRun) {
        $test.Result = if ($test.Skip) { 'Skipped' } else { $Result }
        if ($test.Result -eq 'Failed') { $test.ErrorRecord += $Block.ErrorRecord[0] }
        Write-TestResult $test
    }
}

function Invoke-Test($Test) {
    if (-not $Test.ShouldRun) { return }
    if ($Test.Skip) {
        $Test.Result = 'Skipped'
    }
    else {
        $watch = [System.Diagnostics.Stopwatch]::StartNew()
        $script:Running = $Test
        try {
            Invoke-InFrame -Argument $Test -Body {
                param($test)
                Set-CaseVariable $test
                $test.ExpandedName = Expand-Name $test.Name
                Invoke-TestCode $test
            }
        }
        finally {
            $script:Running = $null
            $Test.Duration = $watch.Elapsed
        }
    }
    Write-TestResult $Test
}

function Invoke-TestCode($Test) {
    $lineage = @(Get-Lineage $Test.Parent)
    $Test.Result = 'Passed'
    try {
        foreach ($block in $lineage | Where-Object BeforeEach) { $null = Invoke-UserCode $block.BeforeEach }
        $Test.StandardOutput = @(Invoke-UserCode $Test.ScriptBlock $Test)
    }
    catch {
        Set-TestFailure $Test $_
    }

    [array]::Reverse($lineage)
    foreach ($block in $lineage | Where-Object AfterEach) {
        try { $null = Invoke-UserCode $block.AfterEach } catch { Set-TestFailure $Test $_ }
    }
}

function Set-TestFailure($Test, $ErrorRecord) {
    switch ($ErrorRecord.FullyQualifiedErrorId) {
        'PesterTestSkipped' { $Test.Result = 'Skipped'; $Test.Because = $ErrorRecord.TargetObject }
        'PesterTestInconclusive' { $Test.Result = 'Inconclusive'; $Test.Because = $ErrorRecord.TargetObject }
        default { $Test.Result = 'Failed'; $Test.ErrorRecord += $ErrorRecord }
    }
}

# Blocks whose own steps failed.
function Get-FailedBlock($Block) {
    if ($Block.ErrorRecord) { $Block }
    foreach ($item in $Block.Items | Where-Object Kind -NE 'It') { Get-FailedBlock $item }
}
