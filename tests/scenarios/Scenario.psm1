# What the scenarios share: labs of network namespaces, the kernel's view, the wire, and waiting. Nothing in here asks
# HaVip how things are: a scenario compares what it says with what the kernel and the wire show.
$ErrorActionPreference = 'Stop'

$parts = 'Waiting', 'Lab', 'Processes', 'Kernel', 'Wire', 'Dissection', 'Services', 'Nodes', 'Peers', 'Interop',
    'Lease', 'Remote', 'Handover', 'Succession', 'SplitBrain', 'Heartbeat', 'Machines'
foreach ($part in $parts) {
    . (Join-Path $PSScriptRoot "support/$part.ps1")
}

Export-ModuleMember -Function *
