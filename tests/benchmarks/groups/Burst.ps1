# All virtual routers of a node at once: how long a better node takes from its start until it has all addresses, and how long
# after the power loss of the Master of all the other one has moved and announced them.

Add-Benchmark @{ Name = 'start-255'; Group = 'All 255 at once'; Do = { Invoke-InTurn { param($kind) Measure-Start $kind 255 } } }
Add-Benchmark @{ Name = 'burst-255'; Group = 'All 255 at once'; Do = { Invoke-InTurn { param($kind) Measure-Burst $kind 255 } } }

function Measure-Start([string] $Kind, [int] $Routers) {
    $lab = New-BenchmarkLab $Routers
    try {
        Start-Node $lab n2 $Kind $Routers 100
        Wait-AddressCount $lab.n2 $Routers
        $file = Write-Configuration $lab n1 $Kind $Routers 200
        Install-Daemon $lab n1 $Kind $file
        $clock = [System.Diagnostics.Stopwatch]::StartNew()
        Start-Daemon $lab n1 $Kind $file
        Wait-AddressCount $lab.n1 $Routers
        Add-Sample "$Routers instances, 1 s" 'from the start until Master of all' s $Kind $clock.Elapsed.TotalSeconds
        Wait-AddressCount $lab.n2 0
    }
    finally {
        Remove-ScenarioLab $lab
    }
}

# The clock starts with the last advertisement heard of the old Master.
function Measure-Burst([string] $Kind, [int] $Routers) {
    $lab = New-BenchmarkLab $Routers
    try {
        Start-Node $lab n1 $Kind $Routers 200
        Wait-AddressCount $lab.n1 $Routers
        Start-Node $lab n2 $Kind $Routers 100
        # What a start announces again is over by then.
        Start-Sleep -Seconds 12
        $moved = Start-LabProcess $lab $lab.n2 (Join-Path $lab.Directory moved.log) @('ip', '-ts', '-4', '-o', 'monitor', 'address')
        $null = Wait-Until { Test-NetlinkSocket $moved.Id }
        $log = Join-Path $lab.Directory wire.log
        $filter = "(arp and ether src $(Get-MacAddress $lab.n2)) or ip proto 112"
        $wire = Start-Wire $lab $lab.Client $log $filter
        Start-Sleep -Seconds 2
        Disable-LabPort $lab n1
        Wait-AddressCount $lab.n2 $Routers
        $last = Wait-Until -Timeout 60 -Because 'all are announced' { Read-Announcement $log $Routers }
        Stop-LabProcess $wire
        Stop-LabProcess $moved
        $case = "$Routers instances, 1 s, power loss of their Master"
        Add-Sample $case 'first announced after' s $Kind $last.First
        Add-Sample $case 'last address moved after' s $Kind ((Read-LastMove (Join-Path $lab.Directory moved.log)) - $last.From)
        Add-Sample $case 'last announced after' s $Kind $last.Last
    }
    finally {
        Remove-ScenarioLab $lab
    }
}

# From the last word of n1: seconds until n2 had announced the first address, and all of them; nothing before that.
function Read-Announcement([string] $Log, [int] $Routers) {
    $from, $first, $seen = 0.0, 0.0, [System.Collections.Generic.HashSet[string]]::new()
    foreach ($line in [System.IO.File]::ReadLines($Log)) {
        if ($line -match '^(?<time>\d+\.\d+) IP 192\.168\.6\.110 > 224') { $from = [double] $Matches.time; $seen.Clear(); continue }
        if ($line -notmatch '^(?<time>\d+\.\d+) ARP, Request who-has (?<address>\S+) .*tell (?<sender>[0-9.]+)') { continue }
        if ($Matches.address -ne $Matches.sender -or -not $seen.Add($Matches.address)) { continue }
        $time = [double] $Matches.time
        if ($seen.Count -eq 1) { $first = $time - $from }
        if ($seen.Count -eq $Routers) { return [pscustomobject] @{ From = $from; First = $first; Last = $time - $from } }
    }
}

# Seconds of the machine's clock, as tcpdump tells them.
function Read-LastMove([string] $Log) {
    $last = $null
    foreach ($line in [System.IO.File]::ReadLines($Log)) {
        if ($line -match '^\[(?<time>\S+)\] \d+: eth\d+ .*inet 10\.\d+\.7\.') { $last = $Matches.time }
    }
    $time = [datetime]::Parse($last, [cultureinfo]::InvariantCulture, 'AssumeLocal, AdjustToUniversal')
    ($time - [datetime]::UnixEpoch).TotalSeconds
}
