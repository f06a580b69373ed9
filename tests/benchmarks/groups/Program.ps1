# What has to be there before anything runs: how large the programs are, and how long they take to start and end.

Add-Benchmark @{ Name = 'program'; Group = 'Programs'; Do = { Measure-Program } }

function Measure-Program {
    $programs = @{ HaVip = Get-RunnerPath }
    if ($bench.Kinds -contains 'keepalived') { $programs.keepalived = @(Get-Command keepalived -CommandType Application)[0].Source }
    Invoke-InTurn {
        param($kind)
        $path = $programs.$kind
        $size = [System.IO.FileInfo]::new($path).Length
        Add-Sample 'the daemon''s program' 'size' MB $kind ($size / 1MB)
        Add-Sample 'the daemon''s program' 'size with the libraries it loads' MB $kind (($size + (Get-LibrarySize $path)) / 1MB)
        Add-Sample 'the daemon''s program' 'start and end (--version)' ms $kind (Measure-Execution $path 20)
    }
    foreach ($file in [System.IO.Directory]::GetFiles((Join-Path (Split-Path (Get-ModuleManifestPath)) module/bin), '*.dll')) {
        Add-Sample 'the module''s assemblies' ([System.IO.Path]::GetFileName($file)) MB HaVip ([System.IO.FileInfo]::new($file).Length / 1MB)
    }
}

function Get-LibrarySize([string] $Path) {
    $sum = 0
    foreach ($line in & ldd $Path) {
        if ($line -match '(/\S+) \(0x') { $sum += [System.IO.FileInfo]::new((& readlink -f $Matches[1])).Length }
    }
    $sum
}

# Milliseconds, of many in a row.
function Measure-Execution([string] $Path, [int] $Times) {
    $loop = 'i=0; while [ $i -lt "$1" ]; do "$0" --version >/dev/null 2>&1; i=$((i + 1)); done'
    $clock = [System.Diagnostics.Stopwatch]::StartNew()
    & /bin/sh -c $loop $Path $Times
    $clock.Elapsed.TotalMilliseconds / $Times
}
