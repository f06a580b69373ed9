# Scenarios in processes of their own, so that each starts afresh and can be ended.

function Start-Child([hashtable] $Benchmark) {
    $log = Join-Path $Folder "logs/$($Benchmark.Name).log"
    $null = [System.IO.Directory]::CreateDirectory((Split-Path $log))
    $start = [System.Diagnostics.ProcessStartInfo]::new('/bin/sh')
    $words = @('-c', 'exec "$@" >"$0" 2>&1 </dev/null', $log) + @(Get-HostCommand) + @(
        '-NoProfile', '-NonInteractive', '-File', (Join-Path $PSScriptRoot '../Scenario.ps1'), '-Name', $Benchmark.Name
        '-Folder', $Folder, '-Runs', $Runs, '-Seconds', $Seconds, '-Minutes', $Minutes
        # An empty word would be lost on the way to the script.
        '-Peer', $(if ($Peer) { $Peer } else { 'HaVip' }))
    foreach ($word in $words) { $start.ArgumentList.Add("$word") }
    $children.Add([pscustomobject] @{
            Name = $Benchmark.Name; Log = $log; Clock = [System.Diagnostics.Stopwatch]::StartNew()
            Process = [System.Diagnostics.Process]::Start($start)
        })
}

# All of them, so many at a time.
function Invoke-SideBySide([hashtable[]] $Benchmark, [int] $Most) {
    $next = 0
    while ($next -lt $Benchmark.Count -or $children.Count) {
        while ($next -lt $Benchmark.Count -and $children.Count -lt $Most) {
            Start-Child $Benchmark[$next]
            $next++
        }
        Start-Sleep -Milliseconds 100
        foreach ($child in @($children | Where-Object { $_.Process.HasExited })) { Complete-Child $child }
    }
}

function Complete-Child($Child) {
    $null = $children.Remove($Child)
    Remove-AbandonedLab
    $bad = $Child.Process.ExitCode -ne 0
    Write-Host ('{0}: {1:0} s{2}' -f $Child.Name, $Child.Clock.Elapsed.TotalSeconds, $(if ($bad) { ', failed' }))
    if (-not $bad) { return }
    $failed.Add($Child.Name)
    [System.IO.File]::ReadAllLines($Child.Log) | Select-Object -Last 12 | ForEach-Object { Write-Host "    $_" }
}

# What still runs has been interrupted with us, or is now: it takes its labs down, and has a minute for that.
function Stop-Children {
    if (-not $children.Count) { return }
    foreach ($child in $children) { & /bin/sh -c 'kill -s INT "$0" 2>/dev/null' $child.Process.Id }
    $clock = [System.Diagnostics.Stopwatch]::StartNew()
    foreach ($child in $children) {
        $left = [int] [Math]::Max(0, 60000 - $clock.ElapsedMilliseconds)
        if (-not $child.Process.WaitForExit($left)) { $child.Process.Kill($true); $child.Process.WaitForExit() }
    }
    Remove-AbandonedLab
}
