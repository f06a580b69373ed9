# Programs, and this host once more.

# Runs a program with its output shown; fails with it.
function Invoke-Native([string] $Program) {
    & $Program @args | Out-Host
    if ($LASTEXITCODE) { throw "$Program $args failed with exit code $LASTEXITCODE." }
}

# Runs a program for its output.
function Invoke-Quietly([string] $Program) {
    $output = & $Program @args
    if ($LASTEXITCODE) { throw "$Program $args failed with exit code $LASTEXITCODE." }
    $output
}

# The program this script runs in, havip or pwsh, as the words to start it again.
function Get-HostCommand {
    $program = [System.Environment]::ProcessPath
    $program
    if ((Split-Path $program -LeafBase) -eq 'dotnet') { [System.Environment]::GetCommandLineArgs()[0] }
}

# Runs a script in a process of its own, so that a module it imports is not held by this one.
function Invoke-ScriptFile([string] $Path) {
    $words = @(Get-HostCommand)
    $rest = @($words | Select-Object -Skip 1) + @('-NoProfile', '-NonInteractive', '-File', $Path) + $args
    & $words[0] @rest | Out-Host
    if ($LASTEXITCODE) { throw "$Path failed with exit code $LASTEXITCODE." }
}

# A shell that is run from the outputs about to be written would lose the ground under its feet.
function Assert-HostIsApart {
    $own = Join-Path $root "src/HaVip.Shell/bin/$Configuration/"
    if ([System.AppContext]::BaseDirectory.StartsWith($own, 'Ordinal')) {
        throw "havip runs from $own, which -Configuration $Configuration would overwrite. " +
            'Use the other configuration, or pwsh.'
    }
}
