# Removes what was built, and only that: every folder here is ignored by git.

function Clear-Output {
    $folders = @('artifacts', 'module/bin', 'module/node', 'TestResults' | ForEach-Object { Join-Path $root $_ })
    $folders += @(Get-ChildItem -Path (Join-Path $root 'src/*/bin'), (Join-Path $root 'src/*/obj'),
        (Join-Path $root 'tests/*/bin'), (Join-Path $root 'tests/*/obj') -Directory -ErrorAction Ignore |
            ForEach-Object { $_.FullName })
    $running = [System.AppContext]::BaseDirectory
    foreach ($folder in $folders | Where-Object { Test-Path $_ }) {
        if ($running.StartsWith("$folder/", 'Ordinal')) {
            Write-Host "Left: $folder, which this shell runs from."
            continue
        }
        Remove-Item -LiteralPath $folder -Recurse -Force
        Write-Host "Removed $folder."
    }
}
