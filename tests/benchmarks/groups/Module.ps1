# What the PowerShell side costs: importing the module as the first command of a fresh host; the states of a node with many
# instances, warm; and what is left of the memory after ten thousand state objects have gone through a pipeline.

Add-Benchmark @{ Name = 'module'; Group = 'The PowerShell side'; Do = { Measure-Module 255 } }

function Measure-Module([int] $Routers) {
    $lab = New-BenchmarkLab $Routers
    try {
        Start-Node $lab n1 HaVip $Routers 100
        $n1 = Get-NodeParameter $lab n1
        $null = Wait-Until -Timeout 60 { @(Get-HaVipState @n1 | Where-Object State -eq 'Master').Count -eq $Routers }
        for ($warm = 0; $warm -lt 20; $warm++) { $null = Get-HaVipState @n1 }
        Invoke-InTurn -Kind HaVip {
            for ($import = 0; $import -lt 3; $import++) {
                Add-Sample 'a fresh host' 'Import-Module as its first command' ms HaVip (Measure-Import)
            }
            for ($call = 0; $call -lt 20; $call++) {
                $clock = [System.Diagnostics.Stopwatch]::StartNew()
                $null = Get-HaVipState @n1
                Add-Sample "$Routers instances" 'Get-HaVipState, warm' ms HaVip $clock.Elapsed.TotalMilliseconds
            }
            $before = [System.GC]::GetTotalMemory($true)
            $null = 1..[int] [Math]::Ceiling(10000 / $Routers) | ForEach-Object { Get-HaVipState @n1 } | Measure-Object
            $retained = ([System.GC]::GetTotalMemory($true) - $before) / 1KB
            Add-Sample '10,000 state objects through a pipeline' 'memory retained' KB HaVip $retained
        }
    }
    finally {
        Remove-ScenarioLab $lab
    }
}

function Measure-Import {
    $script = '$clock = [System.Diagnostics.Stopwatch]::StartNew(); Import-Module ' + "'$(Get-ModuleManifestPath)'" +
        '; $clock.Elapsed.TotalMilliseconds'
    $program, $words = @(Get-HostCommand) + @('-NoProfile', '-NonInteractive', '-Command', $script)
    [double] (& $program @words | Select-Object -Last 1)
}
