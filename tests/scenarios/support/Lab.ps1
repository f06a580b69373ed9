# A lab is a bridge in a namespace of its own, hosts n1, n2, ... and a client that is also the gateway. It is built with
# plain ip commands, so that the scenarios do not depend on the module's own lab. Its name begins with a mark of who made it.
function New-ScenarioLab {
    param([string[]] $Node = @('n1', 'n2'), [string] $Mark = 'hvs')
    $prefix = '{0}{1:x}{2}' -f $Mark, $PID, [guid]::NewGuid().ToString('n').Substring(0, 3)
    $directory = [System.IO.Directory]::CreateTempSubdirectory("$prefix-").FullName
    $lab = @{
        Prefix    = $prefix
        Switch    = "$prefix-sw"
        Client    = "$prefix-client"
        Directory = $directory
        Root      = Join-Path $directory root
        Processes = [System.Collections.Generic.List[System.Diagnostics.Process]]::new()
        Names     = $Node
    }
    try {
        Invoke-Ip netns add $lab.Switch
        Invoke-Ip -n $lab.Switch link add br0 type bridge mcast_snooping 0
        Invoke-Ip -n $lab.Switch link set br0 up
        $last = 100
        foreach ($name in $Node) {
            $last += 10
            $lab[$name] = Add-LabHost $lab $name "192.168.6.$last/24"
        }
        $null = Add-LabHost $lab client 192.168.6.1/24, 192.168.7.1/24
    }
    catch {
        Remove-ScenarioLab $lab
        throw
    }
    return [pscustomobject] $lab
}

function Add-LabHost {
    param($Lab, [string] $Name, [string[]] $Address)
    $namespace = "$($Lab.Prefix)-$Name"
    Invoke-Ip netns add $namespace
    Invoke-Ip -n $namespace link set lo up
    Invoke-Ip -n $Lab.Switch link add $Name type veth peer name eth0 netns $namespace
    foreach ($one in $Address) { Invoke-Ip -n $namespace address add $one dev eth0 }
    Invoke-Ip -n $Lab.Switch link set $Name master br0 up
    Invoke-Ip -n $namespace link set eth0 up
    return $namespace
}

# Ends every process of the lab's namespaces and removes all of the lab, also when only half of it was made.
function Remove-ScenarioLab {
    param($Lab)
    if (-not $Lab) { return }
    foreach ($process in @($Lab.Processes)) { Stop-LabProcess $process }
    foreach ($namespace in Get-LabNamespace $Lab) {
        Stop-NamespaceProcess $namespace
        Invoke-Ip netns delete $namespace
    }
    [System.IO.Directory]::Delete($Lab.Directory, $true)
}

function Get-LabNamespace {
    param($Lab)
    Invoke-Ip netns list | ForEach-Object { ($_ -split ' ')[0] } | Where-Object { $_ -like "$($Lab.Prefix)-*" }
}

# Power off: the cable is dead and the machine hears nothing. Its processes do not know.
function Disable-LabPort {
    param($Lab, [string] $Name)
    Invoke-Ip -n $Lab.Switch link set $Name down
}

function Enable-LabPort {
    param($Lab, [string] $Name)
    Invoke-Ip -n $Lab.Switch link set $Name up
}

# Isolated ports reach every port that is not, but not each other: the nodes are deaf to each other, the client is not.
function Split-Lab {
    param($Lab)
    foreach ($name in $Lab.Names) { Invoke-Ip -n $Lab.Switch link set $name type bridge_slave isolated on }
}

function Join-Lab {
    param($Lab)
    foreach ($name in $Lab.Names) { Invoke-Ip -n $Lab.Switch link set $name type bridge_slave isolated off }
}

function Invoke-Ip {
    $output = & ip @args 2>&1
    if ($LASTEXITCODE -ne 0) { throw "ip $args : $output" }
    return $output
}

function Get-Mode {
    param([string] $Path)
    return "$(& stat -c %a $Path)"
}

# All below a folder as text: kind, mode, path, and a file's content as its hash. Equal texts are equal trees.
function Get-Tree {
    param([string] $Path)
    if (-not (Test-Path $Path)) { return '' }
    $file = '(', '-type', 'f', '-printf', '%y %m %P ', '-exec', 'sha256sum', '{}', ';', ')'
    $lines = & find $Path -mindepth 1 @file -o -printf '%y %m %P %l\n'
    return ($lines | Sort-Object) -join "`n"
}

# A second interface of a host, up0, whose carrier goes with up1.
function Add-Uplink {
    param($Lab, [string] $Name)
    Invoke-Ip -n $Lab.$Name link add up0 type veth peer name up1
    Invoke-Ip -n $Lab.$Name link set up0 up
    Invoke-Ip -n $Lab.$Name link set up1 up
}
