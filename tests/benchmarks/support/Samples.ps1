# What a scenario measures: one value of one figure of one run each, with the machine it was measured on.

function New-Bench([string] $Scenario) {
    $kinds = @('HaVip') + @($Peer | Where-Object { $_ -and $_ -ne 'HaVip' })
    [pscustomobject] @{
        Scenario = $Scenario; Kinds = $kinds; Runs = $Runs; Run = 1; Seconds = $Seconds; Minutes = $Minutes; Failed = 0
        Samples = [System.Collections.Generic.List[object]]::new(); Starter = Get-ProcessStatField $PID 4
        Started = [datetime]::Now; Machine = Get-MachineFact
    }
}

function Get-MachineFact {
    $model = [System.IO.File]::ReadAllLines('/proc/cpuinfo') | Where-Object { $_ -match '^model name\s*:\s*(.*)$' } |
        Select-Object -First 1 | ForEach-Object { ($_ -split ':', 2)[1].Trim() }
    $memory = [System.IO.File]::ReadAllLines('/proc/meminfo')[0] -replace '\D'
    [ordered] @{
        Kernel = "$(& uname -r)"; Processors = [System.Environment]::ProcessorCount; Processor = "$model"
        MemoryMB = [int] ([long] $memory / 1024); Load = [double] ([System.IO.File]::ReadAllText('/proc/loadavg') -split ' ')[0]
        Keepalived = "$(@(& keepalived --version 2>&1)[0])"; Shell = "$($PSVersionTable.PSVersion)"
    }
}

# A value that there is not, such as of what never ended, has a text instead.
function Add-Sample([string] $Case, [string] $Figure, [string] $Unit, [string] $Kind, $Value, [string] $Text = '') {
    $bench.Samples.Add([pscustomobject] [ordered] @{
            Case = $Case; Figure = $Figure; Unit = $Unit; Kind = $Kind; Run = $bench.Run; Value = $Value; Text = $Text
        })
    Write-Host "run $($bench.Run), $Case, $Figure, ${Kind}: $(if ($null -ne $Value) { "$Value $Unit" } else { $Text })"
}

# Run by run the kinds take turns. A run that fails is told and counted, and the others go on.
function Invoke-InTurn([scriptblock] $Measure, [string[]] $Kind = $bench.Kinds) {
    for ($run = 1; $run -le $bench.Runs; $run++) {
        $bench.Run = $run
        foreach ($one in $Kind) {
            Assert-Wanted
            try { & $Measure $one }
            catch { Add-Failure $one $_ }
        }
        Save-Sample
    }
}

function Add-Failure([string] $What, $Problem) {
    Write-Warning "run $($bench.Run), ${What}: $Problem $($Problem.ScriptStackTrace)"
    $bench.Failed++
}

# Nobody is left to read it: what started this has been killed.
function Assert-Wanted {
    if ((Get-ProcessStatField $PID 4) -ne $bench.Starter) { throw 'The process that started this scenario is gone.' }
}

function Save-Sample {
    if (-not $bench.Samples.Count) { return }
    $file = Join-Path $Folder "results/$($bench.Scenario).json"
    $null = [System.IO.Directory]::CreateDirectory((Split-Path $file))
    $data = [ordered] @{
        Scenario = $bench.Scenario; Started = $bench.Started.ToString('s')
        TookSeconds = [int] ([datetime]::Now - $bench.Started).TotalSeconds
        Runs = $bench.Run; Failed = $bench.Failed; Machine = $bench.Machine; Samples = @($bench.Samples)
    }
    [System.IO.File]::WriteAllText($file, ($data | ConvertTo-Json -Depth 5) + "`n")
}
