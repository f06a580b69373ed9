# What a client notices of a Master that dies, leaves or hands over, in a pair of one kind: HaVip on both nodes, or
# keepalived on both, or a Backup of HaVip that watches over keepalived. n1 is the better node. A client sends a probe a
# millisecond. A Master dies or hangs right after an advertisement, so that chance has no part in it.
#
#   outage      the longest time without an answer
#   lost        probes without an answer
#   moved       from the command, or the event, until the other node answered first
#   two owners  of a dead or hanging owner: for how long its kernel kept the address when the other node had taken it

# Seconds between advertisements. Version 2 at 1 s is the seed, password and all.
$script:OutageModes = @{
    'version 2, 1 s' = @{ Version = 2; Interval = 1 }
    'version 2, 1 s, fast detection' = @{ Version = 2; Interval = 1; Detection = '{ probe: neighbor, interval: 50ms, misses: 3 }' }
    'version 3, 1 s' = @{ Version = 3; Interval = 1 }
    'version 3, 100 ms' = @{ Version = 3; Interval = 0.1 }
    'version 3, 10 ms' = @{ Version = 3; Interval = 0.01 }
}

# Seconds of silence are no work: those at 1 s do not disturb each other.
function Add-OutageBenchmark([string] $Name, [string] $Mode, [string[]] $Way, [switch] $Quiet) {
    $do = [scriptblock]::Create("Invoke-Outage '$Mode' '$($Way -join "', '")'")
    Add-Benchmark @{ Name = $Name; Group = 'What a client notices'; Quiet = [bool] $Quiet; Do = $do }
}

Add-OutageBenchmark power-v2-1s 'version 2, 1 s' 'power loss' -Quiet
Add-OutageBenchmark power-v3-1s 'version 3, 1 s' 'power loss' -Quiet
Add-OutageBenchmark power-v3-100ms 'version 3, 100 ms' 'power loss'
Add-OutageBenchmark power-v3-10ms 'version 3, 10 ms' 'power loss'
Add-OutageBenchmark power-detection 'version 2, 1 s, fast detection' 'power loss' -Quiet
Add-OutageBenchmark kill 'version 2, 1 s' kill -Quiet
Add-OutageBenchmark hang 'version 2, 1 s' hang -Quiet
Add-OutageBenchmark stop 'version 2, 1 s' 'graceful stop', 'return'
Add-OutageBenchmark planned 'version 2, 1 s' 'planned failover', 'failback'
Add-OutageBenchmark kill-100ms 'version 3, 100 ms' kill
Add-OutageBenchmark hang-100ms 'version 3, 100 ms' hang
Add-OutageBenchmark stop-100ms 'version 3, 100 ms' 'graceful stop', 'return'
Add-OutageBenchmark planned-100ms 'version 3, 100 ms' 'planned failover', 'failback'

$script:MixedPair = 'HaVip after keepalived'

function Invoke-Outage([string] $Mode, [string[]] $Way) {
    $kinds = $bench.Kinds
    if ($script:OutageModes[$Mode]['Detection'] -and $kinds -contains 'keepalived') { $kinds += $script:MixedPair }
    $ways = @(Get-OutageWay | Where-Object { $Way -contains $_.Name })
    $pairs = @{}
    try {
        Invoke-InTurn -Kind $kinds {
            param($kind)
            if (-not $pairs[$kind]) { $pairs[$kind] = New-OutagePair $kind $Mode }
            try { foreach ($one in $ways) { Add-OutageSample $Mode $one $kind (Measure-Outage $pairs[$kind] $one) } }
            catch {
                # The next run begins with a new one.
                Remove-OutagePair $pairs[$kind]
                $pairs[$kind] = $null
                throw
            }
        }
    }
    finally {
        foreach ($pair in @($pairs.Values)) { Remove-OutagePair $pair }
    }
}

function Add-OutageSample([string] $Mode, [hashtable] $Way, [string] $Kind, $Measured) {
    $case = "$($Way.Name), $Mode"
    Add-Sample $case 'outage' ms $Kind $Measured.Outage
    Add-Sample $case 'lost probes' '' $Kind $Measured.Lost
    Add-Sample $case 'moved after' ms $Kind $Measured.Moved
    if ($Way['Watch']) { Add-Sample $case 'two owners for' ms $Kind $Measured.TwoOwners 'until removed' }
}

function New-OutagePair {
    param([string] $Kind, [string] $Mode)
    $pair = [pscustomobject] @{
        Lab = New-MeasuredLab; Kind = $Kind; Mode = $script:OutageModes[$Mode]; Process = @{}; File = @{}; Victim = @()
    }
    try {
        foreach ($name in 'n1', 'n2') {
            Install-OutageNode $pair $name @{ n1 = 100; n2 = 99 }.$name
            Start-OutageNode $pair $name
        }
        Wait-Owner $pair.Lab n1 n2
    }
    catch { Remove-OutagePair $pair; throw }
    return $pair
}

function Get-OutageNodeKind($Pair, [string] $Name) {
    if ($Pair.Kind -eq $script:MixedPair) { return @{ n1 = 'keepalived'; n2 = 'HaVip' }.$Name }
    return $Pair.Kind
}

function Install-OutageNode($Pair, [string] $Name, [int] $Priority) {
    if ((Get-OutageNodeKind $Pair $Name) -eq 'keepalived') {
        $Pair.File.$Name = Write-OutageKeepalivedFile $Pair $Name $Priority
        return
    }
    $instance = Get-SeedParameter $Priority
    if ($Pair.Mode.Version -eq 3) {
        $instance = Get-QuickParameter $Priority
        $instance.AdvertisementInterval = "$([int] (1000 * $Pair.Mode.Interval))ms"
    }
    Install-ScenarioNode $Pair.Lab $Name $instance
    if ($Pair.Mode['Detection']) { Set-NodeDetection $Pair.Lab $Name $Pair.Mode.Detection }
}

# A file that may be edited.
function Write-OutageKeepalivedFile {
    param($Pair, [string] $Name, [int] $Priority)
    if ($Pair.Mode.Version -eq 3) { return Write-QuickKeepalivedFile $Pair.Lab $Name $Priority $Pair.Mode.Interval }
    $file = Join-Path $Pair.Lab.Directory "seed-$Name.conf"
    [System.IO.File]::Copy((Join-Path $PSScriptRoot "../../scenarios/fixtures/keepalived-$Name.conf"), $file)
    return $file
}

function Start-OutageNode {
    param($Pair, [string] $Name)
    if ((Get-OutageNodeKind $Pair $Name) -eq 'keepalived') { $Pair.Process.$Name = Start-Keepalived $Pair.Lab $Name $Pair.File.$Name }
    else { Start-ScenarioNode $Pair.Lab $Name }
}

function Stop-OutageNode {
    param($Pair, [string] $Name)
    if ((Get-OutageNodeKind $Pair $Name) -eq 'keepalived') { return Stop-LabProcess $Pair.Process.$Name }
    $node = Get-NodeParameter $Pair.Lab $Name
    $null = Stop-HaVipInstance @node -Confirm:$false
}

# All processes of the daemon or runner get the signal; services of the host go on. None may see that another has died
# before it: keepalived's child would say goodbye then.
function Send-OutageSignal {
    param($Pair, [string] $Name, [string] $Signal)
    if ($Signal -ne 'CONT') {
        $Pair.Victim = @(Get-OutageProcessId $Pair $Name)
        Send-Signal STOP $Pair.Victim
    }
    if ($Signal -ne 'STOP') { Send-Signal $Signal $Pair.Victim }
}

function Get-OutageProcessId {
    param($Pair, [string] $Name)
    if ((Get-OutageNodeKind $Pair $Name) -eq 'HaVip') {
        $node = Get-NodeParameter $Pair.Lab $Name
        return @(Get-HaVipState @node)[0].ProcessId
    }
    Get-NamespaceProcessId $Pair.Lab.$Name |
        Where-Object { [System.IO.File]::ReadAllText("/proc/$_/comm").Trim() -eq 'keepalived' }
}

# The administrator's way with keepalived: another priority in the file, and SIGHUP.
function Set-OutagePriority {
    param($Pair, [string] $Name, [int] $From, [int] $To)
    $text = [System.IO.File]::ReadAllText($Pair.File.$Name)
    [System.IO.File]::WriteAllText($Pair.File.$Name, $text.Replace("priority $From`n", "priority $To`n"))
    Send-Signal HUP $Pair.Process.$Name.Id
}

# The ways in an order in which one follows the other: what is done to n1, who is Master then, and what makes n1 Master
# again where the next way, which is After it, does not. A Sudden one comes right after an advertisement, which is the
# worst moment and the same one for all. With Watch: for how long do the dead stay in possession?
function Get-OutageWay {
    @{ Name = 'power loss'; Owner = 'n2'; Sudden = $true
        Do = { Disable-LabPort $Pair.Lab n1 }; Undo = { Enable-LabPort $Pair.Lab n1 } }
    @{ Name = 'kill'; Owner = 'n2'; Sudden = $true; Watch = $true
        Do = { Send-OutageSignal $Pair n1 KILL }; Undo = { Start-OutageNode $Pair n1 } }
    @{ Name = 'hang'; Owner = 'n2'; Sudden = $true; Watch = $true
        Do = { Send-OutageSignal $Pair n1 STOP }; Undo = { Send-OutageSignal $Pair n1 CONT } }
    @{ Name = 'graceful stop'; Owner = 'n2'; Do = { Stop-OutageNode $Pair n1 } }
    @{ Name = 'return'; After = 'graceful stop'; Owner = 'n1'; Do = { Start-OutageNode $Pair n1 } }
    @{ Name = 'planned failover'; Owner = 'n2'; Do = {
            if ($Pair.Kind -eq 'keepalived') { return Set-OutagePriority $Pair n1 100 90 }
            $node = Get-NodeParameter $Pair.Lab n1
            $null = Invoke-HaVipFailover @node -Confirm:$false
        } }
    @{ Name = 'failback'; After = 'planned failover'; Owner = 'n1'; Do = {
            if ($Pair.Kind -eq 'keepalived') { return Set-OutagePriority $Pair n1 90 100 }
            $node = Get-NodeParameter $Pair.Lab n1
            $null = Invoke-HaVipFailover @node -Failback -Confirm:$false
        } }
}

# What the client noticed of one way, in milliseconds: Outage and Lost; Moved, from the command or the event until the
# other node answered; and of a dead owner TwoOwners, for how long its kernel had the address beside the new owner; null
# where it still has it after so many seconds, and below zero where nobody had it in between.
function Measure-Outage {
    param($Pair, [hashtable] $Way, [timespan] $SettleTime = '00:00:01', [double] $WatchSeconds = 5)
    $lab = $Pair.Lab
    if ($Way['After']) { Wait-Owner $lab n2 n1 } else { Wait-Owner $lab n1 n2 }
    $monitor = Start-AddressMonitor $lab
    $act = $Way.Do
    $measured = Measure-HaVipFailover -Lab $lab.Made 192.168.7.100 -SettleTime $SettleTime -ScriptBlock {
        if ($Way['Sudden']) { Wait-Advertisement $lab n2 }
        [System.DateTimeOffset]::Now
        $null = & $act
        $null = Wait-Until -Because "$($Way.Owner) is the owner" { Test-Owner $lab.($Way.Owner) }
        if ($Way['Watch']) { Wait-Released $lab n1 $WatchSeconds } elseif (-not $Way['Undo']) { Wait-OneOwner $lab }
    }
    $changes = @(Stop-AddressMonitor $monitor | Where-Object { $_.Address -eq '192.168.7.100' })
    if ($Way['Undo']) { $null = & $Way.Undo; Wait-Owner $lab n1 n2 }
    $first = $measured.Segments | Where-Object { $_.Node -eq $Way.Owner } | Select-Object -First 1
    $result = [ordered] @{
        Outage = $measured.Outage.TotalMilliseconds
        Lost = $measured.Lost
        Moved = ($first.First - $measured.Output[0]).TotalMilliseconds
        Unread = $measured.Unread
    }
    if ($Way['Watch']) { $result.TwoOwners = Get-TwoOwnerTime $changes }
    [pscustomobject] $result
}

function Wait-Released {
    param($Lab, [string] $Name, [double] $Seconds)
    $clock = [System.Diagnostics.Stopwatch]::StartNew()
    while ($clock.Elapsed.TotalSeconds -lt $Seconds -and (Get-OwnedAddress $Lab.$Name)) { Start-Sleep -Milliseconds 50 }
}

function Wait-OneOwner {
    param($Lab)
    $null = Wait-Until -Because 'one node owns the addresses' {
        @('n1', 'n2' | Where-Object { Get-OwnedAddress $Lab.$_ }).Count -eq 1
    }
}

# Null where the old owner did not let go while it was watched.
function Get-TwoOwnerTime {
    param([object[]] $Change)
    $taken = $Change | Where-Object { $_.Name -eq 'n2' -and -not $_.Deleted } | Select-Object -First 1
    $gone = $Change | Where-Object { $_.Name -eq 'n1' -and $_.Deleted } | Select-Object -First 1
    if ($gone) { return ($gone.Time - $taken.Time).TotalMilliseconds }
}

function Remove-OutagePair {
    param($Pair)
    if ($Pair) { Remove-MeasuredLab $Pair.Lab }
}
