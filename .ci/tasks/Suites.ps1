# The suites: found, not listed, so that a new test project or scenario cannot be forgotten.

# Seconds after which a suite is taken for hung.
$script:SuiteLimit = 1800

function Get-Suite {
    [pscustomobject]@{ Name = 'Format'; Path = Join-Path $root 'HaVip.sln'; Run = ${function:Invoke-FormatGate} }
    foreach ($project in Get-ChildItem -Path (Join-Path $root 'tests/*/*.Tests.csproj') | Sort-Object FullName) {
        [pscustomobject]@{ Name = $project.BaseName; Path = $project.FullName; Run = ${function:Invoke-XunitProject} }
    }
    foreach ($folder in Get-ChildItem -LiteralPath (Join-Path $root 'tests') -Directory | Sort-Object Name) {
        if (Get-ChildItem -Path (Join-Path $folder.FullName '*.Tests.ps1')) {
            [pscustomobject]@{ Name = $folder.Name; Path = $folder.FullName; Run = ${function:Invoke-PesterFolder} }
        }
    }
}

function Invoke-FormatGate($Suite, [string] $Filter) {
    if ($Filter) { return New-Result $Suite.Name 0 0 0 'not chosen' }
    & dotnet format $Suite.Path --verify-no-changes --no-restore | Out-Host
    if ($LASTEXITCODE) { return New-Result $Suite.Name 0 1 0 'dotnet format would change files' }
    New-Result $Suite.Name 1 0 0
}

function Get-ResultFile($Suite, [string] $Extension) {
    $folder = Join-Path $root 'artifacts/test-results'
    $null = New-Item -ItemType Directory -Path $folder -Force
    $file = Join-Path $folder "$($Suite.Name).$Extension"
    if (Test-Path $file) { Remove-Item -LiteralPath $file }
    $file
}

# The test project is a program of its own; running that is quicker than asking dotnet test to.
function Invoke-XunitProject($Suite, [string] $Filter) {
    $program = Join-Path (Split-Path $Suite.Path) "bin/$Configuration/net10.0/$($Suite.Name)"
    $file = Get-ResultFile $Suite 'xml'
    $words = @($program, '-noLogo', '-noColor', '-noAutoReporters', '-result-xml', $file)
    if ($Filter) { $words += @('-method', $Filter) }
    & timeout --kill-after=10 $script:SuiteLimit @words | Out-Host
    $code = $LASTEXITCODE
    if (-not (Test-Path $file)) { throw "no result: $($Suite.Name) ended with exit code $code" }

    $failed = 0
    $counts = @{ passed = 0; failed = 0; skipped = 0; errors = 0 }
    foreach ($assembly in ([xml](Get-Content -LiteralPath $file -Raw)).SelectNodes('/assemblies/assembly')) {
        foreach ($name in @($counts.Keys)) { $counts[$name] += [int]$assembly.GetAttribute($name) }
    }
    $failed = $counts.failed + $counts.errors
    $note = ''
    if ($code -and -not $failed) {
        $failed = 1
        $note = "exit code $code"
    }
    New-Result $Suite.Name $counts.passed $failed $counts.skipped $note
}

# Test files in Pester's language, in a process of this same host.
function Invoke-PesterFolder($Suite, [string] $Filter) {
    $file = Get-ResultFile $Suite 'json'
    $words = @(Get-HostCommand) + @(
        '-NoProfile', '-NonInteractive', '-File', (Join-Path $root 'tests/Runner/Invoke-Tests.ps1')
        '-Path', $Suite.Path, '-ResultFile', $file
    )
    if ($Filter) { $words += @('-FullNameFilter', $Filter) }
    & timeout --kill-after=10 $script:SuiteLimit @words | Out-Host
    $code = $LASTEXITCODE
    if (-not (Test-Path $file)) { throw "no result: $($Suite.Name) ended with exit code $code" }

    $run = Get-Content -LiteralPath $file -Raw | ConvertFrom-Json
    # A test that answers neither yes nor no has not passed.
    $failed = $run.FailedCount + $run.FailedContainersCount + $run.InconclusiveCount
    if (-not $failed -and ($code -or $run.Result -ne 'Passed')) { $failed = [Math]::Max(1, $run.FailedBlocksCount) }
    New-Result $Suite.Name $run.PassedCount $failed $run.SkippedCount $run.Runner
}
