# nginx on the virtual address; the page says which host answers.
function Start-Nginx {
    param($Lab, [string] $Name, [string] $Endpoint, [string] $Directive = '')
    $folder = Join-Path $Lab.Directory "nginx-$Name"
    $null = [System.IO.Directory]::CreateDirectory($folder)
    [System.IO.File]::WriteAllText("$folder/nginx.conf", @"
user root;
worker_processes 1;
pid $folder/nginx.pid;
error_log $folder/error.log;
events { }
http {
    access_log off;
    client_body_temp_path $folder; proxy_temp_path $folder; fastcgi_temp_path $folder;
    uwsgi_temp_path $folder; scgi_temp_path $folder;
    server { listen $Endpoint; default_type text/plain; $Directive return 200 "$Name"; }
}
"@)
    Start-LabProcess $Lab $Lab.$Name "$folder/output.log" @(
        'nginx', '-p', $folder, '-c', "$folder/nginx.conf", '-g', 'daemon off;')
}

function Start-HaProxy {
    param($Lab, [string] $Name, [string] $Endpoint)
    $file = Join-Path $Lab.Directory "haproxy-$Name.cfg"
    [System.IO.File]::WriteAllText($file, @"
global
    maxconn 64
defaults
    mode http
    timeout connect 2s
    timeout client 2s
    timeout server 2s
frontend page
    bind $Endpoint
    http-request return status 200 content-type text/plain string "$Name"

"@)
    Start-LabProcess $Lab $Lab.$Name "$file.log" @('haproxy', '-db', '-f', $file)
}

# Who listens on an endpoint in a namespace, from the kernel's socket table.
function Test-Listening {
    param([string] $Namespace, [string] $Endpoint)
    $address, $port = $Endpoint -split ':'
    $bytes = [System.Net.IPAddress]::Parse($address).GetAddressBytes()
    $entry = '{0:X2}{1:X2}{2:X2}{3:X2}:{4:X4}' -f $bytes[3], $bytes[2], $bytes[1], $bytes[0], [int] $port
    return [bool] (& ip netns exec $Namespace cat /proc/net/tcp | Where-Object { $_ -match "^\s*\d+: $entry \S+ 0A " })
}

# The body of a page as the client gets it; null where there is no answer.
function Get-Page {
    param($Lab, [string] $Endpoint)
    $address, $port = $Endpoint -split ':'
    $script = 'exec 3<>"/dev/tcp/$0/$1"; printf "GET / HTTP/1.0\r\n\r\n" >&3; cat <&3'
    $lines = @(& ip netns exec $Lab.Client timeout 3 bash -c $script $address $port 2>$null)
    if ($LASTEXITCODE -ne 0 -or $lines.Count -eq 0) { return $null }
    return "$($lines[-1])".Trim()
}

# keepalived 2.2.7 as a node, with the configuration of the seed; behind a program that starts others, where one is named.
function Start-Keepalived {
    param($Lab, [string] $Name, [string] $Configuration = (Join-Path $PSScriptRoot "../fixtures/keepalived-$Name.conf"),
        [string[]] $Before = @())
    $folder = Join-Path $Lab.Directory "keepalived-$Name-$([guid]::NewGuid().ToString('n').Substring(0, 6))"
    $null = [System.IO.Directory]::CreateDirectory($folder)
    Start-LabProcess $Lab $Lab.$Name "$folder/keepalived.log" ($Before + @(
        'keepalived', '--dont-fork', '--log-console', '--no-syslog', '--log-detail', '--use-file', $Configuration,
        '--pid', "$folder/keepalived.pid", '--vrrp_pid', "$folder/vrrp.pid", '--checkers_pid', "$folder/checkers.pid"))
}
