# What benchmarks make of their figures: medians with the least and the most, side by side, as Markdown and as JSON.

# Median, Least and Most of some numbers; null where there is none.
function Get-Spread {
    param([object[]] $Value)
    $sorted = @($Value | Where-Object { $null -ne $_ } | Sort-Object)
    if (-not $sorted.Count) { return }
    $middle = [int] [Math]::Floor(($sorted.Count - 1) / 2)
    $median = if ($sorted.Count % 2) { $sorted[$middle] } else { ($sorted[$middle] + $sorted[$middle + 1]) / 2 }
    $three = $median, $sorted[0], $sorted[-1] | ForEach-Object { [Math]::Round($_, 4) }
    [pscustomobject] @{ Median = $three[0]; Least = $three[1]; Most = $three[2] }
}

# Three digits that matter, and no thousandths.
function Format-Number([double] $Value) {
    $size = [Math]::Abs($Value)
    $digits = if ($size -ge 100) { 0 } elseif ($size -ge 10) { 1 } else { 2 }
    [Math]::Round($Value, $digits).ToString([cultureinfo]::InvariantCulture)
}

# '615 ms (611 to 640)'; one number where all are the same.
function Format-Spread {
    param($Spread, [string] $Unit = '')
    if (-not $Spread) { return '' }
    $median, $least, $most = $Spread.Median, $Spread.Least, $Spread.Most | ForEach-Object { Format-Number $_ }
    $text = if ($Unit) { "$median $Unit" } else { $median }
    if ($least -eq $most) { return $text }
    return "$text ($least to $most)"
}

# First by second; empty where the second is nothing.
function Get-Ratio {
    param($One, $Other)
    if ($One -and $Other -and $Other.Median -gt 0) { [Math]::Round($One.Median / $Other.Median, 3) }
}

# Objects as a table.
function ConvertTo-Markdown {
    param([object[]] $Row)
    $names = @($Row[0].PSObject.Properties.Name)
    "| $($names -join ' | ') |"
    "| $(@($names | ForEach-Object { '---' }) -join ' | ') |"
    foreach ($one in $Row) { "| $(@($names | ForEach-Object { "$($one.$_)" }) -join ' | ') |" }
}

# Both files beside each other, whatever ending the name has. Called again with more, it replaces them.
function Write-Report {
    param([string] $Path, $Data, [string[]] $Markdown)
    if (-not $Path) { return }
    $full = [System.IO.Path]::GetFullPath($Path)
    $null = [System.IO.Directory]::CreateDirectory((Split-Path $full))
    $texts = @{ json = $Data | ConvertTo-Json -Depth 8; md = $Markdown -join "`n" }
    foreach ($ending in $texts.Keys) {
        $file = [System.IO.Path]::ChangeExtension($full, $ending)
        [System.IO.File]::WriteAllText($file, "$($texts[$ending])`n")
    }
}
