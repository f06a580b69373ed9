# keepalived as a Backup that does not come back by itself, so that who owns the address afterwards says who took it.
function Start-PatientKeepalived {
    param($Lab, [string] $Name, [int] $Version, [string] $Interval, [string[]] $Address)
    $password = if ($Version -eq 2) { "authentication {`n        auth_type PASS`n        auth_pass 1111`n    }" }
    $file = Join-Path $Lab.Directory "patient-$Name.conf"
    [System.IO.File]::WriteAllText($file, @"
global_defs {
    router_id $Name
    vrrp_version $Version
}
vrrp_instance VI_1 {
    state BACKUP
    interface eth0
    virtual_router_id 52
    priority 150
    nopreempt
    advert_int $Interval
    $password
    virtual_ipaddress {
        $($Address -join "`n        ")
    }
}

"@)
    Start-Keepalived $Lab $Name $file
}

# Seconds an address has left; null where it is not there, 4294967295 for ever.
function Get-Lease {
    param([string] $Namespace, [string] $Address)
    Invoke-Ip -n $Namespace -j address show dev eth0 | ConvertFrom-Json | ForEach-Object { $_.addr_info } |
        Where-Object { $_.local -eq $Address } | ForEach-Object { $_.valid_life_time }
}

# Both families, from now on; the lines say 'Deleted' of what went.
function Start-NodeMonitor {
    param($Lab, [string] $Name)
    $log = Join-Path $Lab.Directory "$Name-$([guid]::NewGuid().ToString('n')).log"
    $process = Start-LabProcess $Lab $Lab.$Name $log @('ip', 'monitor', 'address')
    $null = Wait-Until -Because 'ip monitor listens' { Test-NetlinkSocket $process.Id }
    return [pscustomobject] @{ Log = $log; Process = $process }
}

function Stop-NodeMonitor {
    param($Monitor)
    Stop-LabProcess $Monitor.Process
    @([System.IO.File]::ReadAllLines($Monitor.Log) | Where-Object { $_ -match ' inet6? ' })
}

function Get-ConfigurationFile {
    param($Lab, [string] $Name)
    Join-Path $Lab.Root "etc/havip/$($Lab.$Name)/havip.yaml"
}

# Writes node.lease into a node's file.
function Set-NodeLease {
    param($Lab, [string] $Name, [string] $Lease)
    $file = Get-ConfigurationFile $Lab $Name
    $text = [System.IO.File]::ReadAllText($file)
    [System.IO.File]::WriteAllText($file, $text.Replace("node:`n", "node:`n  lease: $Lease`n"))
}

# The loop hangs in a read that does not end: its configuration is a pipe that nobody writes to, and it is told to read
# it again. That is what a dead network file system does.
function Suspend-Loop {
    param($Lab, [string] $Name, [int] $Runner)
    $file = Get-ConfigurationFile $Lab $Name
    [System.IO.File]::Move($file, "$file.kept")
    $null = & mkfifo -m 600 $file
    Send-Signal HUP $Runner
}

# What it waits for comes: the file as it was.
function Resume-Loop {
    param($Lab, [string] $Name)
    $file = Get-ConfigurationFile $Lab $Name
    $null = & timeout 20 /bin/sh -c 'cat "$1.kept" > "$1"; mv -f "$1.kept" "$1"' sh $file
}
