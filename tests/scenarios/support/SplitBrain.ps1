# How often a Master asks who else has its addresses, written into a node's file before it starts.
function Set-NodeProbe {
    param($Lab, [string] $Name, [string] $Interval)
    $file = Get-ConfigurationFile $Lab $Name
    $text = [System.IO.File]::ReadAllText($file)
    $line = "    virtualAddresses:"
    [System.IO.File]::WriteAllText($file, $text.Replace($line, "    splitBrainProbe: { interval: $Interval }`n$line"))
}

# How a Backup asks the Master's host, written into a node's file before it starts.
function Set-NodeDetection {
    param($Lab, [string] $Name, [string] $Detection)
    $file = Get-ConfigurationFile $Lab $Name
    $text = [System.IO.File]::ReadAllText($file)
    $line = "    virtualAddresses:"
    [System.IO.File]::WriteAllText($file, $text.Replace($line, "    detection: $Detection`n$line"))
}

# Two nodes at 100 ms that ask every 200 ms, n1 Master.
function Start-ProbingPair {
    param($Lab, [string] $Interval = '200ms')
    $priority = 100
    foreach ($name in 'n1', 'n2') {
        Install-ScenarioNode $Lab $name (Get-QuickParameter $priority)
        Set-NodeProbe $Lab $name $Interval
        Start-ScenarioNode $Lab $name
        $priority--
    }
    Wait-Owner $Lab n1 n2
}

# Another host of the lab has an address of the Master, as after a mistake or a clone of a machine.
function Add-Stranger {
    param($Lab, [string] $Name, [string] $Address = '192.168.7.100/24')
    Invoke-Ip -n $Lab.$Name address add $Address dev eth0
}

function Remove-Stranger {
    param($Lab, [string] $Name, [string] $Address = '192.168.7.100/24')
    Invoke-Ip -n $Lab.$Name address delete $Address dev eth0
}

# The event of a kind since a time, once there is one.
function Wait-NodeEvent {
    param([hashtable] $Node, [string] $Kind, [datetime] $Since)
    Wait-Until -Because "an event $Kind" { Get-HaVipEvent @Node -Kind $Kind -Since $Since | Select-Object -Last 1 }
}

# keepalived at 100 ms, with the addresses of the quick pair.
function Start-QuickKeepalived {
    param($Lab, [string] $Name, [int] $Priority, [string] $Interval = '0.1')
    Start-Keepalived $Lab $Name (Write-QuickKeepalivedFile $Lab $Name $Priority $Interval)
}

function Write-QuickKeepalivedFile {
    param($Lab, [string] $Name, [int] $Priority, [string] $Interval = '0.1')
    $file = Join-Path $Lab.Directory "quick-$Name.conf"
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
    advert_int $Interval
    virtual_ipaddress {
        192.168.7.100/24
        192.168.7.101/24
    }
    virtual_routes {
        default via 192.168.7.1 dev eth0
    }
}

"@)
    return $file
}

# A node that nobody reaches and that reaches nobody; its interface does not notice.
function Disconnect-LabNode {
    param($Lab, [string] $Name)
    Invoke-Ip -n $Lab.Switch link set $Name nomaster
}

function Connect-LabNode {
    param($Lab, [string] $Name)
    Invoke-Ip -n $Lab.Switch link set $Name master br0
}

# A node drops the VRRP packets it gets, and nothing else.
function Block-Advertisement {
    param($Lab, [string] $Name)
    Invoke-Nft $Lab.$Name 'add table ip deaf'
    Invoke-Nft $Lab.$Name 'add chain ip deaf input { type filter hook input priority 0; }'
    Invoke-Nft $Lab.$Name 'add rule ip deaf input ip protocol 112 drop'
}

function Unblock-Advertisement {
    param($Lab, [string] $Name)
    Invoke-Nft $Lab.$Name 'delete table ip deaf'
}

function Invoke-Nft {
    param([string] $Namespace, [string] $Command)
    $output = & ip netns exec $Namespace nft $Command 2>&1
    if ($LASTEXITCODE -ne 0) { throw "nft $Command : $output" }
}

# Where the client sends what is for an address; null while it would ask first.
function Get-ClientNeighbor {
    param($Lab, [string] $Address = '192.168.7.100')
    $entry = Invoke-Ip -n $Lab.Client -j neighbour show to $Address dev eth0 | ConvertFrom-Json | ForEach-Object { $_ }
    return $entry.lladdr
}
