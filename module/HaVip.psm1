# The module's assemblies live in a load context of their own, so that another module's YamlDotNet, of whatever version,
# is neither used nor disturbed. The context outlives the import: a second import, with -Force or in another runspace of
# the process, uses the same assemblies, since types of two contexts would not know each other. The others than the main
# one are loaded when each is first needed.
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
        $loaded = $context.LoadFromAssemblyPath($main)
        $assemblies = $loaded.GetType('HaVip.PowerShell.Loading.ModuleAssemblies', $true)
        $null = $assemblies.GetMethod('Attend', [System.Reflection.BindingFlags] 'NonPublic, Static').Invoke($null, @())
    }
    foreach ($candidate in $context.Assemblies) {
        if ($candidate.Location -ceq $main) { $assembly = $candidate }
    }
}
finally {
    [System.Threading.Monitor]::Exit($gate)
}

# Two copies of the module in one session would be two cmdlets of each name; the module 'havip' is the shell's own. The
# pipe imports again what the session knows already; -Force there would load the assembly once more, from its path and
# outside of the context.
$base = [System.IO.Path]::GetDirectoryName($PSScriptRoot)
foreach ($other in Get-Module HaVip) {
    if ($other.Name -ceq 'HaVip' -and $other.ModuleBase -cne $base) { Remove-Module $other -Force }
}
Import-Module -Assembly $assembly -PassThru | Import-Module
