# Mastership moved in every way there is, under probes: a cell of two virtual routers in a lab of the module's own.

# The ways in an order in which one follows the other: whose virtual router each moves, and who has it then.
function Get-HandoverWay {
    @{ Name = 'give'; Side = 'HaVip'; Owner = 'n2'; Do = { Invoke-HaVipFailover @n1 -Name $router.Name -Confirm:$false } }
    @{ Name = 'failback of a give'; Side = 'HaVip'; Owner = 'n1'
        Do = { Invoke-HaVipFailover @n1 -Name $router.Name -Failback -Confirm:$false } }
    @{ Name = 'take'; Side = 'Peer'; Owner = 'n1'; Do = { Invoke-HaVipFailover @n1 -Name $router.Name -Confirm:$false } }
    @{ Name = 'failback of a take'; Side = 'Peer'; Owner = 'n2'
        Do = { Invoke-HaVipFailover @n1 -Name $router.Name -Failback -Confirm:$false } }
    @{ Name = 'graceful stop'; Side = 'HaVip'; Owner = 'n2'
        Do = { Stop-HaVipInstance @n1 -Name $router.Name -KeepRunner -Confirm:$false } }
    @{ Name = 'preemption'; Side = 'HaVip'; Owner = 'n1'
        Do = { Start-HaVipInstance @n1 -Name $router.Name -Confirm:$false } }
    @{ Name = 'drain'; Side = 'HaVip'; Owner = 'n2'; Do = { Suspend-HaVipNode @n1 -Drain -Confirm:$false } }
    @{ Name = 'resume'; Side = 'HaVip'; Owner = 'n1'
        Do = { Resume-HaVipNode @n1 -Failback Immediate -Confirm:$false } }
}

# A lab of the module's own as the scenarios' functions want one.
function New-MeasuredLab {
    $name = 'hvb{0:x}{1}' -f $PID, [guid]::NewGuid().ToString('n').Substring(0, 3)
    $directory = [System.IO.Directory]::CreateTempSubdirectory("$name-").FullName
    $made = New-HaVipLab -Name $name -RootPath (Join-Path $directory root)
    return [pscustomobject] @{
        Prefix = $name; Switch = $made.BridgeNamespace; Client = $made.Client.NetworkNamespace
        Directory = $directory; Root = $made.RootPath; Names = @('n1', 'n2'); Made = $made
        n1 = $made.Nodes[0].NetworkNamespace; n2 = $made.Nodes[1].NetworkNamespace
        Processes = [System.Collections.Generic.List[System.Diagnostics.Process]]::new()
    }
}

function Remove-MeasuredLab {
    param($Lab)
    foreach ($process in @($Lab.Processes)) { Stop-LabProcess $process }
    Remove-HaVipLab -Name $Lab.Prefix -Force -Confirm:$false
    [System.IO.Directory]::Delete($Lab.Directory, $true)
}

# The other node is HaVip as well, or keepalived.
function New-MeasuredCell {
    param([string] $Peer, [string] $Kind)
    return New-InteropCell (New-MeasuredLab) $Peer $Kind
}

# Each node Master of the virtual router in which it is the better one; with nginx where it is wanted.
function Start-MeasuredCell {
    param($Cell, [switch] $Nginx)
    if ($Cell.IPv6) { Invoke-Ip -n $Cell.Lab.Client address add fd00:7::1/64 dev eth0 nodad }
    Install-InteropNode $Cell
    Start-ScenarioNode $Cell.Lab n1
    if ($Cell.Peer -eq 'HaVip') {
        Install-InteropNode $Cell n2
        Start-ScenarioNode $Cell.Lab n2
    }
    else {
        Install-InteropPeer $Cell
        Start-InteropPeer $Cell
    }
    if ($Nginx) {
        $endpoint = if ($Cell.IPv6) { '[::]:80' } else { '80' }
        foreach ($name in 'n1', 'n2') { $null = Start-Nginx $Cell.Lab $name $endpoint }
    }
    Wait-AddressOwner $Cell.Lab n1 n2 $Cell.Router.HaVip.Address
    Wait-AddressOwner $Cell.Lab n2 n1 $Cell.Router.Peer.Address
}

function Remove-MeasuredCell {
    param($Cell)
    if ($Cell) { Remove-MeasuredLab $Cell.Lab }
}

# What the client noticed of one way.
function Measure-Handover {
    param($Cell, [hashtable] $Way, [int] $Clients = 0, [timespan] $SettleTime = '00:00:02',
        [timespan] $RequestPause = 0)
    $router = $Cell.Router.($Way.Side)
    $n1 = Get-NodeParameter $Cell.Lab n1
    $other = if ($Way.Owner -eq 'n1') { 'n2' } else { 'n1' }
    $move = $Way.Do
    $with = @{ Clients = $Clients; RequestPause = $RequestPause; SettleTime = $SettleTime }
    Measure-HaVipFailover -Lab $Cell.Lab.Made $router.Address @with -ScriptBlock {
        & $move
        Wait-AddressOwner $Cell.Lab $Way.Owner $other $router.Address
    }
}
