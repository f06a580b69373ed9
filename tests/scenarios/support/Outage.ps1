# What a client notices of a Master that dies, leaves or hands over, in a pair of one kind: HaVip on both nodes, or
# keepalived on both. n1 is the better node.

# A mode is Version 2 (1 s, as the seed) or Version 3 (100 ms).
function New-OutagePair {
    param([string] $Kind, [string] $Mode)
    $pair = [pscustomobject] @{
        Lab = New-MeasuredLab; Kind = $Kind; Mode = $Mode; Process = @{}; File = @{}; Victim = @()
    }
    foreach ($name in 'n1', 'n2') {
        $priority = @{ n1 = 100; n2 = 99 }.$name
        if ($Kind -eq 'keepalived') { $pair.File.$name = Write-OutageKeepalivedFile $pair $name $priority }
        elseif ($Mode -eq 'Version 2') { Install-ScenarioNode $pair.Lab $name (Get-SeedParameter $priority) }
        else { Install-ScenarioNode $pair.Lab $name (Get-QuickParameter $priority) }
        Start-OutageNode $pair $name
    }
    Wait-Owner $pair.Lab n1 n2
    return $pair
}

# A file that may be edited.
function Write-OutageKeepalivedFile {
    param($Pair, [string] $Name, [int] $Priority)
    if ($Pair.Mode -ne 'Version 2') { return Write-QuickKeepalivedFile $Pair.Lab $Name $Priority }
    $file = Join-Path $Pair.Lab.Directory "seed-$Name.conf"
    [System.IO.File]::Copy((Join-Path $PSScriptRoot "../fixtures/keepalived-$Name.conf"), $file)
    return $file
}

function Start-OutageNode {
    param($Pair, [string] $Name)
    if ($Pair.Kind -eq 'keepalived') { $Pair.Process.$Name = Start-Keepalived $Pair.Lab $Name $Pair.File.$Name }
    else { Start-ScenarioNode $Pair.Lab $Name }
}

function Stop-OutageNode {
    param($Pair, [string] $Name)
    if ($Pair.Kind -eq 'keepalived') { return Stop-LabProcess $Pair.Process.$Name }
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
    if ($Pair.Kind -eq 'HaVip') {
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
