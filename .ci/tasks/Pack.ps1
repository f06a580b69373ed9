# The package is the checkout's own tree with what is no part of the module left out.

function New-Package {
    $manifest = Import-PowerShellDataFile (Join-Path $root 'HaVip.psd1')
    $version = $manifest.ModuleVersion
    $parent = Join-Path $root 'artifacts/HaVip'
    $folder = Join-Path $parent $version
    if (Test-Path $folder) { Remove-Item -LiteralPath $folder -Recurse -Force }
    $null = New-Item -ItemType Directory -Path $folder -Force

    Copy-Item -LiteralPath (Join-Path $root 'HaVip.psd1') -Destination $folder
    foreach ($name in 'README.md', 'LICENSE', 'CHANGELOG.md') {
        $file = Join-Path $root $name
        if (Test-Path $file) { Copy-Item -LiteralPath $file -Destination $folder }
    }
    Copy-Item -LiteralPath (Join-Path $root 'module') -Destination $folder -Recurse
    Invoke-Native chmod 755 (Join-Path $folder "module/node/$(Get-RuntimeIdentifier)/havip-node")
    Test-Package $folder $manifest

    # The same tree gives the same archive: names in order, no owners, no times.
    $archive = Join-Path $root "artifacts/HaVip-$version-$(Get-RuntimeIdentifier).tar.gz"
    Invoke-Native tar --create --gzip --sort=name --owner=0 --group=0 --numeric-owner '--mtime=@0' `
        --file $archive --directory (Join-Path $root 'artifacts') "HaVip/$version"
    Write-Host "Packed $folder and $archive."
}

# The packed tree must import by itself, without a word, with exactly the cmdlets of its manifest.
function Test-Package([string] $Folder, $Manifest) {
    $words = @(Get-HostCommand)
    $path = (Join-Path $Folder 'HaVip.psd1').Replace("'", "''")
    $rest = @($words | Select-Object -Skip 1) + @(
        '-NoProfile', '-NonInteractive', '-Command'
        "Import-Module '$path' -ErrorAction Stop; (Get-Module HaVip).ExportedCmdlets.Keys"
    )
    $shown = @(& $words[0] @rest 2>&1 | ForEach-Object { "$_" })
    $different = @(Compare-Object $Manifest.CmdletsToExport $shown)
    if ($LASTEXITCODE -or $different) {
        $what = $different | ForEach-Object { "$($_.SideIndicator) $($_.InputObject)" }
        throw "The packed module does not import as its manifest says (<= only there, => only here): $($what -join ', ')"
    }
}
