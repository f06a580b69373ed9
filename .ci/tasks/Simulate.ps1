# Clusters of the core in virtual time: one seed told line by line, or as many as fit into the minutes.

function Invoke-SimulateTask([Nullable[ulong]] $Seed, [double] $Minutes) {
    $project = Join-Path $root 'tests/HaVip.Simulation'
    Invoke-Native dotnet build $project -c $Configuration -v quiet
    $words = @(Join-Path $project "bin/$Configuration/net10.0/HaVip.Simulation")
    $number = [System.Globalization.CultureInfo]::InvariantCulture
    if ($null -ne $Seed -and -not $Minutes) { $words += @('--seed', $Seed, '--verbose') }
    elseif ($Minutes) { $words += @('--minutes', $Minutes.ToString($number)) }
    if ($null -ne $Seed -and $Minutes) { $words += @('--seeds', "$Seed-$([ulong]::MaxValue)") }
    $rest = @($words | Select-Object -Skip 1)
    & $words[0] @rest | Out-Host
    $LASTEXITCODE
}
