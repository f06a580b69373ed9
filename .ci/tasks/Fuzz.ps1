# Coverage-guided fuzzing of what reads bytes of others: afl-fuzz over instrumented copies of the assemblies.

# What is instrumented: our own readers, and the parser one of them stands on. The targets themselves stay as they are.
$script:Instrumented = @('HaVip.Core.dll', 'HaVip.Configuration.dll', 'havip-node.dll', 'YamlDotNet.dll')

function Invoke-FuzzTask([string] $Target, [double] $Minutes) {
    # As it was built it lists, explains and replays; an instrumented copy works under afl-fuzz alone.
    $program = Join-Path $root "tests/HaVip.Fuzz/bin/$Configuration/net10.0/HaVip.Fuzz"
    Build-FuzzProgram $program
    $names = @(Invoke-Quietly $program --list | ForEach-Object { ($_ -split ' ')[0] })
    $wanted = @($names | Where-Object { -not $Target -or $_ -like $Target })
    if (-not $wanted) { throw "No target is named $Target. There are $($names -join ', ')." }

    $results = @(foreach ($one in $wanted) { Invoke-FuzzTarget $program $one $Minutes })
    $results | Format-Table Target, Seconds, Executions, PerSecond, Paths, Crashes, Hangs -AutoSize | Out-Host
    $failed = @($results | Where-Object { $_.Crashes -or $_.Hangs })
    if ($failed) { Write-Host "Findings are kept in artifacts/fuzz/findings: $($failed.Target -join ', ')." }
    if ($failed) { 1 } else { 0 }
}

# Builds the program, and a copy of it with its assemblies instrumented.
function Build-FuzzProgram([string] $Program) {
    $folder = Join-Path $root 'artifacts/fuzz/program'
    if (Test-Path $folder) { Remove-Item -LiteralPath $folder -Recurse -Force }
    Invoke-Native dotnet build (Join-Path $root 'tests/HaVip.Fuzz') -c $Configuration -v quiet
    $null = New-Item -ItemType Directory -Path (Join-Path $root 'artifacts/fuzz') -Force
    Copy-Item -LiteralPath (Split-Path $Program) -Destination $folder -Recurse
    Invoke-Native dotnet tool restore --tool-manifest (Join-Path $root '.config/dotnet-tools.json')
    foreach ($assembly in $script:Instrumented) {
        Invoke-Native dotnet tool run sharpfuzz (Join-Path $folder $assembly)
    }
}

function Invoke-FuzzTarget([string] $Program, [string] $Target, [double] $Minutes) {
    $work = Join-Path $root "artifacts/fuzz/work/$Target"
    if (Test-Path $work) { Remove-Item -LiteralPath $work -Recurse -Force }
    $null = New-Item -ItemType Directory -Path $work -Force
    $words = Join-Path $work 'words'
    Set-Content -LiteralPath $words -Value @(Invoke-Quietly $Program --words $Target)
    $seconds = [Math]::Max(1, [int][Math]::Round($Minutes * 60))
    Write-Host "Fuzzing $Target for $seconds s."
    Invoke-AflFuzz $Target $work $words $seconds
    $result = Read-FuzzResult $Target $work
    Save-FuzzFinding $Program $Target $work
    $result
}

function Invoke-AflFuzz([string] $Target, [string] $Work, [string] $Words, [int] $Seconds) {
    $settings = @(
        # The program is managed code, and instrumented by another than AFL's compiler.
        'AFL_SKIP_BIN_CHECK=1'
        # Containers: no governor of the processor to set, no handler of core files, and perhaps no free core.
        'AFL_SKIP_CPUFREQ=1', 'AFL_I_DONT_CARE_ABOUT_MISSING_CRASHES=1', 'AFL_NO_AFFINITY=1'
        'AFL_NO_UI=1', 'AFL_FORKSRV_INIT_TMOUT=60000', 'DOTNET_TieredPGO=0'
    )
    $corpus = Join-Path $root "tests/HaVip.Fuzz/corpus/$Target"
    $afl = @('-i', $corpus, '-o', $Work, '-m', 'none', '-t', '5000', '-V', $Seconds)
    if ((Get-Item -LiteralPath $Words).Length -gt 1) { $afl += @('-x', $Words) }
    $log = Join-Path $Work 'afl-fuzz.log'
    & env @settings afl-fuzz @afl '--' (Join-Path $root 'artifacts/fuzz/program/HaVip.Fuzz') $Target *> $log
    if ($LASTEXITCODE) { throw "afl-fuzz failed with exit code $LASTEXITCODE, see $log." }
}

# Name and value of each line of fuzzer_stats.
function Read-FuzzResult([string] $Target, [string] $Work) {
    $stats = @{}
    foreach ($line in Get-Content -LiteralPath (Join-Path $Work 'default/fuzzer_stats')) {
        $name, $value = $line -split ':', 2
        $stats[$name.Trim()] = $value.Trim()
    }
    [pscustomobject]@{
        Target = $Target; Seconds = [long]$stats.run_time; Executions = [long]$stats.execs_done
        PerSecond = [double]$stats.execs_per_sec; Paths = [long]$stats.corpus_count
        Crashes = [long]$stats.saved_crashes; Hangs = [long]$stats.saved_hangs
    }
}

# Keeps each finding under the hash of its input, and reads it once more: what went wrong stands on the screen in words.
function Save-FuzzFinding([string] $Program, [string] $Target, [string] $Work) {
    $folder = Join-Path $root "artifacts/fuzz/findings/$Target"
    foreach ($kind in 'crashes', 'hangs') {
        foreach ($file in Get-ChildItem -Path (Join-Path $Work "default/$kind/id*") -File) {
            $null = New-Item -ItemType Directory -Path $folder -Force
            $kept = Join-Path $folder (Get-FileHash -LiteralPath $file.FullName).Hash.Substring(0, 16)
            Copy-Item -LiteralPath $file.FullName -Destination $kept
            & timeout 60 $Program $Target $kept | Out-Host
        }
    }
}
