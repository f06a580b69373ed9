# Instances edited one by one in the file of a running node: the file keeps what people wrote in it, and instances whose
# settings did not change do not notice.
BeforeAll {
    Import-Module "$PSScriptRoot/Scenario.psm1" -Force
    Import-HaVip
}

Describe 'Instances of a running pair' {
    BeforeAll {
        $lab = New-ScenarioLab
        $n1 = Get-NodeParameter $lab n1
        $n2 = Get-NodeParameter $lab n2
        $file = Join-Path $lab.Root "etc/havip/$($lab.n1)/havip.yaml"
        Start-Pair $lab { param($priority) Get-QuickParameter $priority }
        $text = [System.IO.File]::ReadAllText($file).Replace('priority: 100', 'priority: 100   # the better one')
        [System.IO.File]::WriteAllText($file, "# kept`n$text`n# and this")
        $before = Get-HaVipState VI_1 @n1
        $monitor = Start-AddressMonitor $lab
        $data = @{
            Interface = 'eth0'; VirtualRouterId = 53; AdvertisementInterval = '100ms'; VirtualAddress = '192.168.7.110/24'
        }
    }

    AfterAll {
        Remove-ScenarioLab $lab
    }

    It 'are added live' {
        New-HaVipInstance data @n1 @data -Priority 120
        New-HaVipInstance data @n2 @data -Priority 110
        Wait-HaVipState data Master @n1 -Timeout 30s
        Wait-HaVipState data Backup @n2 -Timeout 30s
        Get-OwnedAddress $lab.n1 | Should -Contain '192.168.7.110'
        (Get-HaVipInstance data @n1).Priority | Should -Be 120
    }

    It 'are changed live, and only the address that is new comes and the one that is gone goes' {
        $state = Get-HaVipState data @n1
        Set-HaVipInstance data @n1 -VirtualAddress 192.168.7.110/24, 192.168.7.111/24 -Priority 130
        Set-HaVipInstance data @n2 -VirtualAddress 192.168.7.110/24, 192.168.7.111/24
        $null = Wait-Until { (Get-OwnedAddress $lab.n1) -contains '192.168.7.111' }
        $now = Get-HaVipState data @n1
        $now.Priority | Should -Be 130
        $now.Transitions | Should -Be $state.Transitions
    }

    It 'are left alone by -WhatIf and by what is not valid' {
        $written = [System.IO.File]::ReadAllText($file)
        Set-HaVipInstance VI_1 @n1 -Priority 200 -WhatIf
        Get-ErrorId { Set-HaVipInstance VI_1, data @n1 -VirtualRouterId 7 -ErrorAction Stop } | Should -Be 'InvalidConfiguration'
        [System.IO.File]::ReadAllText($file) | Should -Be $written
        (Get-HaVipState VI_1 @n1).VirtualRouterId | Should -Be 52
    }

    It 'hand over when they are removed' {
        Get-HaVipState data @n1 | Remove-HaVipInstance -Confirm:$false
        Wait-HaVipState data Master @n2 -Timeout 30s
        $null = Wait-Until { (Get-OwnedAddress $lab.n1) -notcontains '192.168.7.110' }
        Get-HaVipState @n1 | ForEach-Object { $_.Name } | Should -Be 'VI_1'
    }

    It 'kept the lines of the file, its mode, and the peace of the one nobody named' {
        $expected = "# kept`n$text`n# and this"
        [System.IO.File]::ReadAllText($file).TrimEnd() | Should -Be $expected
        Get-Mode $file | Should -Be '600'
        $after = Get-HaVipState VI_1 @n1
        $after.Transitions | Should -Be $before.Transitions
        $changes = @(Stop-AddressMonitor $monitor)
        @($changes | Where-Object { $_.Deleted -and $_.Address -in '192.168.7.100', '192.168.7.101' }).Count | Should -Be 0
        Test-AlwaysOwned $changes '192.168.7.110' n1 | Should -BeTrue
        $last = ($changes | Where-Object { $_.Address -eq '192.168.7.110' -and $_.Deleted }).Name
        $last | Should -Be 'n1' -Because 'only n1 has let it go'
    }
}
