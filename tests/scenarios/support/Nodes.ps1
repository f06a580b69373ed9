# Where a node's files and runner are: for splatting into the cmdlets. The nodes of a lab share a root; below it, each
# has its folders by namespace.
function Get-NodeParameter {
    param($Lab, [string] $Name)
    return @{ NetworkNamespace = $Lab.$Name; RootPath = $Lab.Root }
}

# The seed's instance as one command's parameters.
function Get-SeedParameter {
    param([byte] $Priority)
    return @{
        InstanceName          = 'VI_1'
        Interface             = 'eth0'
        Version               = 2
        VirtualRouterId       = 52
        Priority              = $Priority
        AdvertisementInterval = '1s'
        Password              = ConvertTo-SecureString 1111 -AsPlainText -Force
        VirtualAddress        = '192.168.7.100/24', '192.168.7.101/24'
        VirtualRoute          = 'default via 192.168.7.1 dev eth0'
    }
}

# Like the seed, but quick: version 3 with an interval of 100 ms, for scenarios in which time is not the point.
function Get-QuickParameter {
    param([byte] $Priority)
    $parameters = Get-SeedParameter $Priority
    $parameters.Remove('Password')
    $parameters.Version = 3
    $parameters.AdvertisementInterval = '100ms'
    return $parameters
}

function Install-ScenarioNode {
    param($Lab, [string] $Name, [hashtable] $Instance)
    $node = Get-NodeParameter $Lab $Name
    $null = Install-HaVipNode @node @Instance -Confirm:$false
}

# Both nodes installed and started, n1 Master by its priority.
function Start-Pair {
    param($Lab, [scriptblock] $Parameters = { param($priority) Get-SeedParameter $priority })
    $priority = 100
    foreach ($name in 'n1', 'n2') {
        Install-ScenarioNode $Lab $name (& $Parameters $priority)
        Start-ScenarioNode $Lab $name
        $priority--
    }
    Wait-Owner $Lab n1 n2
}

function Start-ScenarioNode {
    param($Lab, [string] $Name)
    $node = Get-NodeParameter $Lab $Name
    $null = Start-HaVipInstance @node -Confirm:$false
}

function Get-ScenarioLog {
    param($Lab, [string] $Name)
    $node = Get-NodeParameter $Lab $Name
    $file = Join-Path $node.RootPath "var/log/havip/$($node.NetworkNamespace)/havip-node.log"
    if (Test-Path $file) { return [System.IO.File]::ReadAllText($file) }
    return ''
}

# The module of this checkout, or the one the caller names.
function Get-ModuleManifestPath {
    if ($env:HAVIP_MODULE) { return $env:HAVIP_MODULE }
    return [System.IO.Path]::GetFullPath((Join-Path $PSScriptRoot '../../../HaVip.psd1'))
}

function Import-HaVip {
    Import-Module (Get-ModuleManifestPath) -Global -ErrorAction Stop
}

# The runner's program as the module ships it.
function Get-RunnerPath {
    $machine = [System.Runtime.InteropServices.RuntimeInformation]::OSArchitecture.ToString().ToLowerInvariant()
    return Join-Path (Split-Path (Get-ModuleManifestPath)) "module/node/linux-$machine/havip-node"
}

# Version 3 at 100 ms. A kind is IPv4, IPv6, Unicast IPv4 or Unicast IPv6.
function Get-VersionThreeParameter {
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
        $parameters.UnicastPeer = $Peer
        $parameters.UnicastSource = $Source
    }
    return $parameters
}

# Adds keys to the one instance of a node's file, which stands at its end.
function Add-InstanceText {
    param($Lab, [string] $Name, [string] $Text)
    $lines = $Text.Trim() -split '\n' | ForEach-Object { "    $_`n" }
    [System.IO.File]::AppendAllText((Get-ConfigurationFile $Lab $Name), $lines -join '')
}
