# What many virtual routers cost: processor time per advertisement, sent by the Master and received by the Backup, and the
# memory of all processes of either, once all is quiet. At most 255 are on an interface.
#
# The pairs of all kinds run at the same time, each in a lab of its own, and the times that are measured take turns. Where
# either kind needs much of the machine it has it to itself, and is started anew for each run. No two of these scenarios run
# side by side: programs that are there more often have smaller shares of their memory. A pair shares it by two.

# Advertisements a second from which on that is so.
$script:Much = 5000

# All that makes sense on a machine with two processors: 25,500 advertisements a second and more are work for one of them
# alone, and neither kind keeps the pace.
foreach ($cell in @(1, 1), @(1, 0.1), @(1, 0.01), @(100, 1), @(100, 0.1), @(100, 0.01), @(255, 1), @(255, 0.1), @(1020, 1),
    @(1020, 0.1), @(4080, 1)) {
    $interval = @{ 1.0 = '1s'; 0.1 = '100ms'; 0.01 = '10ms' }[[double] $cell[1]]
    Add-Benchmark @{
        Name = "cost-$($cell[0])-$interval"; Group = 'Processor time and memory'
        Do = [scriptblock]::Create("Measure-Cost $($cell[0]) $($cell[1])"); Derive = { Get-CostPerInstance $args[0] }
    }
}

function Measure-Cost([int] $Routers, [double] $Every) {
    if ($Routers / $Every -gt $script:Much) {
        Invoke-InTurn {
            param($kind)
            $lab = New-CostLab $kind $Routers $Every
            try { Add-CostSample $lab $kind $Routers $Every }
            finally { Remove-ScenarioLab $lab }
        }
        return
    }
    $labs = @{}
    try {
        foreach ($kind in $bench.Kinds) { $labs[$kind] = New-CostLab $kind $Routers $Every }
        Invoke-InTurn { param($kind) Add-CostSample $labs[$kind] $kind $Routers $Every }
    }
    finally {
        foreach ($lab in @($labs.Values)) { Remove-ScenarioLab $lab }
    }
}

# n1 is Master of all, and what a start needs has been given back.
function New-CostLab([string] $Kind, [int] $Routers, [double] $Every) {
    $lab = New-BenchmarkLab $Routers
    try {
        Start-Node $lab n1 $Kind $Routers 200 $Every
        Wait-AddressCount $lab.n1 $Routers
        Start-Node $lab n2 $Kind $Routers 100 $Every
        Start-Sleep -Seconds 12
        Wait-AddressCount $lab.n1 $Routers
        Wait-AddressCount $lab.n2 0
    }
    catch { Remove-ScenarioLab $lab; throw }
    return $lab
}

function Add-CostSample($Lab, [string] $Kind, [int] $Routers, [double] $Every) {
    # A few advertisements at least.
    $seconds = if ($Routers / $Every -le 10) { 12 } else { 6 }
    $before = @{ Master = Get-Usage $Lab.n1; Backup = Get-Usage $Lab.n2 }
    $clock = [System.Diagnostics.Stopwatch]::StartNew()
    Start-Sleep -Seconds $seconds
    $after = @{ Master = Get-Usage $Lab.n1; Backup = Get-Usage $Lab.n2 }
    $advertisements = $Routers * $clock.Elapsed.TotalSeconds / $Every
    $case = '{0:n0} x {1:n0} ms' -f $Routers, (1000 * $Every)
    foreach ($role in 'Master', 'Backup') {
        $used = ($after.$role.Time - $before.$role.Time) / 1000 / $advertisements
        $figure = @{ Master = 'processor time per advertisement sent'; Backup = 'processor time per advertisement received' }.$role
        Add-Sample $case $figure us $Kind $used
        Add-Sample $case "RSS as $role" MB $Kind ($after.$role.Rss / 1MB)
        Add-Sample $case "PSS as $role" MB $Kind ($after.$role.Pss / 1MB)
    }
}

# Nanoseconds on a processor and bytes of memory of all that runs in a namespace.
function Get-Usage([string] $Namespace) {
    $usage = [pscustomobject] @{ Time = 0L; Rss = 0L; Pss = 0L }
    foreach ($id in Get-NamespaceProcessId $Namespace) {
        foreach ($task in [System.IO.Directory]::GetDirectories("/proc/$id/task")) {
            $usage.Time += [long] ([System.IO.File]::ReadAllText("$task/schedstat") -split ' ')[0]
        }
        foreach ($line in [System.IO.File]::ReadAllLines("/proc/$id/smaps_rollup")) {
            if ($line -match '^(Rss|Pss):\s+(\d+) kB') { $usage.($Matches[1]) += 1024L * [long] $Matches[2] }
        }
    }
    $usage
}

# From the rows of all: what one more instance costs where there are many, beside what it costs where there are a hundred. Of
# memory, what one instance alone needs is no part of that.
function Get-CostPerInstance([object[]] $Summary) {
    $rows = @($Summary | Where-Object { $_.Case -match ' x 1,000 ms$' } | ForEach-Object {
            $_ | Add-Member -NotePropertyName Count -NotePropertyValue ([int] ($_.Case -replace ' x .*$' -replace '\D')) -PassThru
        })
    foreach ($figure in @($rows | ForEach-Object { $_.Figure } | Select-Object -Unique)) {
        $same = @($rows | Where-Object { $_.Figure -eq $figure })
        foreach ($kind in @($same[0].Of.Keys)) {
            $value = @{}
            foreach ($row in $same) { $value[$row.Count] = $row.Of[$kind].Spread.Median }
            foreach ($count in 255, 1020, 4080) { Get-Growth $figure $kind $value $count }
        }
    }
}

function Get-Growth([string] $Figure, [string] $Kind, [hashtable] $Value, [int] $Count) {
    $memory = $Figure -match '^(RSS|PSS)'
    if (@(100, $Count; if ($memory) { 1 }) | Where-Object { -not $Value.ContainsKey($_) }) { return }
    $one, $few = $Value[$Count], $Value[100]
    $sample = [ordered] @{ Case = "at $Count instances, 1 s"; Figure = ''; Unit = ''; Kind = $Kind; Run = 1; Value = 0.0; Text = '' }
    if ($memory) {
        $one, $few = (($one - $Value[1]) / ($Count - 1)), (($few - $Value[1]) / 99)
        $sample.Figure, $sample.Unit, $sample.Value = "$Figure, per instance", 'KB', (1024 * $one)
        [pscustomobject] $sample
    }
    if ($few -le 0) { return }
    $sample.Figure, $sample.Unit, $sample.Value = "$Figure, per instance beside that at 100", '', ($one / $few)
    [pscustomobject] $sample
}
