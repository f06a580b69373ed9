# What the tasks need of the machine, and how it gets there.

# Program, the Debian package it comes from, and the tasks that need it.
$script:Requirements = @(
    @{ Program = 'gcc'; Package = 'gcc'; Tasks = 'Build', 'Test', 'Demo', 'Bench'; For = 'linking havip-node' }
    @{ File = '/usr/include/stdio.h'; Package = 'libc6-dev'; Tasks = 'Build', 'Test', 'Demo', 'Bench'
        For = 'linking havip-node' }
    @{ Program = 'ip'; Package = 'iproute2'; Tasks = 'Test', 'Demo', 'Bench'; For = 'network namespaces' }
    @{ Program = 'ping'; Package = 'iputils-ping'; Tasks = 'Test', 'Demo', 'Bench'; For = 'the client of the lab' }
    @{ Program = 'nginx'; Package = 'nginx-light'; Tasks = 'Test', 'Demo'; For = 'a service on the virtual address' }
    @{ Program = 'haproxy'; Package = 'haproxy'; Tasks = , 'Test'; For = 'a service on the virtual address' }
    @{ Program = 'keepalived'; Package = 'keepalived'; Tasks = 'Test', 'Bench'; For = 'the other node of mixed pairs' }
    @{ File = '/usr/lib/frr/vrrpd'; Package = 'frr'; Tasks = , 'Test'; For = 'the other node of mixed pairs' }
    @{ Program = 'tcpdump'; Package = 'tcpdump'; Tasks = 'Test', 'Bench'; For = 'looking at packets from outside' }
    @{ Program = 'tshark'; Package = 'tshark'; Tasks = , 'Test'; For = 'finding fault with packets' }
    @{ Program = 'text2pcap'; Package = 'wireshark-common'; Tasks = , 'Test'; For = 'planting faults in packets' }
    @{ Program = 'nft'; Package = 'nftables'; Tasks = , 'Test'; For = 'partitions, and what acceptMode: false closes' }
    @{ Program = 'sshd'; Package = 'openssh-server'; Tasks = , 'Test'; For = 'sessions to other machines' }
    @{ Program = 'mmdebstrap'; Package = 'mmdebstrap'; Tasks = , 'Test'; For = 'the disks of whole machines' }
    @{ Program = 'systemd-nspawn'; Package = 'systemd-container'; Tasks = , 'Test'; For = 'booting whole machines' }
    @{ Program = 'afl-fuzz'; Package = 'afl++'; Tasks = , 'Fuzz'; For = 'inputs that reach new code' }
    @{ Program = 'curl'; Package = 'curl'; Tasks = 'Test', 'Demo'; For = 'the page behind the virtual address' }
)

function Test-Requirement($Requirement) {
    if ($Requirement.ContainsKey('File')) { return Test-Path $Requirement.File }
    # Programs of sbin are there even when an ordinary user's PATH does not lead to them.
    [bool](Get-Command $Requirement.Program -CommandType Application -ErrorAction Ignore) -or
        (Test-Path "/usr/sbin/$($Requirement.Program)")
}

function Assert-Machine([string] $TaskName) {
    if (-not $IsLinux) { throw 'HaVip is built on Linux.' }
    if (-not (Get-Command dotnet -CommandType Application -ErrorAction Ignore)) {
        throw 'The .NET SDK of global.json is missing: https://dotnet.microsoft.com/download'
    }

    $missing = @($script:Requirements | Where-Object { $_.Tasks -contains $TaskName -and -not (Test-Requirement $_) })
    if (-not $missing) { return }
    foreach ($one in $missing) { Write-Host "Missing: $($one.Package), for $($one.For)." }
    $packages = @($missing | ForEach-Object { $_.Package } | Sort-Object -Unique)
    $isRoot = (Invoke-Quietly id -u) -eq '0'
    if (-not $isRoot -or -not (Get-Command apt-get -CommandType Application -ErrorAction Ignore)) {
        throw "Install what is missing and try again: sudo apt-get install --no-install-recommends $packages"
    }

    Install-Package $packages
    $still = @($missing | Where-Object { -not (Test-Requirement $_) })
    if ($still) { throw "Still missing after installing $packages`: $($still.Package -join ', ')." }
}

# Installs packages without letting any of them start a service: this machine is not to become a web server.
function Install-Package([string[]] $Package) {
    $guard = '/usr/sbin/policy-rc.d'
    $guarded = Test-Path $guard
    if (-not $guarded) {
        Set-Content -LiteralPath $guard -Value "#!/bin/sh`nexit 101"
        Invoke-Native chmod 755 $guard
    }
    $frontend = $env:DEBIAN_FRONTEND
    $env:DEBIAN_FRONTEND = 'noninteractive'
    try {
        Write-Host "Installing $Package with apt-get."
        Invoke-Native apt-get update -qq
        Invoke-Native apt-get install -y -qq --no-install-recommends @Package
    }
    finally {
        $env:DEBIAN_FRONTEND = $frontend
        if (-not $guarded) { Remove-Item -LiteralPath $guard }
    }
}
