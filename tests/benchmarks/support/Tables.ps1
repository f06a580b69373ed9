# The tables of all scenarios whose figures are there, whenever they were measured.

function Write-Reports([string] $Folder) {
    $found = @{}
    $files = Join-Path $Folder results
    if (-not (Test-Path $files)) { return }
    foreach ($file in [System.IO.Directory]::GetFiles($files, '*.json')) {
        $one = [System.IO.File]::ReadAllText($file) | ConvertFrom-Json
        $found[$one.Scenario] = $one
    }
    $all = @(Get-Benchmark | Where-Object { $found.ContainsKey($_.Name) })
    $text = @('# HaVip beside keepalived', '')
    $text += 'Medians, with the least and the most of the runs; the ratio is of the medians.', ''
    $rows = foreach ($group in @($all | ForEach-Object { $_.Group } | Select-Object -Unique)) {
        $results = @($all | Where-Object { $_.Group -eq $group } | ForEach-Object { $found[$_.Name] })
        $summary = @($results | ForEach-Object { Get-Summary $_ $group })
        $derive = @($all | Where-Object { $_.Group -eq $group })[0]['Derive']
        if ($derive) { $summary += @(Get-Summary ([pscustomobject] @{ Scenario = ''; Samples = @(& $derive $summary) }) $group) }
        $part = @("## $group", '') + @(Get-GroupTable $summary) + @('') + @(Get-Circumstance $results) + @('')
        $text += $part
        Write-Report (Join-Path $Folder "$(ConvertTo-FileName $group).md") ([ordered] @{ Group = $group; Rows = $summary }) $part
        $summary
    }
    Write-Report (Join-Path $Folder bench.md) ([ordered] @{ Rows = @($rows); Results = @($all | ForEach-Object { $found[$_.Name] }) }) $text
}

function ConvertTo-FileName([string] $Text) { ($Text.ToLowerInvariant() -replace '[^a-z0-9]+', '-').Trim('-') }

# A row for each figure of each case of a scenario, with what each kind had.
function Get-Summary($Result, [string] $Group) {
    $rows = [ordered] @{}
    foreach ($sample in $Result.Samples) {
        $key = "$($sample.Case)|$($sample.Figure)"
        if (-not $rows.Contains($key)) {
            $rows[$key] = [pscustomobject] [ordered] @{
                Group = $Group; Scenario = $Result.Scenario; Case = $sample.Case; Figure = $sample.Figure; Unit = $sample.Unit
                Of = [ordered] @{}; Ratio = [ordered] @{}
            }
        }
        $of = $rows[$key].Of
        if (-not $of.Contains($sample.Kind)) { $of[$sample.Kind] = [System.Collections.Generic.List[object]]::new() }
        $of[$sample.Kind].Add($sample)
    }
    foreach ($row in $rows.Values) {
        foreach ($kind in @($row.Of.Keys)) { $row.Of[$kind] = Get-KindSummary $row.Of[$kind] }
        foreach ($kind in @($row.Of.Keys | Where-Object { $_ -like 'keepalived*' -and $row.Of.Contains('HaVip') })) {
            $row.Ratio[$kind] = Get-Ratio $row.Of['HaVip'].Spread $row.Of[$kind].Spread
        }
        $row
    }
}

# Without: the runs that had no value, and what they had instead.
function Get-KindSummary([object[]] $Sample) {
    $without = @($Sample | Where-Object { $null -eq $_.Value })
    [pscustomobject] [ordered] @{
        Runs = $Sample.Count; Spread = Get-Spread @($Sample | ForEach-Object { $_.Value })
        Without = $without.Count; Text = "$(@($without | ForEach-Object { $_.Text } | Select-Object -Unique) -join ', ')"
    }
}

function Get-GroupTable([object[]] $Summary) {
    $kinds = @($Summary | ForEach-Object { $_.Of.Keys } | Select-Object -Unique)
    $ratios = @($Summary | ForEach-Object { $_.Ratio.Keys } | Select-Object -Unique)
    ConvertTo-Markdown @(foreach ($row in $Summary) {
            $shown = [ordered] @{ what = $row.Case; figure = $row.Figure }
            foreach ($kind in $kinds) { $shown[$kind] = Format-Kind $row.Of[$kind] $row.Unit }
            foreach ($kind in $ratios) { $shown["HaVip / $kind"] = $row.Ratio[$kind] }
            [pscustomobject] $shown
        })
}

function Format-Kind($Kind, [string] $Unit) {
    if (-not $Kind) { return '' }
    $text = Format-Spread $Kind.Spread $Unit
    if (-not $Kind.Without) { return $text }
    $instead = "$($Kind.Text) ($($Kind.Without) of $($Kind.Runs))"
    if ($text) { "$text; $instead" } else { $instead }
}

# When and where: a line for each machine and load.
function Get-Circumstance([object[]] $Result) {
    foreach ($one in $Result) {
        $machine = $one.Machine
        "- $($one.Scenario): $('{0:yyyy-MM-dd HH:mm}' -f $one.Started), $($one.Runs) runs in $($one.TookSeconds) s, load $($machine.Load) at the start" +
        $(if ($one.Failed) { ", $($one.Failed) measurements failed" })
    }
    $machine = $Result[-1].Machine
    "- Linux $($machine.Kernel), $($machine.Processors) processors ($($machine.Processor)), $($machine.MemoryMB) MB; " +
    "$($machine.Keepalived); PowerShell $($machine.Shell)"
}
