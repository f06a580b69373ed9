# The parts of the core, by BenchmarkDotNet.

Add-Benchmark @{ Name = 'core'; Group = 'The parts of the core'; Do = { Measure-Core } }

function Measure-Core {
    $output = Join-Path $Folder 'core'
    if (Test-Path $output) { [System.IO.Directory]::Delete($output, $true) }
    $words = '-c', 'Release', '--project', (Join-Path $PSScriptRoot '../Core'), '--', '--filter', '*Benchmarks.*', '--job', 'short',
        '--exporters', 'briefjson', '--artifacts', $output
    & dotnet run @words | Out-Host
    if ($LASTEXITCODE) { throw "BenchmarkDotNet ended with exit code $LASTEXITCODE." }
    foreach ($file in [System.IO.Directory]::GetFiles((Join-Path $output results), '*.json')) {
        foreach ($one in ([System.IO.File]::ReadAllText($file) | ConvertFrom-Json).Benchmarks) {
            $case = "$($one.Type -replace 'Benchmarks$').$($one.Method), $($one.Parameters)"
            foreach ($value in $one.Statistics.Min, $one.Statistics.Median, $one.Statistics.Max) { Add-Sample $case time ns HaVip $value }
            Add-Sample $case allocated bytes HaVip $one.Memory.BytesAllocatedPerOperation
        }
    }
}
