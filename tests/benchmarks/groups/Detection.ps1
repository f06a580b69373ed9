# Fast detection where it is hardest to be right: others want the processors at both ends, and junk floods the link, for an
# hour or as long as asked. Whoever takes over meanwhile is wrong, as no Master ever is away.

Add-Benchmark @{ Name = 'detection-hour'; Group = 'Fast detection under hogs and floods'; Asked = $true; Do = { Measure-FalseTakeover } }

# What is watched at the same time, each in a lab of its own. Ordinary: runners that may not be real-time.
function Get-DetectionCase {
    @{ Case = 'HaVip is Master'; Master = 'HaVip' }
    @{ Case = 'HaVip is Master, neither is real-time'; Master = 'HaVip'; Ordinary = $true }
    if ($bench.Kinds -contains 'keepalived') { @{ Case = 'keepalived, real-time, is Master'; Master = 'keepalived' } }
}

function Measure-FalseTakeover {
    $watched = [System.Collections.Generic.List[object]]::new()
    try {
        foreach ($one in Get-DetectionCase) {
            $watch = [pscustomobject] @{
                Case = $one.Case; Master = $one.Master; Lab = New-ScenarioLab -Mark hvb; Since = [datetime]::Now; Told = 0
                Minutes = 0.0; Counted = $null
            }
            $watched.Add($watch)
            Start-DetectionPair $watch $one
        }
        foreach ($watch in $watched) { Start-Watch $watch }
        $seconds = 60 * $bench.Minutes
        foreach ($name in 'n1', 'n2') {
            $null = Start-Hog $watched[0].Lab $name (2 * [System.Environment]::ProcessorCount) $seconds
        }
        foreach ($watch in $watched) { Start-Flood $watch $seconds }
        $clock = [System.Diagnostics.Stopwatch]::StartNew()
        while ($clock.Elapsed.TotalSeconds -lt $seconds) {
            Start-Sleep -Seconds 5
            Assert-Wanted
            foreach ($watch in $watched) { Show-Takeover $watch }
        }
        foreach ($watch in $watched) { Complete-Watch $watch $clock.Elapsed.TotalMinutes }
        # It takes a while to read all that was heard.
        foreach ($watch in $watched) { foreach ($process in @($watch.Lab.Processes)) { Stop-LabProcess $process } }
        foreach ($watch in $watched) { Add-WatchSample $watch }
    }
    finally {
        foreach ($watch in $watched) { Save-NodeLog $watch; Remove-ScenarioLab $watch.Lab }
    }
}

# The seed at both ends, with detection at the Backup.
function Start-DetectionPair($Watch, [hashtable] $One) {
    $lab = $Watch.Lab
    if ($One.Master -eq 'keepalived') { $null = Start-Keepalived $lab n1 (Write-RealTimeFile $lab) -Before setsid }
    else {
        Install-ScenarioNode $lab n1 (Get-SeedParameter 100)
        Start-ScenarioNode $lab n1
    }
    $null = Wait-Until { Test-Owner $lab.n1 }
    Install-ScenarioNode $lab n2 (Get-SeedParameter 99)
    Set-NodeDetection $lab n2 '{ probe: neighbor, interval: 50ms, misses: 3 }'
    Start-ScenarioNode $lab n2
    foreach ($name in 'n1', 'n2') {
        if ($One['Ordinary']) { foreach ($id in Get-NamespaceProcessId $lab.$name) { & chrt --all-tasks --other --pid 0 $id } }
        Set-DaemonNice $lab $name
    }
    Wait-Owner $lab n1 n2
}

# As it comes, keepalived is silent for seconds here, and who is silent for three intervals is rightly succeeded.
function Write-RealTimeFile($Lab) {
    $file = Join-Path $Lab.Directory real-time.conf
    $text = [System.IO.File]::ReadAllText((Join-Path $PSScriptRoot '../../scenarios/fixtures/keepalived-n1.conf'))
    $line = "global_defs {`n"
    [System.IO.File]::WriteAllText($file, $text.Replace($line, "$line    vrrp_rt_priority 50`n    vrrp_rlimit_rttime 1000000`n"))
    return $file
}

# From here on everything counts: the node's own figures, its questions to the Master's host, the answers, who advertises.
function Start-Watch($Watch) {
    $n2 = Get-NodeParameter $Watch.Lab n2
    $null = Get-HaVipStatistic @n2 -Reset -Confirm:$false
    $Watch.Since = [datetime]::Now
    $first, $second = (Get-MacAddress $Watch.Lab.n1), (Get-MacAddress $Watch.Lab.n2)
    $filter = "(arp and ether host $first and ether host $second) or " +
        '(ip proto 112 and (src host 192.168.6.110 or src host 192.168.6.120))'
    $log = Join-Path $Watch.Lab.Directory wire.log
    $null = Start-Wire $Watch.Lab $Watch.Lab.n2 $log $filter
}

# From the client: echo requests without a pause, questions for hosts that are not there, and advertisements of the virtual
# router that nobody may believe; keepalived 2.2.7 falls silent under these, real-time or not, and is spared them.
function Start-Flood($Watch, [int] $Seconds) {
    $lab = $Watch.Lab
    $end = $Seconds + 120
    $index = (Invoke-Ip -n $Lab.Client -j link show dev eth0 | ConvertFrom-Json | ForEach-Object { $_ }).ifindex
    # It goes on for as long as its standard input is open.
    $junk = 'tail -f /dev/null | "$@"', 'sh', (Get-RunnerPath), 'lab-junk', '--network-namespace', $Lab.Client, '--address',
        '192.168.7.100', '--virtual-router-id', '52', '--source', '192.168.6.1', '--interface-index', $index, '--password', '1111',
        '--interval', '50ms', '--burst', '10', '--duration', "${end}s"
    $absent = 'while :; do for i in $(seq 130 250); do echo junk >/dev/udp/192.168.6.$i/9; done 2>/dev/null; sleep 0.2; done'
    if ($Watch.Master -eq 'keepalived') { $junk = @('exit') }
    $commands = (@('timeout', $end, 'sh', '-c') + $junk), @('timeout', $end, 'bash', '-c', $absent),
        @('ping', '-f', '-q', '-w', $end, '192.168.6.110'), @('ping', '-f', '-q', '-w', $end, '192.168.6.120')
    foreach ($command in $commands) {
        $log = Join-Path $Lab.Directory "flood-$($Lab.Processes.Count).log"
        $null = Start-LabProcess $Lab $Lab.Client $log $command
    }
}

# Why, as the node tells it, as soon as it is seen.
function Show-Takeover($Watch) {
    $n2 = Get-NodeParameter $Watch.Lab n2
    $counted = Get-WatchedStatistic $Watch
    if (-not $counted -or $counted.BecameMaster -eq $Watch.Told) { return }
    $Watch.Told = $counted.BecameMaster
    Write-Warning "$($Watch.Case): $($counted.BecameMaster) takeovers, $($counted.FalseAlarms) false alarms"
    Get-HaVipEvent @n2 -Since $Watch.Since | Select-Object -Last 8 | ForEach-Object {
        Write-Host "    $($_.Time.ToString('HH:mm:ss.fff')) $($_.Kind): $($_.Reason)"
    }
}

# Null where nobody answers in time, as who is not real-time may have to wait long for a processor here.
function Get-WatchedStatistic($Watch) {
    $n2 = Get-NodeParameter $Watch.Lab n2
    try { Get-HaVipStatistic @n2 }
    catch { Write-Warning "$($Watch.Case): $_" }
}

# Whether the Backup is still quick when at last the Master's host does lose its power.
function Complete-Watch($Watch, [double] $Minutes) {
    $Watch.Minutes = $Minutes
    $Watch.Counted = Wait-Until -Timeout 300 { Get-WatchedStatistic $Watch }
    Disable-LabPort $Watch.Lab n1
    $null = Wait-Until -Timeout 120 { Test-Owner $Watch.Lab.n2 }
}

function Add-WatchSample($Watch) {
    $counted, $log = $Watch.Counted, (Join-Path $Watch.Lab.Directory wire.log)
    $asked = Measure-Question $log
    $doubts = Measure-Doubt $Watch
    $values = [ordered] @{
        'watched for|min' = $Watch.Minutes; 'takeovers|' = $counted.BecameMaster
        'takeovers because the host seemed gone|' = $doubts; 'false alarms|' = $counted.FalseAlarms
        'probes sent|' = $asked.Sent; 'probes answered|' = $asked.Answered; 'most unanswered in a row|' = $asked.Row
        'slowest answer|ms' = $asked.Slowest; 'advertisements heard|' = $counted.Received; 'junk refused|' = $counted.Dropped
        'timers more than 100 ms late|' = $counted.LateTimers
        'power loss at the end: taken over after the last sign of life|ms' = 1000 * (Measure-Takeover $log)
    }
    foreach ($name in $values.Keys) {
        $figure, $unit = $name -split '\|'
        Add-Sample $Watch.Case $figure $unit HaVip $values[$name]
    }
}

# Seconds from the Master's last advertisement, or its host's last answer, to the first advertisement of the Backup.
function Measure-Takeover([string] $Log) {
    $last, $taken = 0.0, 0.0
    foreach ($line in [System.IO.File]::ReadLines($Log)) {
        if ($line -notmatch '^(?<time>\d+\.\d+) (ARP, Reply (?<from>192\.168\.6\.110) is-at|IP (?<from>192\.168\.6\.1[12]0) > 224)') { continue }
        if ($Matches.from -eq '192.168.6.110') { $last, $taken = [double] $Matches.time, 0.0 }
        elseif (-not $taken) { $taken = [double] $Matches.time }
    }
    if ($taken) { return $taken - $last }
}

# The Backup's questions to the Master's host, and its answers.
function Measure-Question([string] $Log) {
    $asked = [pscustomobject] @{ Sent = 0; Answered = 0; Row = 0; Slowest = 0.0 }
    $open, $since = 0, 0.0
    foreach ($line in [System.IO.File]::ReadLines($Log)) {
        if ($line -match '^(\d+\.\d+) ARP, Request who-has 192\.168\.6\.110 .*tell 192\.168\.6\.120') {
            $asked.Sent++
            if (-not $open) { $since = [double] $Matches[1] }
            $open++
        }
        elseif ($open -and $line -match '^(\d+\.\d+) ARP, Reply 192\.168\.6\.110 is-at') {
            $asked.Answered++
            $asked.Row = [Math]::Max($asked.Row, $open - 1)
            $asked.Slowest = [Math]::Max($asked.Slowest, 1000 * ([double] $Matches[1] - $since))
            $open = 0
        }
    }
    # The last ones were for a host that is gone.
    $asked.Sent -= $open
    $asked
}

# The others followed three intervals of silence, which is the protocol's own time. The last one was right.
function Measure-Doubt($Watch) {
    [regex]::Matches((Get-ScenarioLog $Watch.Lab n2), 'Backup -> Master \(the host of').Count - 1
}

# What the nodes said, and the advertisements as they were heard on the wire, for whoever wants to know why.
function Save-NodeLog($Watch) {
    $texts = @{ n1 = Get-ScenarioLog $Watch.Lab n1; n2 = Get-ScenarioLog $Watch.Lab n2 }
    $wire = Join-Path $Watch.Lab.Directory wire.log
    if (Test-Path $wire) { $texts.wire = @([System.IO.File]::ReadLines($wire) | Where-Object { $_ -match ' IP ' }) -join "`n" }
    $null = [System.IO.Directory]::CreateDirectory((Join-Path $Folder logs))
    foreach ($name in $texts.Keys) {
        if (-not $texts.$name) { continue }
        [System.IO.File]::WriteAllText((Join-Path $Folder "logs/$($bench.Scenario) $($Watch.Case) $name.log"), $texts.$name)
    }
}
