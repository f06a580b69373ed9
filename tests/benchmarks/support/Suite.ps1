# The scenarios of the suite: found in the files of groups, each of which says what it has and does it.

# Name; Group; Quiet where it does not need the processors, and others may be measured at the same time; Asked where it is
# run only when it is named; Do; Derive where the rows of the group say something together.
$script:Benchmarks = [System.Collections.Generic.List[hashtable]]::new()

function Add-Benchmark([hashtable] $Benchmark) { $script:Benchmarks.Add($Benchmark) }

function Get-Benchmark { $script:Benchmarks }

# Which program this is, to start it again.
. (Join-Path $PSScriptRoot '../../../.ci/tasks/Process.ps1')

# In the order of the tables.
foreach ($group in 'Outage', 'Detection', 'Burst', 'Cost', 'Hogs', 'Program', 'Module', 'Core', 'Matrix') {
    . (Join-Path $PSScriptRoot "../groups/$group.ps1")
}

function Select-Benchmark([string] $Pattern) {
    $patterns = @($Pattern -split ',' | ForEach-Object { $_.Trim() } | Where-Object { $_ })
    foreach ($one in $patterns) {
        if (Get-Benchmark | Where-Object { $_.Name -like $one }) { continue }
        throw "There is no scenario '$one'. There are: $(@(Get-Benchmark | ForEach-Object { $_.Name }) -join ', ')."
    }
    Get-Benchmark | Where-Object {
        $name, $asked = $_.Name, $_['Asked']
        @($patterns | Where-Object { $name -like $_ -and -not ($asked -and $_ -eq '*') }).Count
    }
}

# What was left by benchmarks that were killed. Labs are named after the process that made them.
function Remove-AbandonedLab {
    foreach ($line in & ip netns list) {
        $namespace = ($line -split ' ')[0]
        if (-not (Test-Abandoned $namespace)) { continue }
        foreach ($id in & ip netns pids $namespace) { & /bin/sh -c 'kill -s KILL "$0" 2>/dev/null' $id }
        & ip netns delete $namespace
    }
    foreach ($folder in [System.IO.Directory]::GetDirectories([System.IO.Path]::GetTempPath(), 'hvb*')) {
        if (Test-Abandoned ([System.IO.Path]::GetFileName($folder))) { [System.IO.Directory]::Delete($folder, $true) }
    }
}

function Test-Abandoned([string] $Name) {
    if ($Name -cnotmatch '^hvb(?<id>[0-9a-f]{1,7})[0-9a-f]{3}-') { return $false }
    return -not (Test-Path "/proc/$([System.Convert]::ToInt32($Matches.id, 16))")
}
