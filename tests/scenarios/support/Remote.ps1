# Machines that are reached by ssh: each a namespace of the lab with files of its own, which are the real machine's until
# they are written to. What is written goes with the machine.
function Start-RemoteMachine {
    param($Lab, [string] $Name)
    $folder = Join-Path $Lab.Directory "machine-$Name"
    $null = [System.IO.Directory]::CreateDirectory($folder)
    $start = Join-Path $folder start.sh
    [System.IO.File]::WriteAllText($start, @"
set -e
mount -t tmpfs tmpfs '$folder'
for place in etc run var usr/local; do
    mkdir -p '$folder/'`$place '$folder/.work/'`$place
    mount -t overlay overlay -o "lowerdir=/`$place,upperdir=$folder/`$place,workdir=$folder/.work/`$place" /`$place
done
mkdir -p /run/sshd
echo ready
exec sleep infinity

"@)
    $log = Join-Path $Lab.Directory "machine-$Name.log"
    $process = Start-LabProcess $Lab $Lab.$Name $log /bin/sh, $start
    $null = Wait-Until { (Get-Content -Raw $log) -match 'ready' -or $process.HasExited }
    if ($process.HasExited) { throw "The machine $Name did not start: $(Get-Content -Raw $log)" }
    return $process
}

# A key for ssh, the server's own, and how it starts a shell like this one: what a test needs once for all its machines.
function New-SshSetting {
    param($Lab)
    $folder = $Lab.Directory
    foreach ($key in 'hostkey', 'key') {
        $said = & ssh-keygen -q -t ed25519 -N '' -f (Join-Path $folder $key) 2>&1
        if ($LASTEXITCODE -ne 0) { throw "ssh-keygen: $said" }
    }
    $shell = @(Get-ShellCommand '')
    $words = $shell[0..($shell.IndexOf('-NoProfile') - 1)] -join ' '
    [System.IO.File]::WriteAllLines((Join-Path $folder sshd_config), @(
            "HostKey $folder/hostkey"
            "AuthorizedKeysFile $folder/key.pub"
            'StrictModes no'
            'UsePAM no'
            'PasswordAuthentication no'
            'PermitRootLogin prohibit-password'
            "Subsystem powershell $words -NoLogo -NoProfile -sshs"
            if ($env:DOTNET_ROOT) { "SetEnv DOTNET_ROOT=$env:DOTNET_ROOT" }
        ))
}

# A PSSession over ssh into a machine. The connection is a pipe to a server inside of it and crosses no network.
function Connect-RemoteMachine {
    param($Lab, [string] $Name, [System.Diagnostics.Process] $Machine)
    $proxy = Join-Path $Lab.Directory "ssh-$Name.sh"
    # The process began as 'ip netns exec' and is the machine's own by now.
    [System.IO.File]::WriteAllText($proxy,
        "#!/bin/sh`nexec nsenter --target $($Machine.Id) --mount --net /usr/sbin/sshd -i -f '$($Lab.Directory)/sshd_config'`n")
    & chmod 755 $proxy
    $options = @{
        ProxyCommand = $proxy; StrictHostKeyChecking = 'no'; UserKnownHostsFile = '/dev/null'; LogLevel = 'ERROR'
    }
    return New-PSSession -HostName $Name -UserName root -KeyFilePath (Join-Path $Lab.Directory key) -Options $options
}
