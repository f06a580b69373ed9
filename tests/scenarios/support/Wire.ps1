# Advertisements and ARP as tcpdump sees them in a namespace, from now on.
function Start-Capture {
    param($Lab, [string] $Name = 'client')
    $namespace = if ($Name -eq 'client') { $Lab.Client } else { $Lab.$Name }
    $log = Join-Path $Lab.Directory "$Name-wire-$([guid]::NewGuid().ToString('n')).log"
    $command = 'tcpdump', '--immediate-mode', '-l', '-nn', '-e', '-tt', '-v', '-i', 'eth0', 'arp or ip proto 112'
    $process = Start-LabProcess $Lab $namespace $log $command
    $null = Wait-Until -Because 'tcpdump listens' { [System.IO.File]::ReadAllText($log).Contains('listening on') }
    return [pscustomobject] @{ Log = $log; Process = $process }
}

# Returns when a host has just got an advertisement.
function Wait-Advertisement {
    param($Lab, [string] $Name)
    $said = & ip netns exec $Lab.$Name timeout 30 tcpdump --immediate-mode -c 1 -nn -i eth0 'ip proto 112' 2>&1
    if ($LASTEXITCODE) { throw "No advertisement reached ${Name}: $said" }
}

function Stop-Capture {
    param($Capture)
    Stop-LabProcess $Capture.Process
    return Read-Capture $Capture
}

# The packets so far: Time (seconds), Mac, Kind, and what belongs to the kind.
function Read-Capture {
    param($Capture)
    $text = [System.IO.File]::ReadAllText($Capture.Log) -replace '\n\s+', ' '
    foreach ($line in $text -split '\n') {
        if ($line -notmatch '^(?<time>\d+\.\d+) (?<mac>\S+) > (?<to>\S+), ') { continue }
        $frame = @{ Time = [double] $Matches.time; Mac = $Matches.mac; To = $Matches.to; Line = $line }
        if ($line.Contains('VRRPv')) { ConvertTo-Advertisement $frame $line }
        elseif ($line.Contains('ethertype ARP')) { ConvertTo-Arp $frame $line }
    }
}

function ConvertTo-Advertisement {
    param([hashtable] $Frame, [string] $Line)
    $null = $Line -match '(?<source>\S+) > \S+: VRRPv(?<version>\d), Advertisement.* vrid (?<id>\d+), prio (?<prio>\d+)'
    $advertisement = $Frame + @{
        Kind = 'Advertisement'; Source = $Matches.source; Version = [int] $Matches.version
        VirtualRouterId = [int] $Matches.id; Priority = [int] $Matches.prio
    }
    $advertisement.TimeToLive = if ($Line -match 'ttl (\d+)') { [int] $Matches[1] }
    $advertisement.BadChecksum = $Line -match 'bad (vrrp )?cksum'
    $advertisement.Addresses = if ($Line -match 'addrs(\(\d+\))?: (\S+)') { $Matches[2].TrimEnd(',') }
    $advertisement.Password = if ($Line -match 'auth "([^"]*)"') { $Matches[1] }
    [pscustomobject] $advertisement
}

function ConvertTo-Arp {
    param([hashtable] $Frame, [string] $Line)
    if ($Line -match 'Request who-has (?<target>\S+) .*tell (?<sender>[0-9.]+)' -or
        $Line -match 'Request who-has (?<target>\S+) tell (?<sender>[0-9.]+)') {
        $kind = if ($Matches.target -eq $Matches.sender) { 'GratuitousArp' } else { 'ArpRequest' }
        [pscustomobject] ($Frame + @{ Kind = $kind; Address = $Matches.target; Sender = $Matches.sender })
    }
    elseif ($Line -match 'Reply (?<address>\S+) is-at (?<owner>[0-9a-f:]+)') {
        [pscustomobject] ($Frame + @{ Kind = 'ArpReply'; Address = $Matches.address; Owner = $Matches.owner })
    }
}

function Get-MacAddress {
    param([string] $Namespace)
    $link = Invoke-Ip -n $Namespace -j link show dev eth0 | ConvertFrom-Json | ForEach-Object { $_ }
    return $link.address
}

# Seconds between the last advertisement of the old Master and the first of the new one; null while there is none.
function Get-TakeoverTime {
    param([object[]] $Packet, [string] $From, [string] $To)
    $adverts = @($Packet | Where-Object { $_.Kind -eq 'Advertisement' })
    $last = ($adverts | Where-Object { $_.Source -eq $From } | Select-Object -Last 1).Time
    $first = ($adverts | Where-Object { $_.Source -eq $To -and $_.Time -gt $last } | Select-Object -First 1).Time
    if ($first) { return $first - $last }
}
