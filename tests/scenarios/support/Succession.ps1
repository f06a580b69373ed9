# A runner that becomes another program while it runs.

# Asks a runner to go on as a program; returns its answer. The cmdlet only ever asks for the module's own.
function Send-ReplaceRequest {
    param([string] $ControlSocket, [string] $Program, [int] $Timeout = 30)
    $request = @{ protocol = 1; command = 'replace'; runner = $Program; timeoutMicroseconds = 1000000 * $Timeout }
    $body = [System.Text.Encoding]::UTF8.GetBytes(($request | ConvertTo-Json -Compress))
    $socket = [System.Net.Sockets.Socket]::new('Unix', 'Stream', 'Unspecified')
    try {
        $socket.ReceiveTimeout = 60000
        $socket.Connect([System.Net.Sockets.UnixDomainSocketEndPoint]::new($ControlSocket))
        $length = [System.Net.IPAddress]::HostToNetworkOrder($body.Length)
        $null = $socket.Send([byte[]] ([System.BitConverter]::GetBytes($length) + $body))
        $header = Read-Exactly $socket 4
        $length = [System.Net.IPAddress]::NetworkToHostOrder([System.BitConverter]::ToInt32($header, 0))
        return [System.Text.Encoding]::UTF8.GetString((Read-Exactly $socket $length)) | ConvertFrom-Json
    }
    finally {
        $socket.Dispose()
    }
}

function Read-Exactly {
    param([System.Net.Sockets.Socket] $Socket, [int] $Count)
    $bytes = [byte[]]::new($Count)
    $have = 0
    while ($have -lt $Count) {
        $got = $Socket.Receive($bytes, $have, $Count - $have, 'None')
        if ($got -eq 0) { throw 'The runner closed the connection.' }
        $have += $got
    }
    return , $bytes
}

# The program a process runs now.
function Get-ProcessProgram {
    param([int] $Id)
    return [System.IO.File]::ResolveLinkTarget("/proc/$Id/exe", $false).FullName
}

# A script in the lab's folder that can be executed.
function New-LabProgram {
    param($Lab, [string] $Name, [string] $Text)
    $file = Join-Path $Lab.Directory $Name
    [System.IO.File]::WriteAllText($file, $Text)
    & chmod 755 $file
    return $file
}

# What a replacement must leave as it is.
function Get-Standing {
    param([hashtable] $Node)
    foreach ($one in Get-HaVipState @Node) {
        "$($one.Name) $($one.State) ($($one.Reason)), $($one.Transitions) transitions, priority $($one.EffectivePriority), " +
        "held $($one.Held), Master $($one.MasterAddress), process $($one.ProcessId)"
    }
}
