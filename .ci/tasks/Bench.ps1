# HaVip and keepalived side by side, in labs of network namespaces; tables and figures go to artifacts/bench.

function Invoke-BenchTask([string] $Peer, [string] $Scenario, [int] $Runs, [int] $Seconds, [double] $Minutes) {
    # Nothing is called so, or a wildcard would become the files that match it on the way to the script.
    $with = '-Scenario', ",$Scenario", '-Runs', $Runs, '-Seconds', $Seconds, '-Minutes', $Minutes
    # An empty word would be lost on the way to the script.
    $with += '-Peer', ($Peer ? $Peer : 'HaVip'), '-Folder', (Join-Path $root 'artifacts/bench')
    Invoke-ScriptFile (Join-Path $root 'tests/benchmarks/Bench.ps1') @with
}
