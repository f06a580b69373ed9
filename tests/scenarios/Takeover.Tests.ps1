# HaVip takes over from a keepalived of the same machine, once where that is Master and once where it is Backup, under
# probes of the client every millisecond.
# Runs alone: a client that misses no probe needs the machine to itself.
BeforeDiscovery {
    $missing = -not (Get-Command keepalived -CommandType Application -ErrorAction Ignore)
}

BeforeAll {
    Import-Module "$PSScriptRoot/Scenario.psm1" -Force
    Import-HaVip
}

Describe 'Install-HaVipNode -KeepalivedConfigurationPath -Takeover' -Skip:$missing {
    BeforeAll {
        $cell = New-MeasuredCell HaVip IPv4
        $lab = $cell.Lab
        $fixture = @{ n1 = "$PSScriptRoot/fixtures/keepalived-n1.conf"; n2 = "$PSScriptRoot/fixtures/keepalived-n2.conf" }
        $n1 = Get-NodeParameter $lab n1
        $n2 = Get-NodeParameter $lab n2
        $process = @{ n1 = Start-Keepalived $lab n1; n2 = Start-Keepalived $lab n2 }
        Wait-Owner $lab n1 n2
    }

    AfterAll {
        Remove-MeasuredCell $cell
    }

    It 'loses no probe on the node that is <role>, and leaves no keepalived there' -ForEach @(
        @{ role = 'Backup'; name = 'n2' }
        @{ role = 'Master'; name = 'n1' }
    ) {
        $node = Get-NodeParameter $lab $name
        $measured = Measure-HaVipFailover -Lab $lab.Made 192.168.7.100 -ScriptBlock {
            Install-HaVipNode @node -KeepalivedConfigurationPath $fixture[$name] -Takeover -Confirm:$false
        }
        $measured.Lost | Should -Be 0
        $installation = $measured.Output[0]
        $process[$name].HasExited | Should -BeTrue
        ($installation.Changes | Where-Object { $_.Kind -eq 'Process' }).Before | Should -Match 'keepalived-n'
        (Get-HaVipState @node).State | Should -Be $role
        Wait-Owner $lab n1 n2
    }

    It 'owns what keepalived left, with a lease' {
        $addresses = @(Get-KernelAddress $lab.n1 | Where-Object { $_.local -like '192.168.7.*' })
        $addresses.Count | Should -Be 2
        foreach ($address in $addresses) { $address.valid_life_time | Should -BeLessThan 60 }
        $null = Invoke-HaVipFailover @n1 -Name VI_1 -Confirm:$false
        Wait-Owner $lab n2 n1
        Test-NoOwner $lab.n1 | Should -BeTrue
    }

    It 'refuses to take over where keepalived has made what would stay behind' {
        $file = Join-Path $lab.Directory vmac.conf
        $text = [System.IO.File]::ReadAllText($fixture.n1) -replace 'virtual_router_id 52', "virtual_router_id 53`n    use_vmac"
        $text = $text -replace '192\.168\.7\.10', '192.168.7.11'
        [System.IO.File]::WriteAllText($file, $text)
        $other = Start-Keepalived $lab n1 $file
        $null = Wait-Until { @(Get-NamespaceProcessId $lab.n1).Count -ge 3 }
        Get-ErrorId {
            Install-HaVipNode @n1 -KeepalivedConfigurationPath $file -Takeover -Force -Confirm:$false -WarningAction SilentlyContinue
        } | Should -Be 'TakeoverNotPossible'
        Stop-LabProcess $other
    }
}
