# What is measured, HaVip or any kind of keepalived, as nodes of a lab with so many virtual routers.

# On an interface.
$script:MostRouters = 255

# Labs of benchmarks are told from others' by their name.
function New-BenchmarkLab([int] $Routers = 1) {
    $lab = New-ScenarioLab -Mark hvb
    try { Add-Network $lab ([int] [Math]::Ceiling($Routers / $script:MostRouters)) }
    catch { Remove-ScenarioLab $lab; throw }
    return $lab
}

# A virtual router: on which interface, with which number there, which address.
function Get-Router([int] $Number) {
    $link = [int] [Math]::Floor($Number / $script:MostRouters)
    $id = $Number % $script:MostRouters + 1
    [pscustomobject] @{ Name = "VI_$Number"; Interface = "eth$link"; Id = $id; Address = "10.$(100 + $link).7.$id" }
}

# So many interfaces of each node, each on a bridge of its own, with the network of the addresses there.
function Add-Network($Lab, [int] $Links) {
    for ($link = 0; $link -lt $Links; $link++) {
        if ($link) { Invoke-Ip -n $Lab.Switch link add "br$link" type bridge mcast_snooping 0 }
        if ($link) { Invoke-Ip -n $Lab.Switch link set "br$link" up }
        $last = 100
        foreach ($name in $Lab.Names) {
            $last += 10
            if ($link) {
                Invoke-Ip -n $Lab.Switch link add "$name-$link" type veth peer name "eth$link" netns $Lab.$name
                Invoke-Ip -n $Lab.Switch link set "$name-$link" master "br$link" up
                Invoke-Ip -n $Lab.$name link set "eth$link" up
            }
            Invoke-Ip -n $Lab.$name address add "10.$(100 + $link).6.$last/16" dev "eth$link"
        }
    }
}

# The file of a node with so many virtual routers of version 3. Every is in seconds.
function Write-Configuration($Lab, [string] $Name, [string] $Kind, [int] $Routers, [int] $Priority, [double] $Every = 1) {
    $text = [System.Text.StringBuilder]::new()
    $real = if ($Kind -like '*real-time') { "vrrp_rt_priority 50`nvrrp_rlimit_rttime 1000000`n" }
    $null = $text.Append($(if ($Kind -like 'HaVip*') { "node: { name: $Name }`ninstances:`n" }
            else { "global_defs {`nrouter_id $Name`nvrrp_version 3`n$real}`n" }))
    for ($number = 0; $number -lt $Routers; $number++) {
        $one = Get-Router $number
        $null = $text.Append($(if ($Kind -like 'HaVip*') {
                    "  - { name: $($one.Name), interface: $($one.Interface), virtualRouterId: $($one.Id), version: 3, priority: " +
                    "$Priority, advertisementInterval: $([int] (1000 * $Every))ms, virtualAddresses: [ $($one.Address)/16 ] }`n"
                }
                else {
                    "vrrp_instance $($one.Name) {`nstate BACKUP`ninterface $($one.Interface)`nvirtual_router_id $($one.Id)`n" +
                    "priority $Priority`nadvert_int $Every`nvirtual_ipaddress {`n$($one.Address)/16`n}`n}`n"
                }))
    }
    $file = Join-Path $Lab.Directory "$Name.conf"
    [System.IO.File]::WriteAllText($file, $text.ToString())
    [System.IO.File]::SetUnixFileMode($file, 'UserRead, UserWrite')
    return $file
}

# A node of HaVip is installed once, keepalived needs no more than its file.
function Install-Daemon($Lab, [string] $Name, [string] $Kind, [string] $File) {
    if ($Kind -like 'HaVip*') { Install-ScenarioNode $Lab $Name @{ ConfigurationPath = $File } }
}

function Start-Daemon($Lab, [string] $Name, [string] $Kind, [string] $File) {
    if ($Kind -like 'HaVip*') { Start-ScenarioNode $Lab $Name }
    else { $null = Start-Keepalived $Lab $Name $File -Before setsid }
    Set-DaemonNice $Lab $Name
}

# The kernel shares processors between sessions first. A daemon has one of its own, as a service has, and here counts for as
# much as the session that measures it, which may have been made to yield to others.
function Set-DaemonNice($Lab, [string] $Name) {
    $nice = Get-SessionNice
    if (-not $nice) { return }
    foreach ($id in Get-NamespaceProcessId $Lab.$Name) { [System.IO.File]::WriteAllText("/proc/$id/autogroup", "$nice") }
}

function Get-SessionNice {
    $file = '/proc/self/autogroup'
    if ((Test-Path $file) -and [System.IO.File]::ReadAllText($file) -match 'nice (-?\d+)') { return [int] $Matches[1] }
    return 0
}

function Start-Node($Lab, [string] $Name, [string] $Kind, [int] $Routers, [int] $Priority, [double] $Every = 1) {
    $file = Write-Configuration $Lab $Name $Kind $Routers $Priority $Every
    Install-Daemon $Lab $Name $Kind $file
    Start-Daemon $Lab $Name $Kind $file
}

# How many virtual addresses a node has.
function Get-AddressCount([string] $Namespace) {
    @(Invoke-Ip -n $Namespace -4 -o address show | Where-Object { $_ -match ' inet 10\.\d+\.7\.' }).Count
}

function Wait-AddressCount([string] $Namespace, [int] $Count) {
    $null = Wait-Until -Timeout 600 -Because "$Namespace has $Count addresses" { (Get-AddressCount $Namespace) -eq $Count }
}

# Processes that do nothing but spin, each with a session of its own. They end by themselves when nobody ends them.
function Start-Hog($Lab, [string] $Name, [int] $Count, [int] $Seconds) {
    $spin = '[ "$0" = 0 ] || echo "$0" >/proc/self/autogroup; while :; do :; done'
    for ($hog = 0; $hog -lt $Count; $hog++) {
        $command = 'setsid', 'timeout', ($Seconds + 120), 'sh', '-c', $spin, (Get-SessionNice)
        Start-LabProcess $Lab $Lab.$Name (Join-Path $Lab.Directory hog.log) $command
    }
}

# What a namespace's eth0 hears, from now on, a line each. Ahead of the processes that want the processor where that is
# allowed, so that it misses nothing.
function Start-Wire($Lab, [string] $Namespace, [string] $Log, [string] $Filter) {
    $ahead = 'chrt --rr 1 true 2>/dev/null && exec chrt --rr 1 "$@"; exec "$@"'
    $command = 'sh', '-c', $ahead, 'sh', 'tcpdump', '-l', '-nn', '-tt', '-s', '128', '-B', '4096', '-i', 'eth0', $Filter
    $process = Start-LabProcess $Lab $Namespace $Log $command
    $null = Wait-Until -Because 'tcpdump listens' { [System.IO.File]::ReadAllText($Log).Contains('listening on') }
    return $process
}
