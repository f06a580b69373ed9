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

function Get-ResultFile([string] $Name, [string] $Extension) {
    $folder = Join-Path $root 'artifacts/test-results'
    $null = New-Item -ItemType Directory -Path $folder -Force
    $file = Join-Path $folder "$Name.$Extension"
    if (Test-Path $file) { Remove-Item -LiteralPath $file }
    $file
}

# The test project is a program of its own; running that is quicker than asking dotnet test to.
function Invoke-XunitProject($Suite, [string] $Filter) {
    $program = Join-Path (Split-Path $Suite.Path) "bin/$Configuration/net10.0/$($Suite.Name)"
    $file = Get-ResultFile $Suite.Name 'xml'
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
