# The other implementations as the node n2 of a cell: made ready, and started. Starting again is coming back.
function Install-InteropPeer {
    param($Cell)
    if ($Cell.Peer -eq 'FRR') { Install-Frr $Cell } else { Write-KeepalivedConfiguration $Cell }
}

function Start-InteropPeer {
    param($Cell)
    $Cell.Process = if ($Cell.Peer -eq 'FRR') { Start-FrrDaemon $Cell vrrpd }
    else { Start-Keepalived $Cell.Lab n2 (Get-KeepalivedFile $Cell) }
}

function Get-KeepalivedFile {
    param($Cell)
    Join-Path $Cell.Lab.Directory keepalived-n2.conf
}

function Write-KeepalivedConfiguration {
    param($Cell)
    $instances = foreach ($router in $Cell.Router.Values) { ConvertTo-KeepalivedInstance $Cell $router }
    $text = "global_defs {`n    router_id n2`n    vrrp_version $($Cell.Version)`n}`n" + ($instances -join '')
    [System.IO.File]::WriteAllText((Get-KeepalivedFile $Cell), $text)
}

function ConvertTo-KeepalivedInstance {
    param($Cell, $Router)
    $addresses = foreach ($address in $Router.Addresses) { "$address/$($Router.PrefixLength)" }
    $password = if ($Cell.Password) {
        "authentication {`n        auth_type PASS`n        auth_pass $($Cell.Password)`n    }"
    }
    $unicast = if ($Cell.Unicast) {
        "unicast_src_ip $($Cell.Source.n2)`n    unicast_peer {`n        $($Cell.Source.n1)`n    }"
    }
    return @"
vrrp_instance $($Router.Name) {
    state BACKUP
    interface eth0
    virtual_router_id $($Router.Id)
    priority $($Router.Priority.n2)
    advert_int $($Cell.Interval)
    $password
    $unicast
    virtual_ipaddress {
        $($addresses -join "`n        ")
    }
}

"@
}

function Get-FrrFolder {
    param($Cell)
    Join-Path $Cell.Lab.Directory frr
}

# FRR speaks from, and keeps the addresses on, links with the virtual MAC address that its operator makes: here the lab.
# Its daemons run as the user frr, who gets at a folder of his own below the lab's.
function Install-Frr {
    param($Cell)
    $folder = Get-FrrFolder $Cell
    $null = [System.IO.Directory]::CreateDirectory($folder)
    $interface = foreach ($router in $Cell.Router.Values) {
        Add-FrrLink $Cell $router
        ConvertTo-FrrRouter $Cell $router
    }
    [System.IO.File]::WriteAllText("$folder/zebra.conf", "hostname n2`n")
    [System.IO.File]::WriteAllText("$folder/vrrpd.conf", "hostname n2`ninterface eth0`n" + ($interface -join ''))
    & chown -R frr:frr $folder
    & chmod 711 $Cell.Lab.Directory
    $null = Start-FrrDaemon $Cell zebra
    $null = Wait-Until -Because 'zebra listens' { Test-Path "$folder/zserv.api" }
}

function Add-FrrLink {
    param($Cell, $Router)
    $namespace = $Cell.Lab.n2
    $link = "vrrp$($Router.Id)"
    $mac = '00:00:5e:00:{0:x2}:{1:x2}' -f $(if ($Cell.IPv6) { 2 } else { 1 }), $Router.Id
    Invoke-Ip -n $namespace link add $link link eth0 type macvlan mode bridge
    Invoke-Ip -n $namespace link set $link address $mac addrgenmode random
    $detection = @(if ($Cell.IPv6) { 'nodad' })
    foreach ($address in $Router.Addresses) {
        Invoke-Ip -n $namespace address add "$address/$($Router.PrefixLength)" dev $link @detection
    }
    Invoke-Ip -n $namespace link set $link up
}

function ConvertTo-FrrRouter {
    param($Cell, $Router)
    $family = if ($Cell.IPv6) { 'ipv6' } else { 'ip' }
    $lines = @("version $($Cell.Version)", "priority $($Router.Priority.n2)"
        "advertisement-interval $(1000 * $Cell.Interval)") + @($Router.Addresses | ForEach-Object { "$family $_" })
    foreach ($line in $lines) { " vrrp $($Router.Id) $line`n" }
}

function Start-FrrDaemon {
    param($Cell, [string] $Name)
    $folder = Get-FrrFolder $Cell
    $log = Join-Path $Cell.Lab.Directory "$Name-$([guid]::NewGuid().ToString('n').Substring(0, 6)).log"
    Start-LabProcess $Cell.Lab $Cell.Lab.n2 $log @(
        "/usr/lib/frr/$Name", '--log', 'stdout', '--config_file', "$folder/$Name.conf"
        '--pid_file', "$folder/$Name.pid", '--socket', "$folder/zserv.api", '--vty_socket', $folder, '--vty_port', '0')
}
