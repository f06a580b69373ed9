# Every frame at a port of the lab's switch as tshark reads it: all that a node sends and gets, unicast too.

# In the order of the columns; the last two are what tshark has to say against a frame.
$script:DissectedFields = @(
    'frame.time_epoch', 'frame.protocols', 'ip.src', 'ipv6.src', 'ip.dst', 'ipv6.dst', 'ip.ttl', 'ipv6.hlim'
    'vrrp.version', 'vrrp.virt_rtr_id', 'vrrp.prio', 'vrrp.auth_string', 'vrrp.checksum.status'
    '_ws.expert.group', '_ws.expert.message'
)

# tshark's numbers of the groups 'Checksum' and 'Malformed', which no frame of any protocol may be in.
$script:FaultyGroups = '16777216', '117440512'

function Get-DissectionCommand {
    param([string[]] $From)
    'tshark', '-n', '-l'
    $From
    '-o', 'ip.check_checksum:TRUE', '-T', 'fields'
    foreach ($field in $script:DissectedFields) { '-e', $field }
}

function Start-Dissection {
    param($Lab, [string] $Port)
    $log = Join-Path $Lab.Directory "$Port-dissection-$([guid]::NewGuid().ToString('n')).log"
    $command = Get-DissectionCommand '-i', $Port, '--temp-dir', $Lab.Directory
    $process = Start-LabProcess $Lab $Lab.Switch $log $command
    $null = Wait-Until -Because 'tshark captures' { [System.IO.File]::ReadAllText($log).Contains('Capture started') }
    return [pscustomobject] @{ Log = $log; Process = $process }
}

# The frames so far; of one that is still being written nothing.
function Read-Dissection {
    param($Dissection)
    $text = [System.IO.File]::ReadAllText($Dissection.Log)
    foreach ($line in $text.Substring(0, $text.LastIndexOf("`n") + 1) -split '\n') { ConvertFrom-Dissection $line }
}

# The frames of a capture file.
function Read-CaptureFile {
    param([string] $Path)
    $program, $words = Get-DissectionCommand '-r', $Path
    foreach ($line in & $program @words 2>$null) { ConvertFrom-Dissection $line }
}

# Fault is empty where tshark finds nothing wrong: no bad checksum, nothing malformed, and of an advertisement nothing
# worth a remark at all.
function ConvertFrom-Dissection {
    param([string] $Line)
    $columns = $Line -split '\t'
    if ($columns.Count -ne $script:DissectedFields.Count) { return }
    $at = @{}
    foreach ($field in $script:DissectedFields) { $at[$field] = $columns[$at.Count] }
    $frame = @{ Time = [double] $at.'frame.time_epoch'; Protocols = $at.'frame.protocols' }
    $frame.IsAdvertisement = $frame.Protocols -match '^eth:ethertype:ipv?6?:vrrp$'
    $faulty = @($at.'_ws.expert.group' -split ',' | Where-Object { $_ -in $script:FaultyGroups }).Count
    $frame.Fault = if ($faulty -or $frame.IsAdvertisement) { $at.'_ws.expert.message' }
    if ($frame.IsAdvertisement) {
        if (-not $frame.Fault -and $at.'vrrp.checksum.status' -ne 1) { $frame.Fault = 'checksum not seen to be good' }
        $frame.Source = $at.'ip.src' + $at.'ipv6.src'
        $frame.Destination = $at.'ip.dst' + $at.'ipv6.dst'
        $frame.TimeToLive = [int] ($at.'ip.ttl' + $at.'ipv6.hlim')
        $frame.Version = [int] $at.'vrrp.version'
        $frame.VirtualRouterId = [int] $at.'vrrp.virt_rtr_id'
        $frame.Priority = [int] $at.'vrrp.prio'
        $frame.Password = $at.'vrrp.auth_string'
    }
    [pscustomobject] $frame
}
