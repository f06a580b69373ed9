# Test-HaVipCluster: whether nodes agree and hear each other, each check broken by breaking just that.
BeforeAll {
    Import-Module "$PSScriptRoot/Scenario.psm1" -Force
    Import-HaVip

    function Test-Both([string] $Check) {
        return @(Test-HaVipCluster @both -Include $Check)
    }
}

Describe 'Test-HaVipCluster' {
    BeforeAll {
        $lab = New-ScenarioLab
        $n1 = Get-NodeParameter $lab n1
        $n2 = Get-NodeParameter $lab n2
        $both = @{ NetworkNamespace = $lab.n1, $lab.n2; RootPath = $lab.Root }
        Start-Pair $lab { param($priority) Get-QuickParameter $priority }
    }

    AfterAll {
        Remove-ScenarioLab $lab
    }

    It 'passes a pair that is well, whose nodes do not notice' {
        $before = (Get-HaVipState @n1).Transitions
        $all = @(Test-HaVipCluster @both)
        $wrong = @($all | Where-Object { $_.Status -ne 'Passed' })
        $wrong.Count | Should -Be 0 -Because ($wrong -join '; ')
        @($all | Where-Object { $_.Name -eq 'Exchange' }).Count | Should -Be 2
        (Get-HaVipState @n1).Transitions | Should -Be $before
        (Get-HaVipState @n2).State | Should -Be 'Backup'
    }

    It 'sees a Backup that the Master would not hear' {
        Invoke-Nft $lab.n1 'add table inet t; add chain inet t i { type filter hook input priority 0; }; add rule inet t i ip protocol 112 drop'
        try {
            $found = Test-Both Exchange
            ($found | Where-Object { $_.Detail -like "$($lab.n1) -> *" }).Status | Should -Be 'Passed'
            ($found | Where-Object { $_.Detail -like "$($lab.n2) -> *" }).Status | Should -Be 'Failed'
            (Test-Both OneMaster).Status | Should -Be 'Passed'
        }
        finally { Invoke-Nft $lab.n1 'delete table inet t' }
    }

    It 'sees two Masters that do not hear each other' {
        Split-Lab $lab
        Wait-HaVipState @n2 -State Master -Timeout 30s
        (Test-Both OneMaster).Status | Should -Be 'Failed'
        @(Test-Both Exchange | Where-Object { $_.Status -eq 'Failed' }).Count | Should -Be 2
        Join-Lab $lab
        Wait-Owner $lab n1 n2
    }

    It 'sees settings that differ, and tells no secret' {
        Set-HaVipInstance VI_1 @n2 -Priority 100 -AdvertisementInterval 200ms -VirtualAddress 192.168.7.100/24
        foreach ($check in 'Interval', 'VirtualAddress') { (Test-Both $check).Status | Should -Be 'Failed' }
        (Test-Both Priority).Status | Should -Be 'Warning'
        Set-HaVipInstance VI_1 @n1 -Version 2 -AdvertisementInterval 1s -Password (ConvertTo-SecureString sesam1 -AsPlainText -Force)
        (Test-Both Version).Status | Should -Be 'Failed'
        Set-HaVipInstance VI_1 @n2 -Version 2 -AdvertisementInterval 1s -Password (ConvertTo-SecureString sesam2 -AsPlainText -Force)
        $found = Test-Both Authentication
        $found.Status | Should -Be 'Failed'
        $found | Format-List -Property * | Out-String | Should -Not -Match 'sesam'
        Set-HaVipInstance VI_1 @n2 -Password (ConvertTo-SecureString sesam1 -AsPlainText -Force)
        (Test-Both Authentication).Status | Should -Be 'Passed'
    }

    It 'sees that nobody is Master' {
        foreach ($node in $n1, $n2) { Stop-HaVipInstance @node -Confirm:$false }
        (Test-Both OneMaster).Status | Should -Be 'Failed'
        (Test-Both Exchange)[0].Status | Should -Be 'Passed' -Because 'it needs no runner'
    }
}
