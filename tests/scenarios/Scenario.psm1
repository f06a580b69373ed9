# What the scenarios share: labs of network namespaces, the kernel's view, the wire, and waiting. Nothing in here asks
# HaVip how things are: a scenario compares what it says with what the kernel and the wire show.
$ErrorActionPreference = 'Stop'

foreach ($part in 'Waiting', 'Lab', 'Processes', 'Kernel', 'Wire', 'Services', 'Nodes', 'Interop') {
    . (Join-Path $PSScriptRoot "support/$part.ps1")
}

Export-ModuleMember -Function *
