# The module's binaries and the node runner, put where the module looks for them.

function Get-RuntimeIdentifier {
    $architecture = [System.Runtime.InteropServices.RuntimeInformation]::OSArchitecture
    switch ([string]$architecture) {
        'X64' { 'linux-x64' }
        'Arm64' { 'linux-arm64' }
        default { throw "There is no node runner for $architecture." }
    }
}

function Build-Module {
    $rid = Get-RuntimeIdentifier
    $bin = Join-Path $root 'module/bin'
    $node = Join-Path $root "module/node/$rid"

    Publish-Project 'HaVip.PowerShell' @('HaVip.Core', 'HaVip.Configuration') @()
    $published = Get-PublishFolder 'HaVip.PowerShell'
    # What PowerShell has itself must not be brought along: it would be loaded a second time.
    $assemblies = @(Get-ChildItem -LiteralPath $published -File |
            Where-Object { $_.Name -like 'HaVip.*.dll' -or $_.Name -eq 'YamlDotNet.dll' })
    if (-not ($assemblies.Name -contains 'HaVip.PowerShell.dll')) { throw "$published has no HaVip.PowerShell.dll." }
    Sync-File $assemblies $bin
    Sync-Help $bin

    Publish-Project 'HaVip.Node' @('HaVip.Core', 'HaVip.Configuration', 'HaVip.Linux') @('-r', $rid)
    Sync-File @(Get-Item -LiteralPath (Join-Path (Get-PublishFolder 'HaVip.Node') 'havip-node')) $node
    Write-Host "Built $bin and $node."
}

function Get-PublishFolder([string] $Project) { Join-Path $root "artifacts/publish/$Configuration/$Project" }

# Publishes a project, unless nothing it is made of has changed since.
function Publish-Project([string] $Project, [string[]] $References, [string[]] $More) {
    $folder = Get-PublishFolder $Project
    $stampFile = "$folder.stamp"
    $stamp = Get-SourceStamp (@($Project) + $References) $More
    if ((Test-Path $folder) -and (Test-Path $stampFile) -and (Get-Content -LiteralPath $stampFile -Raw) -ceq $stamp) {
        Write-Host "$Project is up to date."
        return
    }

    Write-Host "Publishing $Project ($Configuration)."
    Remove-Item -LiteralPath $stampFile -ErrorAction Ignore
    if (Test-Path $folder) { Remove-Item -LiteralPath $folder -Recurse -Force }
    Invoke-Native dotnet publish (Join-Path $root "src/$Project") -c $Configuration -o $folder -v quiet @More
    Set-Content -LiteralPath $stampFile -Value $stamp -NoNewline
}

# Name, size and time of every source: cheap to make, and different whenever a file is.
function Get-SourceStamp([string[]] $Projects, [string[]] $More) {
    $files = @(foreach ($project in $Projects) {
            Get-ChildItem -LiteralPath (Join-Path $root "src/$project") -Recurse -File |
                Where-Object { $_.FullName -notmatch '/(bin|obj)/' }
        })
    $files += @('Directory.Build.props', 'Directory.Packages.props', 'global.json', '.editorconfig' |
            ForEach-Object { Get-Item -LiteralPath (Join-Path $root $_) -Force })
    $lines = foreach ($file in $files | Sort-Object FullName) {
        "$($file.FullName) $($file.Length) $($file.LastWriteTimeUtc.Ticks)"
    }
    (@("$More") + $lines) -join "`n"
}

# Makes a folder hold exactly these files. A changed one is put beside and renamed over the old, which a running
# process goes on using.
function Sync-File([System.IO.FileInfo[]] $File, [string] $Folder) {
    $null = New-Item -ItemType Directory -Path $Folder -Force
    foreach ($stale in Get-ChildItem -LiteralPath $Folder -File | Where-Object { $File.Name -notcontains $_.Name }) {
        Remove-Item -LiteralPath $stale.FullName
    }
    foreach ($one in $File) {
        $target = Join-Path $Folder $one.Name
        if ((Test-Path -LiteralPath $target) -and (Test-SameFile $one.FullName $target)) { continue }
        $beside = "$target.new"
        [System.IO.File]::Copy($one.FullName, $beside, $true)
        [System.IO.File]::Move($beside, $target, $true)
    }
}

function Test-SameFile([string] $Left, [string] $Right) {
    (Get-FileHash -LiteralPath $Left).Hash -eq (Get-FileHash -LiteralPath $Right).Hash
}

# PowerShell looks for help beside the assembly, not beside the script module.
function Sync-Help([string] $Bin) {
    $source = Join-Path $root 'module/en-US'
    if (Test-Path $source) { Sync-File @(Get-ChildItem -LiteralPath $source -File) (Join-Path $Bin 'en-US') }
}
