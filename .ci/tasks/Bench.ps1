# HaVip and keepalived side by side, in labs of network namespaces; tables and figures go to artifacts/bench.

$script:Benchmarks = @('Failover')

function Invoke-BenchTask([string] $Peer, [string] $Scenario, [int] $Runs) {
    foreach ($name in $script:Benchmarks) {
        $file = Join-Path $root "artifacts/bench/$($name.ToLowerInvariant()).md"
        $with = '-Runs', $Runs, '-Scenario', $Scenario, '-OutFile', $file
        # An empty word would be lost on the way to the script.
        $with += '-Peer', ($Peer ? $Peer : 'HaVip')
        Invoke-ScriptFile (Join-Path $root "tests/benchmarks/$name.ps1") @with
    }
}
