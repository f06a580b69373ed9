# One cell of the matrix of peers and kinds: a lab in which n1 is HaVip and n2 the peer, with two virtual routers, so
# that each of the two is the better one of one of them. A kind is Version 2, Version 2 with password, IPv4, IPv6,
# Unicast IPv4 or Unicast IPv6; without a word about it, it is version 3.
function New-InteropCell {
    param($Lab, [string] $Peer, [string] $Kind)
    $old = $Kind -like 'Version 2*'
    return [pscustomobject] @{
        Lab      = $Lab
        Peer     = $Peer
        Version  = if ($old) { 2 } else { 3 }
        # In seconds; version 2 counts in whole ones.
        Interval = if ($old) { 1 } else { 0.25 }
        Password = if ($Kind -like '*password') { '1111' }
        Unicast  = $Kind -like 'Unicast*'
        IPv6     = $Kind -like '*IPv6'
        Source   = Add-InteropAddress $Lab $Kind
        Router   = @{
            HaVip = New-InteropRouter $Kind 52 100 @{ n1 = 200; n2 = 100 }
            Peer  = New-InteropRouter $Kind 53 101 @{ n1 = 100; n2 = 200 }
        }
        Process  = $null
    }
}

# Address tells who is Master.
function New-InteropRouter {
    param([string] $Kind, [int] $Id, [int] $Last, [hashtable] $Priority)
    $all = if ($Kind -like '*IPv6') { "fe80::7:$Last", "fd00:7::$Last" } else { "192.168.7.$Last" }
    $length = if ($Kind -like '*IPv6') { 64 } else { 24 }
    return [pscustomobject] @{
        Name = "VI_$Id"; Id = $Id; Priority = $Priority
        Address = @($all)[-1]; Addresses = @($all); PrefixLength = $length
    }
}

# Gives the hosts what they send from, and returns it: n1, n2. IPv6 is ready when detection has ended.
function Add-InteropAddress {
    param($Lab, [string] $Kind)
    if ($Kind -notlike '*IPv6') { return @{ n1 = '192.168.6.110'; n2 = '192.168.6.120' } }
    $source = @{}
    foreach ($name in 'n1', 'n2') {
        $global = @{ n1 = 'fd00:6::110'; n2 = 'fd00:6::120' }.$name
        Invoke-Ip -n $Lab.$name address add "$global/64" dev eth0 nodad
        $source.$name = if ($Kind -like 'Unicast*') { $global } else { Get-LinkLocalAddress $Lab.$name }
    }
    return $source
}

function Get-LinkLocalAddress {
    param([string] $Namespace)
    Wait-Until -Because "$Namespace has a link-local address" {
        Invoke-Ip -n $Namespace -j -6 address show dev eth0 scope link -tentative | ConvertFrom-Json |
            ForEach-Object { $_.addr_info } | Where-Object { $_.local -like 'fe80:*' } |
            ForEach-Object { $_.local } | Select-Object -First 1
    }
}

function Install-InteropNode {
    param($Cell, [string] $Name = 'n1')
    $file = Join-Path $Cell.Lab.Directory "havip-$Name.yaml"
    $instances = foreach ($router in $Cell.Router.Values) { ConvertTo-HaVipInstance $Cell $router $Name }
    [System.IO.File]::WriteAllText($file, "node:`n  name: $Name`ninstances:`n" + ($instances -join ''))
    [System.IO.File]::SetUnixFileMode($file, 'UserRead, UserWrite')
    Install-ScenarioNode $Cell.Lab $Name @{ ConfigurationPath = $file }
}

function ConvertTo-HaVipInstance {
    param($Cell, $Router, [string] $Name)
    $addresses = foreach ($address in $Router.Addresses) { "`"$address/$($Router.PrefixLength)`"" }
    @"
  - name: $($Router.Name)
    interface: eth0
    virtualRouterId: $($Router.Id)
    version: $($Cell.Version)
    priority: $($Router.Priority.$Name)
    advertisementInterval: $(1000 * $Cell.Interval)ms
    virtualAddresses: [ $($addresses -join ', ') ]

"@
    if ($Cell.Password) { "    authentication: { type: simplePassword, password: `"$($Cell.Password)`" }`n" }
    if ($Cell.Unicast) {
        # keepalived 2.2.7 sends unicast over IPv6 with the machine's own hop limit.
        $limit = if ($Cell.IPv6) { 64 } else { 255 }
        $other = if ($Name -eq 'n1') { 'n2' } else { 'n1' }
        $peer = "{ address: `"$($Cell.Source.$other)`", minimumTtl: $limit }"
        "    unicast: { source: `"$($Cell.Source.$Name)`", peers: [ $peer ] }`n"
    }
}

# Starts the side that is better in a virtual router; HaVip in that router alone, a peer as a whole.
function Start-InteropSide {
    param($Cell, [string] $Side)
    if ($Side -eq 'Peer') { Start-InteropPeer $Cell } else { Start-ScenarioNode $Cell.Lab n1 }
}

function Stop-InteropSide {
    param($Cell, [string] $Side)
    if ($Side -eq 'Peer') { return Stop-LabProcess $Cell.Process }
    $node = Get-NodeParameter $Cell.Lab n1
    Stop-HaVipInstance @node -Name $Cell.Router.HaVip.Name -Confirm:$false
}

# Whether a host has the address on a link that works: FRR leaves it on its own link and takes that down.
function Test-AddressOwner {
    param([string] $Namespace, [string] $Address)
    $all = Invoke-Ip -n $Namespace -j address show | ConvertFrom-Json | ForEach-Object { $_ } |
        Where-Object { $_.flags -contains 'LOWER_UP' } | ForEach-Object { $_.addr_info }
    return @($all | Where-Object { $_.local -eq $Address }).Count -eq 1
}

function Wait-AddressOwner {
    param($Lab, [string] $Owner, [string] $Other, [string] $Address)
    $null = Wait-Until -Because "$Owner owns $Address and $Other does not" {
        (Test-AddressOwner $Lab.$Owner $Address) -and -not (Test-AddressOwner $Lab.$Other $Address)
    }
}

# The advertisements of one virtual router so far, in their order, with who sent them: n1 or n2.
function Get-InteropAdvertisement {
    param($Cell, $Router, $Dissection)
    foreach ($one in Read-Dissection $Dissection) {
        if (-not $one.IsAdvertisement -or $one.VirtualRouterId -ne $Router.Id) { continue }
        $sender = if ($one.Source -eq $Cell.Source.n1) { 'n1' } else { 'n2' }
        $one | Add-Member -NotePropertyName Sender -NotePropertyValue $sender -PassThru
    }
}
