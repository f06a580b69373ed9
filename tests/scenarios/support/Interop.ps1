# Version 3 at 100 ms with keepalived as the other node. A kind is IPv4, IPv6, Unicast IPv4 or Unicast IPv6.

# The virtual address that tells who is Master.
function Get-InteropAddress {
    param([string] $Kind)
    if ($Kind -like '*IPv6') { 'fd00:7::100' } else { '192.168.7.100' }
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

function Get-InteropParameter {
    param([string] $Kind, [byte] $Priority, [string] $Source, [string] $Peer)
    $parameters = @{
        InstanceName          = 'VI_1'
        Interface             = 'eth0'
        Version               = 3
        VirtualRouterId       = 52
        Priority              = $Priority
        AdvertisementInterval = '100ms'
        VirtualAddress        = if ($Kind -like '*IPv6') { 'fe80::7:100/64', 'fd00:7::100/64' } else { '192.168.7.100/24' }
    }
    if ($Kind -like 'Unicast*') {
        # keepalived 2.2.7 sends these with the machine's own hop limit.
        $parameters.UnicastPeer = if ($Kind -like '*IPv6') { "$Peer minttl 64" } else { $Peer }
        $parameters.UnicastSource = $Source
    }
    return $parameters
}

# The same for keepalived; returns the file.
function Write-KeepalivedConfiguration {
    param($Lab, [string] $Name, [string] $Kind, [byte] $Priority, [string] $Source, [string] $Peer)
    $addresses = if ($Kind -like '*IPv6') { 'fe80::7:100/64', 'fd00:7::100/64' } else { '192.168.7.100/24' }
    $unicast = if ($Kind -like 'Unicast*') { "unicast_src_ip $Source`n    unicast_peer {`n        $Peer`n    }" }
    $file = Join-Path $Lab.Directory "keepalived-$Name.conf"
    [System.IO.File]::WriteAllText($file, @"
global_defs {
    router_id $Name
    vrrp_version 3
}
vrrp_instance VI_1 {
    state BACKUP
    interface eth0
    virtual_router_id 52
    priority $Priority
    advert_int 0.1
    $unicast
    virtual_ipaddress {
        $($addresses -join "`n        ")
    }
}

"@)
    return $file
}

# The one keepalived of a lab: the last process started with its name.
function Stop-Keepalived {
    param($Lab)
    $process = @($Lab.Processes | Where-Object { -not $_.HasExited -and $_.StartInfo.ArgumentList -contains 'keepalived' })[-1]
    Stop-LabProcess $process
}

# Whether a host has the address, of either family.
function Test-AddressOwner {
    param([string] $Namespace, [string] $Address)
    $all = Invoke-Ip -n $Namespace -j address show dev eth0 | ConvertFrom-Json | ForEach-Object { $_.addr_info }
    return @($all | Where-Object { $_.local -eq $Address }).Count -eq 1
}

function Wait-AddressOwner {
    param($Lab, [string] $Owner, [string] $Other, [string] $Address)
    $null = Wait-Until -Because "$Owner owns $Address and $Other does not" {
        (Test-AddressOwner $Lab.$Owner $Address) -and -not (Test-AddressOwner $Lab.$Other $Address)
    }
}

# Advertisements of both families as tcpdump sees them at a node, where unicast passes too.
function Start-AdvertisementCapture {
    param($Lab, [string] $Name)
    $log = Join-Path $Lab.Directory "$Name-advertisements-$([guid]::NewGuid().ToString('n')).log"
    $process = Start-LabProcess $Lab $Lab.$Name $log @(
        'tcpdump', '--immediate-mode', '-l', '-nn', '-tt', '-v', '-i', 'eth0', 'ip proto 112 or ip6 proto 112')
    $null = Wait-Until -Because 'tcpdump listens' { [System.IO.File]::ReadAllText($log).Contains('listening on') }
    return [pscustomobject] @{ Log = $log; Process = $process }
}

# Those so far: Time (seconds), Source, Version, Priority, TimeToLive, BadChecksum.
function Read-AdvertisementCapture {
    param($Capture)
    $text = [System.IO.File]::ReadAllText($Capture.Log) -replace '\n\s+', ' '
    foreach ($line in $text -split '\n') {
        if ($line -notmatch '^(?<time>\d+\.\d+) .*?(?<source>[0-9a-f.:]+) > \S+: .*VRRPv(?<version>\d), .*prio (?<prio>\d+)') { continue }
        $advertisement = @{
            Time = [double] $Matches.time; Source = $Matches.source
            Version = [int] $Matches.version; Priority = [int] $Matches.prio
        }
        $advertisement.TimeToLive = if ($line -match '(ttl|hlim) (\d+)') { [int] $Matches[2] }
        $advertisement.BadChecksum = $line -match 'bad (vrrp )?cksum'
        [pscustomobject] $advertisement
    }
}
