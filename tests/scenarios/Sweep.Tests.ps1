# What a runner leaves goes, and nothing else does: neither with its addresses nor with those of a dead one.
BeforeAll {
    Import-Module "$PSScriptRoot/Scenario.psm1" -Force
    Import-HaVip

    # Two instances with an address each in one subnet, the first of which the kernel takes for the primary. A machine
    # that stands still for a second or two is not what is looked at: they are patient, and so are their leases.
    function Get-SubnetConfiguration {
        $instances = foreach ($id in 1, 2) {
            @"
  - name: VI_$id
    interface: eth0
    virtualRouterId: $id
    priority: 200
    advertisementInterval: 1s
    virtualAddresses: [ 192.168.7.10$id/24 ]

"@
        }
        "node:`n  name: n1`n  lease: 60s`ninstances:`n" + ($instances -join '')
    }

    function Get-ReleaseArgument {
        param($Lab, [string] $Name)
        '--network-namespace', $Lab.$Name
        '--runtime-directory', (Join-Path $Lab.Root "run/havip/$($Lab.$Name)")
        '--state-directory', (Join-Path $Lab.Root "var/lib/havip/$($Lab.$Name)")
    }
}

Describe 'Two virtual addresses in one subnet' {
    BeforeAll {
        $lab = New-ScenarioLab n1
        $n1 = Get-NodeParameter $lab n1
        $file = Join-Path $lab.Directory n1.yaml
        [System.IO.File]::WriteAllText($file, (Get-SubnetConfiguration))
        [System.IO.File]::SetUnixFileMode($file, 'UserRead, UserWrite')
        Install-ScenarioNode $lab n1 @{ ConfigurationPath = $file }
        Start-ScenarioNode $lab n1
        $null = Wait-Until { (Test-AddressOwner $lab.n1 192.168.7.101) -and (Test-AddressOwner $lab.n1 192.168.7.102) }
    }

    AfterAll {
        Remove-ScenarioLab $lab
    }

    It 'survive each other''s removal, whichever came first' {
        foreach ($name in 'VI_1', 'VI_2', 'VI_1') {
            $goes, $stays = if ($name -eq 'VI_1') { '192.168.7.101', '192.168.7.102' } else { '192.168.7.102', '192.168.7.101' }
            $monitor = Start-NodeMonitor $lab n1
            Stop-HaVipInstance @n1 -Name $name -KeepRunner -Confirm:$false
            Test-AddressOwner $lab.n1 $goes | Should -BeFalse
            Test-AddressOwner $lab.n1 $stays | Should -BeTrue
            $gone = @(Stop-NodeMonitor $monitor | Where-Object { $_ -match 'Deleted' })
            $gone.Count | Should -Be 1
            $gone[0] | Should -Match ([regex]::Escape($goes))
            $null = Start-HaVipInstance @n1 -Name $name -Wait -Confirm:$false
            $null = Wait-Until { Test-AddressOwner $lab.n1 $goes }
        }
    }

    It 'survive each other''s change of mind in the configuration' {
        $monitor = Start-NodeMonitor $lab n1
        $null = Set-HaVipInstance @n1 VI_1 -VirtualAddress 192.168.7.111/24 -Confirm:$false
        $null = Wait-Until { Test-AddressOwner $lab.n1 192.168.7.111 }
        $null = Set-HaVipInstance @n1 VI_2 -VirtualAddress 192.168.7.112/24 -Confirm:$false
        $null = Wait-Until { Test-AddressOwner $lab.n1 192.168.7.112 }
        $gone = @(Stop-NodeMonitor $monitor | Where-Object { $_ -match 'Deleted' }) -replace '^.*inet (\S+)/.*', '$1'
        $gone -join ' ' | Should -Be '192.168.7.101 192.168.7.102'
    }
}

Describe 'Addresses and routes that somebody else has added' {
    BeforeAll {
        $lab = New-ScenarioLab n1
        $n1 = Get-NodeParameter $lab n1
        # The virtual address itself, one beside it, and a route of the same destination with another metric.
        Invoke-Ip -n $lab.n1 address add 192.168.7.100/24 dev eth0
        Invoke-Ip -n $lab.n1 address add 192.168.7.9/24 dev eth0
        Invoke-Ip -n $lab.n1 route add default via 192.168.6.1 metric 50
        Install-ScenarioNode $lab n1 (Get-QuickParameter 100)
        Start-ScenarioNode $lab n1
        $null = Wait-Until { (Get-HaVipState @n1).State -eq 'Master' -and (Test-AddressOwner $lab.n1 192.168.7.101) }
        $runner = (Get-HaVipState @n1).ProcessId

        function Test-Untouched {
            foreach ($address in '192.168.7.100', '192.168.7.9') {
                if ((Get-Lease $lab.n1 $address) -ne 4294967295) { return $false }
            }
            return "$(Invoke-Ip -n $lab.n1 route show default metric 50)" -match '192\.168\.6\.1'
        }
    }

    AfterAll {
        Remove-ScenarioLab $lab
    }

    It 'are told of and left as they are by a Master' {
        Test-Untouched | Should -BeTrue
        @(Get-HaVipEvent @n1 -Kind KernelFault).Reason |
            Should -Match '192.168.7.100/24 is on eth0 already and was not added by HaVip; it stays there'
    }

    It 'stay when the Master leaves' {
        Stop-HaVipInstance @n1 -KeepRunner -Confirm:$false
        Test-AddressOwner $lab.n1 192.168.7.101 | Should -BeFalse
        Test-Untouched | Should -BeTrue
        Start-ScenarioNode $lab n1
        $null = Wait-Until { Test-AddressOwner $lab.n1 192.168.7.101 }
    }

    It 'stay when what a dead runner left is swept by the next' {
        Send-Signal KILL $runner
        $null = Wait-Until { -not (Test-Alive $runner) }
        Start-ScenarioNode $lab n1
        $null = Wait-Until { Test-AddressOwner $lab.n1 192.168.7.101 }
        Test-Untouched | Should -BeTrue
        @(Get-HaVipEvent @n1 -Kind AddressesReleased).Reason -join "`n" | Should -Not -Match '192\.168\.7\.(100|9)/'
    }

    It 'stay when havip-node release takes away what is left, which does so only where no runner lives' {
        $words = Get-ReleaseArgument $lab n1
        $runner = (Get-HaVipState @n1).ProcessId
        $refused = "$(& (Get-RunnerPath) release @words 2>&1)"
        $LASTEXITCODE | Should -Be 75
        $refused | Should -Match "process $runner"
        Test-AddressOwner $lab.n1 192.168.7.101 | Should -BeTrue
        Send-Signal KILL $runner
        $null = Wait-Until { -not (Test-Alive $runner) }
        $output = "$(& (Get-RunnerPath) release @words 2>&1)"
        $LASTEXITCODE | Should -Be 0 -Because $output
        Test-AddressOwner $lab.n1 192.168.7.101 | Should -BeFalse
        Test-Untouched | Should -BeTrue
        "$(& (Get-RunnerPath) release @words 2>&1)" | Should -BeNullOrEmpty -Because 'there is nothing left'
    }
}
