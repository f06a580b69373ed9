# IPv4 addresses of eth0 as the kernel has them: local, prefixlen, secondary, scope, valid_life_time.
function Get-KernelAddress {
    param([string] $Namespace)
    Invoke-Ip -n $Namespace -j -4 address show dev eth0 | ConvertFrom-Json | ForEach-Object { $_ } |
        Where-Object { $_.addr_info } | ForEach-Object { $_.addr_info }
}

# The virtual addresses a node has, in the kernel's order.
function Get-OwnedAddress {
    param([string] $Namespace)
    @(Get-KernelAddress $Namespace | Where-Object { $_.local -like '192.168.7.*' } | ForEach-Object { $_.local })
}

function Get-DefaultRoute {
    param([string] $Namespace)
    @(Invoke-Ip -n $Namespace -j route show default | ConvertFrom-Json | ForEach-Object { $_ })
}

function Test-Owner {
    param([string] $Namespace)
    $owned = Get-OwnedAddress $Namespace
    return ($owned -contains '192.168.7.100') -and ($owned -contains '192.168.7.101') -and
        (@(Get-DefaultRoute $Namespace).Count -eq 1)
}

# Owns nothing: no virtual address, no default route.
function Test-NoOwner {
    param([string] $Namespace)
    return (@(Get-OwnedAddress $Namespace).Count -eq 0) -and (@(Get-DefaultRoute $Namespace).Count -eq 0)
}

# Waits until one node has everything and the other nothing.
function Wait-Owner {
    param($Lab, [string] $Owner, [string] $Other, [double] $Timeout = 30)
    $null = Wait-Until -Timeout $Timeout -Because "$Owner owns addresses and route, $Other owns none" {
        (Test-Owner $Lab.$Owner) -and (Test-NoOwner $Lab.$Other)
    }
}

function Get-NamespaceSysctl {
    param([string] $Namespace, [string] $Key)
    $path = '/proc/sys/' + $Key.Replace('.', '/')
    "$(& ip netns exec $Namespace cat $path)".Trim()
}

function Test-Ping {
    param([string] $Namespace, [string] $Address)
    $null = & ip netns exec $Namespace ping -n -c 1 -W 1 $Address 2>&1
    return $LASTEXITCODE -eq 0
}

# Every change of a node's addresses as the kernel tells it, from now on.
function Start-AddressMonitor {
    param($Lab, [string] $Name)
    $log = Join-Path $Lab.Directory "$Name-addresses-$([guid]::NewGuid().ToString('n')).log"
    $process = Start-LabProcess $Lab $Lab.$Name $log @('ip', '-ts', '-4', 'monitor', 'address')
    $null = Wait-Until -Because 'ip monitor listens' { Test-NetlinkSocket $process.Id }
    return [pscustomobject] @{ Log = $log; Process = $process }
}

# The changes: Time (of the host's clock), Address, Deleted.
function Stop-AddressMonitor {
    param($Monitor)
    Stop-LabProcess $Monitor.Process
    foreach ($line in [System.IO.File]::ReadAllLines($Monitor.Log)) {
        if ($line -notmatch '^\[(?<time>[^\]]+)\] ?(?<deleted>Deleted )?.* inet (?<address>[0-9.]+)/') { continue }
        [pscustomobject] @{
            Time    = [datetime]::Parse($Matches.time, [cultureinfo]::InvariantCulture)
            Address = $Matches.address
            Deleted = $null -ne $Matches.deleted
        }
    }
}

# Whether the taker had the address when the giver let go of it last, by the times of both monitors.
function Test-Handover {
    param([object[]] $Giver, [object[]] $Taker, [string] $Address)
    $lost = $Giver | Where-Object { $_.Address -eq $Address -and $_.Deleted } | Select-Object -Last 1
    $before = $Taker | Where-Object { $_.Address -eq $Address -and $_.Time -le $lost.Time } | Select-Object -Last 1
    return $null -ne $lost -and $null -ne $before -and -not $before.Deleted
}

# Whether a process has bound a netlink socket, so that it misses nothing from now on.
function Test-NetlinkSocket {
    param([int] $Id)
    $rows = [System.IO.File]::ReadAllLines("/proc/$Id/net/netlink") | ForEach-Object { , ($_.Trim() -split '\s+') }
    return [bool] ($rows | Where-Object { $_[2] -eq "$Id" -and $_[3] -ne '00000000' })
}
