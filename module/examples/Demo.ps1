<#
.SYNOPSIS
Plays the seed's set-up in a lab on this machine: a pair, its failovers, and keepalived as the other node.
.DESCRIPTION
Everything happens in network namespaces, which are removed at the end, also after a failure or Ctrl+C. Needs root and
iproute2; nginx and keepalived take part where they are installed. Takes about a minute.
.EXAMPLE
sudo pwsh module/examples/Demo.ps1
#>
#requires -Version 7.4
[CmdletBinding()]
param(
    # Leaves keepalived out even where it is installed.
    [switch] $NoKeepalived
)
$ErrorActionPreference = 'Stop'
$PSNativeCommandUseErrorActionPreference = $false
Import-Module ([System.IO.Path]::Combine($PSScriptRoot, '..', '..', 'HaVip.psd1'))

function Write-Heading([string] $Text) {
    Write-Host ''
    Write-Host "== $Text" -ForegroundColor Cyan
}

# Shows a command as it would be typed, runs it, and shows what comes out.
function Show([scriptblock] $Command) {
    $typed = ("$Command".Trim() -split '\n' | ForEach-Object { $_ -replace '^        ', '  ' }) -join "`n"
    Write-Host "PS> $typed" -ForegroundColor Green
    Show-Object (& $Command)
}

function Show-Object($Value) {
    $text = ($Value | Out-String -Width 120).Trim("`r", "`n")
    if ($text.Trim()) { Write-Host $text }
}

# What the kernel says, cut to what matters here.
function Show-Kernel($Node) {
    foreach ($view in @('-4', 'address', 'show', 'dev', 'eth0'), @('-4', 'route', 'show', 'default')) {
        Write-Host "$($Node.Name)# ip $view" -ForegroundColor DarkGray
        $lines = @(& ip -n $Node.NetworkNamespace @view | Where-Object { $_ -notmatch 'valid_lft|^\d+:' })
        if ($lines) { $lines | ForEach-Object { Write-Host "  $($_.Trim())" } } else { Write-Host '  (nothing)' }
    }
}

# Starts a program in a host of the lab with its output in a file; the lab's removal ends it.
function Start-Service($LabHost, [string] $Log, [string[]] $Command) {
    $start = [System.Diagnostics.ProcessStartInfo]::new('/bin/sh')
    $words = @('-c', 'exec "$@" >"$0" 2>&1 </dev/null', $Log, 'ip', 'netns', 'exec', $LabHost.NetworkNamespace)
    foreach ($word in $words + $Command) { $start.ArgumentList.Add($word) }
    $null = [System.Diagnostics.Process]::Start($start)
}

function Start-WebServer($Node, [string] $Folder) {
    $place = Join-Path $Folder "nginx-$($Node.Name)"
    $null = [System.IO.Directory]::CreateDirectory($place)
    [System.IO.File]::WriteAllText("$place/nginx.conf", @"
user root;
worker_processes 1;
pid $place/nginx.pid;
error_log $place/error.log;
events { }
http {
    access_log off;
    client_body_temp_path $place; proxy_temp_path $place; fastcgi_temp_path $place;
    uwsgi_temp_path $place; scgi_temp_path $place;
    server { listen 192.168.7.100:80; default_type text/plain; return 200 "Hello from $($Node.Name)"; }
}
"@)
    Start-Service $Node "$place/output.log" @('nginx', '-p', $place, '-c', "$place/nginx.conf", '-g', 'daemon off;')
}

function Start-Keepalived($Node, [string] $Folder) {
    $place = Join-Path $Folder "keepalived-$($Node.Name)"
    $null = [System.IO.Directory]::CreateDirectory($place)
    [System.IO.File]::WriteAllText("$place/keepalived.conf", @'
vrrp_instance VI_1 {
    state MASTER
    interface eth0
    virtual_router_id 52
    priority 100
    advert_int 1
    authentication {
        auth_type PASS
        auth_pass 1111
    }
    virtual_ipaddress {
        192.168.7.100/24
        192.168.7.101/24
    }
    virtual_routes {
        default via 192.168.7.1 dev eth0
    }
}
'@)
    Start-Service $Node "$place/keepalived.log" @(
        'keepalived', '--dont-fork', '--log-console', '--no-syslog', '--use-file', "$place/keepalived.conf",
        '--pid', "$place/main.pid", '--vrrp_pid', "$place/vrrp.pid", '--checkers_pid', "$place/checkers.pid")
}

# The page as the client gets it; tries for a few seconds, since nginx may still be starting.
function Get-ClientPage($Client) {
    $script = 'exec 3<>/dev/tcp/192.168.7.100/80; printf "GET / HTTP/1.0\r\n\r\n" >&3; cat <&3'
    for ($try = 0; $try -lt 20; $try++) {
        $lines = @(& ip netns exec $Client.NetworkNamespace timeout 3 bash -c $script 2>$null)
        if ($LASTEXITCODE -eq 0 -and $lines) { return $lines[-1] }
        Start-Sleep -Milliseconds 200
    }
    throw 'The web server on the virtual address does not answer.'
}

function Test-Program([string] $Name) { [bool] (Get-Command $Name -CommandType Application -ErrorAction Ignore) }

$name = "demo$PID"
$folder = [System.IO.Directory]::CreateTempSubdirectory("havip-$name-").FullName
$watch = [System.Diagnostics.Stopwatch]::StartNew()
try {
    Write-Heading 'A lab: two nodes, a bridge, and a client that is also the gateway'
    Write-Host 'PS> $lab = New-HaVipLab; $n1, $n2 = $lab.Nodes; $lab' -ForegroundColor Green
    $lab = New-HaVipLab -Name $name -RootPath $folder
    Show-Object $lab
    $n1, $n2 = $lab.Nodes
    $client = $lab.Client

    Write-Heading 'One command makes each of them an HA node'
    $password = ConvertTo-SecureString '1111' -AsPlainText -Force
    Show {
        $n1 | Install-HaVipNode -InstanceName VI_1 -Interface eth0 -Version 2 -VirtualRouterId 52 -Priority 100 `
            -AdvertisementInterval 1s -Password $password -VirtualAddress 192.168.7.100/24, 192.168.7.101/24 `
            -VirtualRoute 'default via 192.168.7.1 dev eth0'
    }
    Show {
        $n2 | Install-HaVipNode -InstanceName VI_1 -Interface eth0 -Version 2 -VirtualRouterId 52 -Priority 99 `
            -AdvertisementInterval 1s -Password $password -VirtualAddress 192.168.7.100/24, 192.168.7.101/24 `
            -VirtualRoute 'default via 192.168.7.1 dev eth0'
    }

    Write-Heading 'Start both: the higher priority becomes Master'
    Show { $lab | Start-HaVipInstance -Wait }
    Show { $lab | Get-HaVipState }
    Show-Kernel $n1
    Show-Kernel $n2
    foreach ($address in '192.168.7.100', '192.168.7.101') {
        Write-Host "client# ping $address" -ForegroundColor DarkGray
        Write-Host "  $($client.Invoke('ping', '-n', '-c', '1', '-W', '2', $address)[1])"
    }
    if (Test-Program nginx) {
        Write-Host 'nginx listens on 192.168.7.100:80 on both nodes; the client gets:' -ForegroundColor DarkGray
        foreach ($node in $n1, $n2) { Start-WebServer $node $folder }
        Write-Host "  $(Get-ClientPage $client)"
    }

    Write-Heading 'The Master loses its power: the Backup takes over after Master_Down_Interval (3.6 s)'
    Show { $lab | Measure-HaVipFailover 192.168.7.100 { $n1.DisconnectLink() } }
    Show-Kernel $n2
    if (Test-Program nginx) { Write-Host "  $(Get-ClientPage $client)" }

    Write-Heading 'It comes back: mastership returns to the higher priority'
    Show { $lab | Measure-HaVipFailover 192.168.7.100 -Duration 5s { $n1.ConnectLink() } }
    Show { $lab | Get-HaVipState }

    Write-Heading 'Failover on purpose: the Master gives ...'
    Show { $lab | Measure-HaVipFailover 192.168.7.100 { $n1 | Invoke-HaVipFailover -Confirm:$false } }
    Show { $lab | Get-HaVipState }
    Write-Heading '... and takes back what it gave'
    Show { $n1 | Invoke-HaVipFailover -Failback -Confirm:$false }
    Write-Heading 'The Backup takes, and gives back'
    Show { $n2 | Invoke-HaVipFailover -Confirm:$false }
    Show { $n2 | Invoke-HaVipFailover -Failback -Confirm:$false }

    Write-Heading 'A graceful stop says goodbye: no waiting for Master_Down_Interval'
    Show { $lab | Measure-HaVipFailover 192.168.7.100 { $n1 | Stop-HaVipInstance -Confirm:$false } }
    Show { $lab | Get-HaVipState }

    if ((Test-Program keepalived) -and -not $NoKeepalived) {
        Write-Heading 'keepalived as the other node: n1 runs the seed''s keepalived.conf, and preempts by its priority'
        Start-Keepalived $n1 $folder
        Show { $n2 | Wait-HaVipState -State Backup -Timeout 30s; $n2 | Get-HaVipState }
        Show-Kernel $n1
        Write-Heading 'HaVip takes over from keepalived without touching it, and gives back'
        Show { $n2 | Invoke-HaVipFailover -Confirm:$false }
        Show-Kernel $n2
        Show { $n2 | Invoke-HaVipFailover -Failback -Confirm:$false }
        Show { $n2 | Get-HaVipState }
    }

    Write-Heading "That was $([int] $watch.Elapsed.TotalSeconds) s; everything is removed now"
}
finally {
    if (Get-HaVipLab | Where-Object { $_.Name -eq $name }) { Remove-HaVipLab -Name $name -Force -Confirm:$false }
    if ([System.IO.Directory]::Exists($folder)) { [System.IO.Directory]::Delete($folder, $true) }
}
