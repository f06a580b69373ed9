# The configuration: what is wrong is said with its place, and a running node takes only what is right.
BeforeAll {
    Import-Module "$PSScriptRoot/Scenario.psm1" -Force
    Import-HaVip
}

Describe 'Test-HaVipConfiguration' {
    BeforeAll {
        $folder = [System.IO.Directory]::CreateTempSubdirectory('havip-configuration-').FullName
        $good = Join-Path (Split-Path (Get-ModuleManifestPath)) 'module/examples/seed-node1.yaml'
    }

    AfterAll {
        [System.IO.Directory]::Delete($folder, $true)
    }

    It 'finds nothing wrong with the examples' {
        foreach ($example in Get-ChildItem (Split-Path $good) -Filter *.yaml) {
            $errors = @(Test-HaVipConfiguration -Path $example.FullName | Where-Object { $_.Severity -eq 'Error' })
            $errors.Count | Should -Be 0 -Because "$errors"
            Test-HaVipConfiguration -Path $example.FullName -Quiet | Should -BeTrue
        }
    }

    It 'names with -Verbose the file that is read, as the other cmdlets of files do' {
        $read = @(
            Test-HaVipConfiguration -Path $good -Quiet -Verbose 4>&1
            Get-HaVipConfiguration -Path $good -Verbose 4>&1
            ConvertTo-KeepalivedConfiguration -Path $good -Verbose -WarningAction SilentlyContinue 4>&1
        ) | Where-Object { $_ -is [System.Management.Automation.VerboseRecord] } | ForEach-Object { "$_" }
        $read | Should -Be (@("Reading $good.") * 3)
    }

    It 'reports every error with file, line, column, and the nearest known key' {
        $bad = "$folder/bad.yaml"
        $text = [System.IO.File]::ReadAllText($good)
        $text = $text.Replace('priority: 100', 'prioritty: 100').Replace('Id: 52', 'Id: 300')
        [System.IO.File]::WriteAllText($bad, $text)
        [System.IO.File]::SetUnixFileMode($bad, 'UserRead, UserWrite')
        $found = @(Test-HaVipConfiguration -Path $bad)
        $found.Count | Should -Be 2
        foreach ($one in $found) {
            $one.PSTypeNames[0] | Should -Be 'HaVip.ConfigurationDiagnostic'
            $one.File | Should -Be $bad
            $one.Severity | Should -Be 'Error'
            $one.RuleId | Should -Not -BeNullOrEmpty
        }
        $lines = [System.IO.File]::ReadAllLines($bad)
        $unknown = $found | Where-Object { $_.Message -match 'prioritty' }
        $lines[$unknown.Line - 1] | Should -Match 'prioritty'
        $unknown.Column | Should -Be ($lines[$unknown.Line - 1].IndexOf('prioritty') + 1)
        "$($unknown.Message) $($unknown.Recommendation)" | Should -Match "Did you mean.*priority"
        $range = $found | Where-Object { $_.Message -match '300' }
        $lines[$range.Line - 1] | Should -Match '300'
        "$range" | Should -Match "^$([regex]::Escape($bad)):$($range.Line):$($range.Column): "
    }

    It 'reads a configuration as objects, without the password' {
        $read = Get-HaVipConfiguration -Path $good
        $read.PSTypeNames[0] | Should -Be 'HaVip.NodeConfiguration'
        $read.Instances[0].VirtualRouterId | Should -Be 52
        $read.Instances[0].Priority | Should -Be 100
        $read | Format-List -Property * | Out-String | Should -Not -Match '1111'
        $read.Instances | Format-List -Property * | Out-String | Should -Not -Match '1111'
    }
}

Describe 'A running node' {
    BeforeAll {
        $lab = New-ScenarioLab
        $n1 = Get-NodeParameter $lab n1
        $n2 = Get-NodeParameter $lab n2
        $file = Join-Path $lab.Root "etc/havip/$($lab.n1)/havip.yaml"
        Start-Pair $lab { param($priority) Get-QuickParameter $priority }
    }

    AfterAll {
        Remove-ScenarioLab $lab
    }

    BeforeEach {
        $written = [System.IO.File]::ReadAllText($file)
        $transitions = (Get-HaVipState @n1).Transitions
    }

    AfterEach {
        [System.IO.File]::WriteAllText($file, $written)
        $null = Set-HaVipConfiguration @n1 -Path $file -Confirm:$false
        Wait-Owner $lab n1 n2
    }

    It 'refuses a bad configuration whole and goes on with the old one' {
        $bad = Join-Path $lab.Directory bad.yaml
        $text = $written.Replace('priority: 100', 'priority: 0').Replace('.101/24', '.102/24')
        [System.IO.File]::WriteAllText($bad, $text)
        $refusal = Get-ThrownError { Set-HaVipConfiguration @n1 -Path $bad -Confirm:$false -ErrorAction Stop }
        ($refusal.FullyQualifiedErrorId -split ',')[0] | Should -Be 'InvalidConfiguration'
        "$refusal" | Should -Match 'bad\.yaml:\d+:\d+'
        [System.IO.File]::ReadAllText($file) | Should -Be $written
        Get-OwnedAddress $lab.n1 | Should -Contain '192.168.7.101'
        (Get-HaVipState @n1).Transitions | Should -Be $transitions
    }

    It 'refuses a bad file it is told to read again by SIGHUP' {
        [System.IO.File]::WriteAllText($file, $written.Replace('priority: 100', 'priority: 999'))
        Send-Signal HUP (Get-HaVipState @n1).ProcessId
        $null = Wait-Until -Because 'the log names the place' {
            (Get-ScenarioLog $lab n1) -match 'havip\.yaml:\d+:\d+'
        }
        (Get-HaVipState @n1).Priority | Should -Be 100
        Test-Owner $lab.n1 | Should -BeTrue
    }

    It 'applies a new priority and a new address without a change of mastership' {
        $monitor = Start-AddressMonitor $lab
        $new = Join-Path $lab.Directory new.yaml
        $text = $written.Replace('priority: 100', 'priority: 150').Replace('.101/24', '.102/24')
        [System.IO.File]::WriteAllText($new, $text)
        $null = Set-HaVipConfiguration @n1 -Path $new -Confirm:$false
        $null = Wait-Until { (Get-OwnedAddress $lab.n1) -contains '192.168.7.102' }
        Get-OwnedAddress $lab.n1 | Should -Not -Contain '192.168.7.101'
        $state = Get-HaVipState @n1
        $state.Priority | Should -Be 150
        $state.Transitions | Should -Be $transitions
        $lost = @(Stop-AddressMonitor $monitor | Where-Object { $_.Deleted })
        $lost.Count | Should -Be 1
        $lost[0].Address | Should -Be '192.168.7.101'
        (Get-HaVipState @n2).State | Should -Be 'Backup'
        $capture = Start-Capture $lab
        $advert = Wait-Until {
            Read-Capture $capture | Where-Object { $_.Kind -eq 'Advertisement' } | Select-Object -First 1
        }
        $advert.Priority | Should -Be 150
        $advert.Addresses | Should -Be '192.168.7.100,192.168.7.102'
        $null = Stop-Capture $capture
    }
}
