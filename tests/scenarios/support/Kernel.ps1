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

# Takes an address from a host that has it; the runner may have been quicker.
function Remove-LabAddress {
    param([string] $Namespace, [string] $Prefix)
    $output = & ip -n $Namespace address delete $Prefix dev eth0 2>&1
    if ($LASTEXITCODE -and "$output" -notmatch 'Cannot assign requested address') { throw "$Prefix in ${Namespace}: $output" }
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

# Every change of an address of the lab from now on. One socket hears all namespaces, so that the order is the kernel's.
function Start-AddressMonitor {
    param($Lab)
    $log = Join-Path $Lab.Directory "addresses-$([guid]::NewGuid().ToString('n')).log"
    $process = Start-LabProcess $Lab $Lab.Switch $log @('ip', '-ts', '-4', 'monitor', 'all-nsid', 'address')
    $null = Wait-Until -Because 'ip monitor listens' { Test-NetlinkSocket $process.Id }
    return [pscustomobject] @{ Log = $log; Process = $process; Lab = $Lab }
}

# The changes in their order: Time (the machine's), Name of the host, Address, Deleted.
function Stop-AddressMonitor {
    param($Monitor)
    Stop-LabProcess $Monitor.Process
    $names = @{}
    foreach ($line in Invoke-Ip -n $Monitor.Lab.Switch netns list-id) {
        if ($line -match '^nsid (\d+) .*name: \S+-(\w+)\)') { $names[$Matches[1]] = $Matches[2] }
    }
    foreach ($line in [System.IO.File]::ReadAllLines($Monitor.Log)) {
        $change = '^\[(?<time>\S+)\] \[nsid (?<id>\d+)\](?<deleted>Deleted )?.* inet (?<address>[0-9.]+)/'
        if ($line -notmatch $change) { continue }
        [pscustomobject] @{
            Time = [datetime]::Parse($Matches.time, [cultureinfo]::InvariantCulture)
            Name = $names[$Matches.id]; Address = $Matches.address; Deleted = $null -ne $Matches['deleted']
        }
    }
}

# Whether there was an owner of the address after every change, if one host had it before the first.
function Test-AlwaysOwned {
    param([object[]] $Change, [string] $Address, [string] $Owner)
    $owners = [System.Collections.Generic.HashSet[string]]::new([string[]] @($Owner))
    foreach ($one in $Change | Where-Object { $_.Address -eq $Address }) {
        if ($one.Deleted) { $null = $owners.Remove($one.Name) } else { $null = $owners.Add($one.Name) }
        if ($owners.Count -eq 0) { return $false }
    }
    return $true
}

# Whether a process has bound a netlink socket, so that it misses nothing from now on.
function Test-NetlinkSocket {
    param([int] $Id)
    $rows = [System.IO.File]::ReadAllLines("/proc/$Id/net/netlink") | ForEach-Object { , ($_.Trim() -split '\s+') }
    return [bool] ($rows | Where-Object { $_[2] -eq "$Id" -and $_[3] -ne '00000000' })
}
