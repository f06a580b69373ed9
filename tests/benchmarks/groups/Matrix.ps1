# The long ones of hand-overs and partitions, each a script of its own with more to choose; here as they come.

Add-Benchmark @{ Name = 'handover'; Group = 'Hand-overs in every way'; Asked = $true; Do = { Measure-HandoverMatrix } }
Add-Benchmark @{ Name = 'partition'; Group = 'Partitions that heal'; Asked = $true; Do = { Measure-PartitionMatrix } }

function Measure-HandoverMatrix {
    $peers = @('HaVip') + @($bench.Kinds | Where-Object { $_ -ne 'HaVip' })
    foreach ($one in Invoke-Matrix Handover '-Peer', ($peers -join ',')) {
        $bench.Run = $one.Run
        $case = "$($one.Way), $($one.Kind), the other node is $($one.Peer)"
        Add-Sample $case 'lost probes' '' HaVip $one.Lost
        if ($null -ne $one.TookMs) { Add-Sample $case took ms HaVip $one.TookMs }
    }
}

function Measure-PartitionMatrix {
    $pairs = @('HaVip, HaVip')
    if ($bench.Kinds -contains 'keepalived') { $pairs += 'HaVip, keepalived', 'keepalived, keepalived' }
    foreach ($one in Invoke-Matrix Partition '-Pair', ($pairs -join ';')) {
        $bench.Run = $one.Run
        $kind = if ($one.Better -eq $one.Worse) { $one.Better } else { 'HaVip before keepalived' }
        Add-Sample "$($one.Parted) cut off" 'after the heal nobody answered for' ms $kind $one.OutageMs
    }
}

# In a process of its own; its runs, also when it says that not all was as it should be.
function Invoke-Matrix([string] $Name, [string[]] $More) {
    $file = Join-Path $Folder "$Name.json".ToLowerInvariant()
    $program, $words = @(Get-HostCommand) + @('-NoProfile', '-NonInteractive', '-File', (Join-Path $PSScriptRoot "../$Name.ps1")) +
        @('-Runs', $bench.Runs, '-OutFile', $file) + $More
    & $program @words | Out-Host
    if ($LASTEXITCODE) { Add-Failure $Name "exit code $LASTEXITCODE" }
    ([System.IO.File]::ReadAllText($file) | ConvertFrom-Json).Results
}
