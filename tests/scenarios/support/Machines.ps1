# Whole machines with a systemd of their own, booted by systemd-nspawn into a host's network namespace of a lab. The
# image is made once and kept below artifacts; each machine is a copy of it.

$script:MachinePackages = 'systemd', 'systemd-sysv', 'dbus', 'iproute2', 'procps', 'netbase', 'nftables', 'firewalld'

function Get-MachineImage {
    $root = [System.IO.Path]::GetFullPath((Join-Path $PSScriptRoot '../../../artifacts/machines'))
    $null = [System.IO.Directory]::CreateDirectory($root)
    $image = Join-Path $root "bookworm-$($script:MachinePackages -join '-')"
    $script = @'
image=$1; packages=$2
[ -d "$image" ] && exit 0
for try in 1 2 3; do
    rm -rf "$image.new"
    timeout --kill-after=10 600 mmdebstrap --quiet --variant=minbase --include="$packages" \
        --aptopt='Acquire::Retries "5"' --dpkgopt='path-exclude=/usr/share/doc/*' \
        --dpkgopt='path-exclude=/usr/share/man/*' --dpkgopt='path-exclude=/usr/share/locale/*' \
        --customize-hook='chroot "$1" systemctl --quiet disable firewalld.service' \
        bookworm "$image.new" && exec mv "$image.new" "$image"
done
exit 1
'@
    $packages = $script:MachinePackages -join ','
    $output = & flock "$root/lock" /bin/sh -c $script sh $image $packages 2>&1 | Out-String
    if ($LASTEXITCODE -ne 0) { throw "The image of a machine could not be made: $output" }
    return $image
}

# The disk of a machine: a copy of the image, with the host's name.
function New-MachineDisk {
    param($Lab, [string] $Name)
    $disk = Get-MachineDisk $Lab $Name
    & cp -a --reflink=auto (Get-MachineImage) $disk
    if ($LASTEXITCODE -ne 0) { throw "The disk of $Name could not be made." }
    [System.IO.File]::WriteAllText("$disk/etc/hostname", "$Name`n")
    return $disk
}

function Get-MachineDisk {
    param($Lab, [string] $Name)
    Join-Path $Lab.Directory "machine-$Name"
}

# Boots a machine; returns when its systemd has started everything.
function Start-Machine {
    param($Lab, [string] $Name)
    $words = @(
        'SYSTEMD_NSPAWN_API_VFS_WRITABLE=network', 'systemd-nspawn', '--quiet', '--boot', '--register=no', '--keep-unit'
        '--settings=no', '--link-journal=no', '--console=read-only', '--capability=CAP_NET_ADMIN'
        "--directory=$(Get-MachineDisk $Lab $Name)", "--machine=$($Lab.Prefix)-$Name", "--hostname=$Name"
        "--network-namespace-path=/run/netns/$($Lab.$Name)"
        foreach ($folder in Get-SharedFolder $Lab) { "--bind-ro=$folder" }
    )
    $start = [System.Diagnostics.ProcessStartInfo]::new('/bin/sh')
    $log = Join-Path $Lab.Directory "machine-$Name.log"
    foreach ($word in @('-c', 'exec env "$@" >>"$0" 2>&1 </dev/null', $log) + $words) { $start.ArgumentList.Add($word) }
    $process = [System.Diagnostics.Process]::Start($start)
    $Lab.Processes.Add($process)
    $machine = [pscustomobject] @{ Lab = $Lab; Name = $Name; Process = $process; Log = $log }
    $null = Wait-Until -Timeout 180 -Because "$Name has booted" {
        if ($process.HasExited) { throw "systemd-nspawn has ended: $([System.IO.File]::ReadAllText($log))" }
        (Get-MachineLeader $machine) -and "$(Enter-Machine $machine systemctl is-system-running)" -match '^(running|degraded)'
    }
    return $machine
}

# What is the same inside as outside: this shell, its runtime and the packages of the lab.
function Get-SharedFolder {
    param($Lab)
    $program, $words = Get-ShellCommand ''
    $folders = @("$($Lab.Directory)/packages", (Split-Path $program), (Get-RuntimeRoot))
    if ($words[0] -like '/*') { $folders += Split-Path $words[0] }
    $folders | Sort-Object -Unique
}

function Get-RuntimeRoot {
    [System.Runtime.InteropServices.RuntimeEnvironment]::GetRuntimeDirectory().TrimEnd('/') -replace '/shared/[^/]+/[^/]+$'
}

# The first process of the machine as this machine numbers it; 0 while there is none.
function Get-MachineLeader {
    param($Machine)
    $id = $Machine.Process.Id
    $children = try { [System.IO.File]::ReadAllText("/proc/$id/task/$id/children") } catch { '' }
    foreach ($child in $children.Trim() -split ' ' | Where-Object { $_ }) {
        if ((Test-Path "/proc/$child/comm") -and "$(Get-Content "/proc/$child/comm")" -eq 'systemd') { return [int] $child }
    }
    return 0
}

# Runs a program inside and gives its lines; the exit code is in $LASTEXITCODE.
function Enter-Machine {
    param($Machine)
    $leader = Get-MachineLeader $Machine
    if (-not $leader) { throw "$($Machine.Name) is off." }
    & timeout --kill-after=5 180 nsenter --target $leader --all env -i PATH=/usr/sbin:/usr/bin:/sbin:/bin HOME=/root `
        DOTNET_SYSTEM_GLOBALIZATION_INVARIANT=1 "DOTNET_ROOT=$(Get-RuntimeRoot)" `
        /bin/sh -c 'cd /; exec "$@"' sh @args 2>&1 | ForEach-Object { "$_" }
}

# As above, and its failure is one of the scenario.
function Invoke-Machine {
    param($Machine)
    $output = Enter-Machine $Machine @args
    if ($LASTEXITCODE -ne 0) { throw "$args on $($Machine.Name) ended with ${LASTEXITCODE}: $($output -join '; ')" }
    return $output
}

# Runs cmdlets inside, from one of the lab's packages; the objects come back without their methods.
function Invoke-MachineCmdlet {
    param($Machine, [string] $Package, [string] $Script)
    $manifest = "$($Machine.Lab.Directory)/packages/$Package/HaVip.psd1"
    $words = Get-ShellCommand "& { $Script } | ConvertTo-Json -Depth 4 -Compress" $manifest
    $output = Invoke-Machine $Machine @words
    return "$(@($output) -match '^[\[{]')" | ConvertFrom-Json
}

# The power goes: no process ends in good order, and the kernel that had the addresses is no more.
function Stop-MachinePower {
    param($Machine)
    Disable-LabPort $Machine.Lab $Machine.Name
    Send-Signal KILL (Get-MachineLeader $Machine)
    if (-not $Machine.Process.WaitForExit(30000)) { throw "$($Machine.Name) is not off." }
    $namespace = $Machine.Lab.($Machine.Name)
    foreach ($address in Get-OwnedAddress $namespace) { Invoke-Ip -n $namespace address delete "$address/24" dev eth0 }
}

# A package of the module, whose runner and unit differ from those of any other.
function New-MachinePackage {
    param($Lab, [string] $Name)
    $source = Split-Path (Get-ModuleManifestPath)
    $folder = "$($Lab.Directory)/packages/$Name"
    $null = [System.IO.Directory]::CreateDirectory($folder)
    & cp -a "$source/HaVip.psd1" "$source/module" $folder
    $runner = $folder + (Get-RunnerPath).Substring($source.Length)
    # What follows the program in its file does not matter to it.
    [System.IO.File]::AppendAllText($runner, $Name)
    [System.IO.File]::AppendAllText("$folder/module/systemd/havip.service", "# $Name`n")
    return $folder
}
