# The module as it arrives on a machine: imported from the checkout and from the package, quietly, with help.
BeforeDiscovery {
    $manifest = if ($env:HAVIP_MODULE) { $env:HAVIP_MODULE } else { "$PSScriptRoot/../../HaVip.psd1" }
    $commands = (Import-PowerShellDataFile $manifest).CmdletsToExport
}

BeforeAll {
    Import-Module "$PSScriptRoot/Scenario.psm1" -Force
    Import-HaVip
}

Describe 'The module' {
    It 'is for PowerShell 7.4 and later' {
        $data = Import-PowerShellDataFile (Get-ModuleManifestPath)
        $data.PowerShellVersion | Should -Be '7.4'
        $data.CompatiblePSEditions | Should -Be 'Core'
    }

    It 'is imported without a word, and again with -Force' {
        $shell = Invoke-OtherShell "Import-Module '$(Get-ModuleManifestPath)' -Force; (Get-Command -Module HaVip).Count"
        $shell.ExitCode | Should -Be 0 -Because $shell.Output
        $exported = (Import-PowerShellDataFile (Get-ModuleManifestPath)).CmdletsToExport.Count
        $shell.Output.Trim() | Should -Be "$exported"
    }

    It 'loads each of its assemblies once, when it is first needed, and none where other modules have theirs' {
        $name = '{0}@{1}'
        $shell = Invoke-OtherShell @"
function Show-Loaded {
    (@(foreach (`$one in [System.AppDomain]::CurrentDomain.GetAssemblies()) {
        `$context = [System.Runtime.Loader.AssemblyLoadContext]::GetLoadContext(`$one).Name -replace ':.*'
        if (`$one.GetName().Name -match '^(HaVip\.|YamlDotNet)') { '$name' -f `$one.GetName().Name, `$context }
    }) | Sort-Object) -join ' '
}
Import-Module '$(Get-ModuleManifestPath)'
Show-Loaded
`$null = New-HaVipLab -WhatIf
Show-Loaded
`$null = Test-HaVipConfiguration '$PSScriptRoot/../../module/examples/seed-node1.yaml'
Show-Loaded
"@
        $shell.ExitCode | Should -Be 0 -Because $shell.Output
        $loaded = @($shell.Output -split "`n" -match '^HaVip\.')
        $loaded[0] | Should -Be 'HaVip.Core@HaVip HaVip.PowerShell@HaVip'
        $loaded[1] | Should -Be $loaded[0]
        $loaded[2] | Should -Be 'HaVip.Configuration@HaVip HaVip.Core@HaVip HaVip.PowerShell@HaVip YamlDotNet@HaVip'
    }

    It 'uses its own library for YAML where another module has brought one of the same name' {
        $bin = Join-Path (Split-Path (Get-ModuleManifestPath)) 'module/bin'
        Copy-Item -LiteralPath (Join-Path $bin 'YamlDotNet.dll') -Destination $TestDrive
        $shell = Invoke-OtherShell @"
`$null = [System.Reflection.Assembly]::LoadFrom('$TestDrive/YamlDotNet.dll')
Import-Module '$(Get-ModuleManifestPath)'
`$null = Test-HaVipConfiguration '$PSScriptRoot/../../module/examples/seed-node1.yaml'
[System.AppDomain]::CurrentDomain.GetAssemblies().Location -match 'YamlDotNet'
"@
        $shell.ExitCode | Should -Be 0 -Because $shell.Output
        @($shell.Output -split "`n" | Where-Object { $_ }) -join ' ' | Should -Be "$TestDrive/YamlDotNet.dll $bin/YamlDotNet.dll"
    }

    It 'gives way to another copy of itself, and comes back' {
        $copy = Join-Path $TestDrive copy
        $null = New-Item -ItemType Directory -Path "$copy/module" -Force
        $root = Split-Path (Get-ModuleManifestPath)
        Copy-Item -LiteralPath (Get-ModuleManifestPath) -Destination $copy
        Copy-Item -LiteralPath "$root/module/HaVip.psm1", "$root/module/HaVip.Format.ps1xml" -Destination "$copy/module"
        Copy-Item -LiteralPath "$root/module/bin" -Destination "$copy/module" -Recurse
        $shell = Invoke-OtherShell @"
foreach (`$manifest in '$root/HaVip.psd1', '$copy/HaVip.psd1', '$root/HaVip.psd1') {
    Import-Module `$manifest -Force -ErrorAction Stop
    (Get-Command Get-HaVipState).ImplementingType.Assembly.Location
}
(Get-Command -Module HaVip).Count
"@
        $shell.ExitCode | Should -Be 0 -Because $shell.Output
        $lines = @($shell.Output -split "`n" | Where-Object { $_ })
        $dll = 'module/bin/HaVip.PowerShell.dll'
        $lines -join ' ' | Should -Be "$root/$dll $copy/$dll $root/$dll $(@((Get-Module HaVip).ExportedCmdlets.Keys).Count)"
    }

    It 'exports what its manifest lists, and nothing else' {
        $listed = (Import-PowerShellDataFile (Get-ModuleManifestPath)).CmdletsToExport | Sort-Object
        $exported = (Get-Command -Module HaVip).Name | Sort-Object
        $exported -join ' ' | Should -Be ($listed -join ' ')
    }

    It 'has help with two examples for <_>' -ForEach $commands {
        $help = Get-Help $_ -Full
        $help.Synopsis | Should -Not -BeNullOrEmpty
        $help.Synopsis | Should -Not -Match "^\s*$_ \["
        @($help.examples.example).Count | Should -BeGreaterOrEqual 2
        ($help.description | Out-String).Trim() | Should -Not -BeNullOrEmpty
    }

    It 'describes every parameter of <_>' -ForEach $commands {
        $common = [System.Management.Automation.PSCmdlet]::CommonParameters +
            [System.Management.Automation.PSCmdlet]::OptionalCommonParameters
        $own = (Get-Command $_).Parameters.Keys | Where-Object { $_ -notin $common }
        $help = Get-Help $_ -Full
        foreach ($name in $own) {
            $described = $help.parameters.parameter | Where-Object { $_.name -eq $name }
            ($described.description | Out-String).Trim() | Should -Not -BeNullOrEmpty -Because "-$name is in the help"
        }
    }
}

Describe 'The package' {
    BeforeAll {
        $checkout = [System.IO.Path]::GetFullPath("$PSScriptRoot/../..")
        $packing = Invoke-OtherShell @"
`$root = '$checkout'; `$Configuration = 'Release'
foreach (`$part in 'Process', 'Build', 'Pack') { . "`$root/.ci/tasks/`$part.ps1" }
New-Package
"@
        $version = (Import-PowerShellDataFile "$checkout/HaVip.psd1").ModuleVersion
        $elsewhere = [System.IO.Directory]::CreateTempSubdirectory('havip-package-').FullName
        if ($packing.ExitCode -eq 0) { & cp -a "$checkout/artifacts/HaVip" $elsewhere }
        $package = "$elsewhere/HaVip/$version"
    }

    AfterAll {
        [System.IO.Directory]::Delete($elsewhere, $true)
    }

    It 'is made of what is built' {
        $packing.ExitCode | Should -Be 0 -Because $packing.Output
        foreach ($part in 'HaVip.psd1', 'README.md', 'LICENSE', 'CHANGELOG.md', 'module/bin', 'module/node') {
            Test-Path "$package/$part" | Should -BeTrue -Because "$part is in the package"
        }
    }

    It 'is imported by itself, from wherever it is, with its help' {
        $shell = Invoke-OtherShell -Manifest "$package/HaVip.psd1" @'
(Get-Module HaVip).ModuleBase
@((Get-Help Invoke-HaVipFailover).examples.example).Count -ge 2
'@
        $shell.ExitCode | Should -Be 0 -Because $shell.Output
        ($shell.Output.Trim() -split '\s+') -join ' ' | Should -Be "$package True"
    }

    It 'brings its own runner' {
        $runner = $package + (Get-RunnerPath).Substring((Split-Path (Get-ModuleManifestPath)).Length)
        "$(& $runner version)" | Should -Match ([regex]::Escape($version))
    }
}
