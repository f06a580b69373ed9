# False failovers, and how late advertisements are, while others want the processors. Two nodes of each kind, n1 Master; the
# advertisements are taken down where n2 hears them, first on the quiet machine, then while four processes per processor spin.
# Every daemon and every spinning process has a session of its own, as services have. All kinds are watched at the same time,
# each pair in a lab of its own, so that what comes over one comes over the others; what they need themselves is little.
# 'keepalived' is as its package comes; 'keepalived real-time' has vrrp_rt_priority set, which its administrators may do.

Add-Benchmark @{ Name = 'hogs'; Group = 'While others want the processors'; Do = { Invoke-Hogs 0.1, 0.01 4 } }

function Invoke-Hogs([double[]] $Interval, [int] $PerProcessor) {
    $kinds = @($bench.Kinds) + @(if ($bench.Kinds -contains 'keepalived') { 'keepalived real-time' })
    Invoke-InTurn -Kind 'all kinds' {
        $pairs = [System.Collections.Generic.List[object]]::new()
        try {
            foreach ($every in $Interval) { foreach ($kind in $kinds) { $pairs.Add((New-HoggedPair $kind $every)) } }
            Start-Sleep -Seconds 6
            Watch-Pair $pairs 'nobody else' ([Math]::Max(5, [int] ($bench.Seconds / 3))) 0
            Watch-Pair $pairs "$PerProcessor hogs per processor" $bench.Seconds ($PerProcessor * [System.Environment]::ProcessorCount)
        }
        finally {
            foreach ($pair in $pairs) { Remove-ScenarioLab $pair.Lab }
        }
    }
}

function New-HoggedPair([string] $Kind, [double] $Every) {
    $lab = New-BenchmarkLab
    try {
        Start-Node $lab n1 $Kind 1 200 $Every
        Wait-AddressCount $lab.n1 1
        Start-Node $lab n2 $Kind 1 100 $Every
    }
    catch { Remove-ScenarioLab $lab; throw }
    return [pscustomobject] @{ Lab = $lab; Kind = $Kind; Every = $Every; Log = ''; Wire = $null }
}

function Watch-Pair([object[]] $Pair, [string] $Case, [int] $Seconds, [int] $Hogs) {
    foreach ($one in $Pair) {
        $one.Log = Join-Path $one.Lab.Directory "wire-$Hogs.log"
        $one.Wire = Start-Wire $one.Lab $one.Lab.n2 $one.Log 'ip proto 112'
    }
    $spinning = @(Start-Hog $Pair[0].Lab client $Hogs $Seconds)
    Start-Sleep -Seconds $Seconds
    foreach ($hog in $spinning) { Stop-LabProcess $hog }
    foreach ($one in $Pair) {
        Stop-LabProcess $one.Wire
        $heard = Read-Lateness $one.Log $one.Every
        $what = '{0:n0} ms, {1}' -f (1000 * $one.Every), $Case
        Add-Sample $what "false failovers in $Seconds s" '' $one.Kind $heard.Failovers
        Add-Sample $what 'latest advertisement' 'ms late' $one.Kind $heard.Latest
    }
}

function Read-Lateness([string] $Log, [double] $Every) {
    $failovers, $last, $latest, $master = 0, 0.0, 0.0, '192.168.6.110'
    foreach ($line in [System.IO.File]::ReadLines($Log)) {
        if ($line -notmatch '^(?<time>\d+\.\d+) IP (?<from>\S+) > 224\.0\.0\.18: VRRPv3.* prio (?<prio>\d+)') { continue }
        $time = [double] $Matches.time
        if ($Matches.from -eq '192.168.6.110') {
            if ($last) { $latest = [Math]::Max($latest, $time - $last - $Every) }
            $last = $time
        }
        elseif ($master -ne $Matches.from -and $Matches.prio -ne '0') { $failovers++ }
        $master = $Matches.from
    }
    [pscustomobject] @{ Failovers = $failovers; Latest = 1000 * $latest }
}
