# What a runner needs only while something happens, it gives back once nothing does; and cmdlets keep nothing of what
# they have written.
BeforeAll {
    Import-Module "$PSScriptRoot/Scenario.psm1" -Force
    Import-HaVip

    # Megabytes of memory that a process has.
    function Get-Resident([int] $Id) {
        $line = @([System.IO.File]::ReadAllLines("/proc/$Id/smaps_rollup") -match '^Rss:')[0]
        [long] ($line -replace '\D', '') / 1KB
    }

    function Write-Configuration($Lab) {
        $lines = for ($id = 1; $id -le 100; $id++) {
            "  - { name: VI_$id, interface: eth0, virtualRouterId: $id, version: 3, virtualAddresses: [ 192.168.7.$id/24 ] }"
        }
        $file = Join-Path $Lab.Directory n1.yaml
        [System.IO.File]::WriteAllText($file, "node: { name: n1 }`ninstances:`n" + ($lines -join "`n") + "`n")
        [System.IO.File]::SetUnixFileMode($file, 'UserRead, UserWrite')
        return $file
    }

    # keepalived 2.2.7, which is no runtime and a third of the program, has as much with as many.
    $most = 13.3
}

Describe 'A runner with a hundred virtual routers' {
    BeforeAll {
        $lab = New-ScenarioLab n1
        Install-ScenarioNode $lab n1 @{ ConfigurationPath = Write-Configuration $lab }
        Start-ScenarioNode $lab n1
        $n1 = Get-NodeParameter $lab n1
        $runner = @(Get-HaVipState @n1)[0].ProcessId
        $null = Wait-Until -Timeout 60 { @(Get-HaVipState @n1 | Where-Object State -eq 'Master').Count -eq 100 }
    }

    AfterAll {
        Remove-ScenarioLab $lab
    }

    It 'is small once it is Master of all' {
        $null = Wait-Until -Timeout 90 { (Get-Resident $runner) -lt $most }
    }

    It 'is small again after it was asked for much' {
        foreach ($time in 1..5) { @(Get-HaVipState @n1).Count | Should -Be 100 }
        if ((Get-ScenarioLog $lab n1) -match 'memory is not locked') {
            $null = Wait-Until -Timeout 90 { (Get-Resident $runner) -lt $most }
        }
        @(Get-HaVipState @n1 | Where-Object State -eq 'Master').Count | Should -Be 100
    }

    It 'is asked without what reads configurations' {
        $shell = Invoke-OtherShell @"
Import-Module '$(Get-ModuleManifestPath)'
@(Get-HaVipState -NetworkNamespace '$($n1.NetworkNamespace)' -RootPath '$($n1.RootPath)').Count
@([System.AppDomain]::CurrentDomain.GetAssemblies().Location -match 'HaVip.Configuration|YamlDotNet').Count
"@
        @($shell.Output -split "`n" | Where-Object { $_ }) -join ' ' | Should -Be '100 0'
    }

    It 'can be asked for ten thousand objects that leave nothing behind' {
        $null = Get-HaVipState @n1
        $first = [System.WeakReference]::new($null)
        $before = [System.GC]::GetTotalMemory($true)
        $count = (1..100 | ForEach-Object { Get-HaVipState @n1 } | ForEach-Object {
                if (-not $first.IsAlive) { $first.Target = $_.PSObject.BaseObject }
                $_
            } | Measure-Object).Count
        $left = [System.GC]::GetTotalMemory($true) - $before
        $count | Should -Be 10000
        # One of them is about 3 KB.
        $left | Should -BeLessThan 3MB
        $first.IsAlive | Should -BeFalse
    }

    It 'keeps a suspension without OpenSSL' {
        Suspend-HaVipNode @n1 -Confirm:$false
        $null = Wait-Until { [System.IO.Directory]::GetFiles($lab.Directory, 'holds.json', 'AllDirectories').Count -gt 0 }
        @([System.IO.File]::ReadAllLines("/proc/$runner/maps") -match 'libcrypto|libssl').Count | Should -Be 0
    }
}
