# The module's assemblies live in a load context of their own, so that another module's YamlDotNet, of whatever version,
# is neither used nor disturbed. The context outlives the import: a second import, with -Force or in another runspace of
# the process, uses the same assemblies, since types of two contexts would not know each other.
$bin = [System.IO.Path]::Combine($PSScriptRoot, 'bin')
$main = [System.IO.Path]::Combine($bin, 'HaVip.PowerShell.dll')
if (-not [System.IO.File]::Exists($main)) {
    throw [System.IO.FileNotFoundException]::new("The module is not built: $main is missing. Run build.ps1 first.", $main)
}

# Contexts are known to the whole process, and so is an interned string to lock on.
$name = "HaVip:$bin"
$gate = [string]::Intern($name)
[System.Threading.Monitor]::Enter($gate)
try {
    $context = $null
    foreach ($candidate in [System.Runtime.Loader.AssemblyLoadContext]::All) {
        if ($candidate.Name -ceq $name) { $context = $candidate }
    }
    if (-not $context) {
        $context = [System.Runtime.Loader.AssemblyLoadContext]::new($name)
        foreach ($file in [System.IO.Directory]::GetFiles($bin, '*.dll')) {
            $null = $context.LoadFromAssemblyPath($file)
        }
    }
    foreach ($candidate in $context.Assemblies) {
        if ($candidate.Location -ceq $main) { $assembly = $candidate }
    }
}
finally {
    [System.Threading.Monitor]::Exit($gate)
}

# The pipe makes -Force import again what the session knows already, and -Force lets another copy of the module take over
# from the one it has imported before.
Import-Module -Assembly $assembly -PassThru -Force | Import-Module -Force
