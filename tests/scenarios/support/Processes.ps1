# Starts a program in a namespace of the lab with its output in a file; the lab ends it.
function Start-LabProcess {
    param($Lab, [string] $Namespace, [string] $Log, [string[]] $Command)
    [System.IO.File]::WriteAllText($Log, '')
    $start = [System.Diagnostics.ProcessStartInfo]::new('/bin/sh')
    $words = @('-c', 'exec "$@" >"$0" 2>&1 </dev/null', $Log, 'ip', 'netns', 'exec', $Namespace) + $Command
    foreach ($word in $words) { $start.ArgumentList.Add($word) }
    $process = [System.Diagnostics.Process]::Start($start)
    $Lab.Processes.Add($process)
    return $process
}

function Stop-LabProcess {
    param([System.Diagnostics.Process] $Process)
    if ($Process.HasExited) { return }
    Send-Signal TERM $Process.Id
    if ($Process.WaitForExit(5000)) { return }
    Send-Signal KILL $Process.Id
    $Process.WaitForExit()
}

function Send-Signal {
    param([string] $Signal, [int[]] $Id)
    & /bin/sh -c 'kill -s "$@" 2>/dev/null' kill $Signal @Id
}

# What runs in a namespace was started there by the scenario, detached runners included.
function Stop-NamespaceProcess {
    param([string] $Namespace)
    $left = Get-NamespaceProcessId $Namespace
    if ($left) { Send-Signal TERM $left }
    $clock = [System.Diagnostics.Stopwatch]::StartNew()
    while (($left = Get-NamespaceProcessId $Namespace) -and $clock.Elapsed.TotalSeconds -lt 5) {
        Start-Sleep -Milliseconds 50
    }
    if ($left) { Send-Signal KILL $left }
}

function Get-NamespaceProcessId {
    param([string] $Namespace)
    @(Invoke-Ip netns pids $Namespace | Where-Object { $_ } | ForEach-Object { [int] "$_" })
}

# False for a process that has ended, whether or not its parent has noticed. Its first thread may be gone before others.
function Test-Alive {
    param([int] $Id)
    if (-not (Test-Path "/proc/$Id/stat")) { return $false }
    try { return (Get-ProcessStatField $Id 3) -ne 'Z' -or [int] (Get-ProcessStatField $Id 20) -gt 1 }
    catch [System.IO.IOException] { return $false }
}

# Field of /proc/PID/stat counted from 1 as proc(5) does; the name in field 2 may hold spaces.
function Get-ProcessStatField {
    param([int] $Id, [int] $Field)
    $stat = [System.IO.File]::ReadAllText("/proc/$Id/stat")
    return ($stat.Substring($stat.LastIndexOf(')') + 2) -split ' ')[$Field - 3]
}

# The command line of a shell like this one that imports the module and runs a script.
function Get-ShellCommand {
    param([string] $Script, [string] $Manifest = (Get-ModuleManifestPath))
    $path = [System.Environment]::ProcessPath
    if ([System.IO.Path]::GetFileName($path) -eq 'dotnet') { $path, [System.Environment]::GetCommandLineArgs()[0] }
    else { $path }
    '-NoProfile'
    '-NonInteractive'
    '-Command'
    "`$ErrorActionPreference = 'Stop'; Import-Module '$Manifest'; $Script"
}

# Runs a script in a shell of its own; gives all it wrote as text, and its exit code.
function Invoke-OtherShell {
    param([string] $Script, [string] $Manifest = (Get-ModuleManifestPath))
    $program, $words = Get-ShellCommand $Script $Manifest
    $output = & $program @words 2>&1 | Out-String -Width 400
    return [pscustomobject] @{ Output = $output; ExitCode = $LASTEXITCODE }
}

# A shell that leads a session and a process group, as one at a terminal does.
function Start-ShellInOwnGroup {
    param($Lab, [string] $Script)
    $start = [System.Diagnostics.ProcessStartInfo]::new('setsid')
    foreach ($word in Get-ShellCommand $Script) { $start.ArgumentList.Add($word) }
    $start.RedirectStandardInput = $true
    $start.RedirectStandardOutput = $true
    $start.RedirectStandardError = $true
    $process = [System.Diagnostics.Process]::Start($start)
    $Lab.Processes.Add($process)
    return $process
}
