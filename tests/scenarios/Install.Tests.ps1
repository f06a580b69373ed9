# A machine becomes a node with one command, and stops being one with one command.
BeforeAll {
    Import-Module "$PSScriptRoot/Scenario.psm1" -Force
    Import-HaVip
}

Describe 'Install-HaVipNode in a network namespace' {
    BeforeAll {
        $lab = New-ScenarioLab n1
        $n1 = Get-NodeParameter $lab n1
        $seed = Get-SeedParameter 100
        $configuration = Join-Path $lab.Root "etc/havip/$($lab.n1)/havip.yaml"
        $key = 'net.ipv4.ip_nonlocal_bind'
        $null = [System.IO.Directory]::CreateDirectory("$($lab.Root)/etc/sysctl.d")
        $before = Get-Tree $lab.Root
        Get-NamespaceSysctl $lab.n1 $key | Should -Be '0'
    }

    AfterAll {
        Remove-ScenarioLab $lab
    }

    It 'names every change with -WhatIf, changes nothing and shows no password' {
        $shell = Invoke-OtherShell @"
Install-HaVipNode -InstanceName VI_1 -Interface eth0 -Version 2 -VirtualRouterId 52 -Priority 100 ``
    -AdvertisementInterval 1s -Password (ConvertTo-SecureString s3kr1t -AsPlainText -Force) ``
    -VirtualAddress 192.168.7.100/24, 192.168.7.101/24 ``
    -VirtualRoute 'default via 192.168.7.1 dev eth0' ``
    -NetworkNamespace $($n1.NetworkNamespace) -RootPath $($n1.RootPath) -WhatIf -Verbose
"@
        $shell.ExitCode | Should -Be 0 -Because $shell.Output
        $shell.Output | Should -Match 'What if: '
        $shell.Output | Should -Match ([regex]::Escape($configuration))
        $shell.Output | Should -Match "from 0 to 1.*$([regex]::Escape($key))"
        $shell.Output | Should -Not -Match 's3kr1t'
        Get-Tree $lab.Root | Should -Be $before
        Get-NamespaceSysctl $lab.n1 $key | Should -Be '0'
    }

    It 'sets the sysctl live, and writes the configuration for root alone' {
        $installation = Install-HaVipNode @n1 @seed -Confirm:$false
        $installation.PSTypeNames[0] | Should -Be 'HaVip.NodeInstallation'
        $sysctl = $installation.Changes | Where-Object { $_.Target -eq $key }
        "$($sysctl.Before) -> $($sysctl.After)" | Should -Be '0 -> 1'
        Get-NamespaceSysctl $lab.n1 $key | Should -Be '1'
        @(Get-ChildItem "$($lab.Root)/etc/sysctl.d").Count | Should -Be 0 -Because 'no drop-in reaches a namespace'
        Get-Mode $configuration | Should -Be '600'
        $text = [System.IO.File]::ReadAllText($configuration)
        foreach ($wanted in 'VI_1', 'virtualRouterId: 52', 'priority: 100', '192.168.7.100/24', '192.168.7.101/24') {
            $text | Should -Match ([regex]::Escape($wanted))
        }
    }

    It 'is checked by the runner' {
        $output = & (Get-RunnerPath) check --config $configuration 2>&1
        $LASTEXITCODE | Should -Be 0 -Because "$output"
    }

    It 'changes nothing the second time' {
        $installed = Get-Tree $lab.Root
        $written = [System.IO.File]::GetLastWriteTimeUtc($configuration)
        $installation = Install-HaVipNode @n1 @seed -Confirm:$false
        Get-Tree $lab.Root | Should -Be $installed
        [System.IO.File]::GetLastWriteTimeUtc($configuration) | Should -Be $written
        $installation.Changed | Should -BeFalse
        $installation.Summary | Should -Be 'nothing to change'
    }

    It 'reports what somebody else has changed since, repairs it, and says nothing the next time' {
        $null = & ip netns exec $lab.n1 sysctl -q -w "$key=0"
        [System.IO.File]::SetUnixFileMode($configuration, 'UserRead, UserWrite, GroupRead, OtherRead')
        $installation = Install-HaVipNode @n1 @seed -Confirm:$false
        $drifted = @($installation.Changes | Where-Object { $_.Drifted })
        ($drifted.Target | Sort-Object) -join ' ' | Should -Be "$configuration $key"
        $drifted.Status | Should -Be @('Repaired', 'Repaired')
        ($drifted | Where-Object { $_.Target -eq $key }).Reason | Should -Match '192\.168\.7\.100'
        $installation.Summary | Should -Match '2 of them repaired'
        Get-NamespaceSysctl $lab.n1 $key | Should -Be '1'
        Get-Mode $configuration | Should -Be '600'
        (Install-HaVipNode @n1 -Repair -Confirm:$false).Changed | Should -BeFalse
    }

    It 'does not overwrite another configuration unless forced' {
        $installed = Get-Tree $lab.Root
        $other = Get-SeedParameter 50
        Get-ErrorId { Install-HaVipNode @n1 @other -Confirm:$false } | Should -Be 'ConfigurationExists'
        Get-Tree $lab.Root | Should -Be $installed
        $null = Install-HaVipNode @n1 @other -Force -Confirm:$false
        [System.IO.File]::ReadAllText($configuration) | Should -Match 'priority: 50'
    }

    It 'takes back exactly what it did' {
        $null = Uninstall-HaVipNode @n1 -Confirm:$false
        Get-Tree $lab.Root | Should -Be $before
        Get-NamespaceSysctl $lab.n1 $key | Should -Be '0'
    }

    It 'restores the sysctl to what it was before, also where that was 1' {
        $null = & ip netns exec $lab.n1 sysctl -q -w "$key=1"
        $null = Install-HaVipNode @n1 @seed -Confirm:$false
        $null = Uninstall-HaVipNode @n1 -Confirm:$false
        Get-NamespaceSysctl $lab.n1 $key | Should -Be '1'
        Get-Tree $lab.Root | Should -Be $before
    }

    It 'keeps the configuration when asked to' {
        $null = & ip netns exec $lab.n1 sysctl -q -w "$key=0"
        $null = Install-HaVipNode @n1 @seed -Confirm:$false
        $null = Uninstall-HaVipNode @n1 -KeepConfiguration -Confirm:$false
        Test-Path $configuration | Should -BeTrue
        Get-NamespaceSysctl $lab.n1 $key | Should -Be '0'
        $null = Install-HaVipNode @n1 @seed -Confirm:$false
        $null = Uninstall-HaVipNode @n1 -Confirm:$false
        Test-Path $configuration | Should -BeFalse
    }

    It 'sets what a configuration of two interfaces needs, with the reason, and only as long as it needs it' {
        $conf = 'net.ipv4.conf'
        Invoke-Ip -n $lab.n1 link add eth1 type veth peer name eth2
        $null = & ip netns exec $lab.n1 sysctl -q -w "$conf.all.rp_filter=0" "$conf.eth0.rp_filter=1" "$conf.eth1.arp_ignore=2"
        $two = Get-SeedParameter 100
        $two.VirtualAddress = '192.168.7.100/24', '10.0.0.1/24 dev eth1'
        $two.VirtualRoute = 'default via 10.0.0.2 dev eth1'
        $installation = Install-HaVipNode @n1 @two -Confirm:$false
        $wanted = @{
            "$conf.eth0.arp_ignore" = '0 -> 1'; "$conf.eth0.arp_announce" = '0 -> 2'; "$conf.eth0.rp_filter" = '1 -> 2'
            "$conf.eth1.arp_announce" = '0 -> 2'; $key = '0 -> 1'
        }
        $changed = @($installation.Changes | Where-Object { $_.Kind -eq 'Sysctl' -and $_.Changed })
        $changed.Count | Should -Be $wanted.Count
        foreach ($one in $changed) {
            "$($one.Before) -> $($one.After)" | Should -Be $wanted[$one.Target] -Because $one.Target
            $one.Reason | Should -Not -BeNullOrEmpty
            Get-NamespaceSysctl $lab.n1 $one.Target | Should -Be $one.After
        }
        Get-NamespaceSysctl $lab.n1 "$conf.eth1.arp_ignore" | Should -Be '2' -Because 'that does as well'

        $one = Get-SeedParameter 100
        $less = Install-HaVipNode @n1 @one -Force -Confirm:$false
        @($less.Changes | Where-Object { $_.Reason -match 'not need it any more' }).Count | Should -Be 4
        Get-NamespaceSysctl $lab.n1 "$conf.eth0.rp_filter" | Should -Be '1'
        Get-NamespaceSysctl $lab.n1 "$conf.eth0.arp_announce" | Should -Be '0'
        $null = Uninstall-HaVipNode @n1 -Confirm:$false
        Invoke-Ip -n $lab.n1 link delete eth1
        Get-Tree $lab.Root | Should -Be $before
    }

    It 'installs from a file' {
        $example = Join-Path (Split-Path (Get-ModuleManifestPath)) 'module/examples/seed-node1.yaml'
        $null = Install-HaVipNode @n1 -ConfigurationPath $example -Confirm:$false
        [System.IO.File]::ReadAllText($configuration) | Should -Match 'virtualRouterId: 52'
        $null = Uninstall-HaVipNode @n1 -Confirm:$false
    }

    It 'takes no password in plain text' {
        $plain = Get-SeedParameter 100
        foreach ($password in '1111', 1111) {
            $plain.Password = $password
            $refusal = Get-ThrownError { Install-HaVipNode @n1 @plain -Confirm:$false }
            "$refusal" | Should -Match 'SecureString.*never plain text'
        }
    }

    It 'refuses <what> and changes nothing' -ForEach @(
        @{ what = 'a password longer than 8 characters'; change = @{ Password = '123456789' } }
        @{ what = 'an address twice'; change = @{ VirtualAddress = '192.168.7.100/24', '192.168.7.100/24' } }
        @{ what = 'half a second with version 2'; change = @{ AdvertisementInterval = '500ms' } }
    ) {
        $clean = Get-Tree $lab.Root
        $bad = Get-SeedParameter 100
        foreach ($name in $change.Keys) { $bad[$name] = $change[$name] }
        if ($bad.Password -is [string]) { $bad.Password = ConvertTo-SecureString $bad.Password -AsPlainText -Force }
        Get-ErrorId { Install-HaVipNode @n1 @bad -Confirm:$false -ErrorAction Stop } | Should -Be 'InvalidConfiguration'
        Get-Tree $lab.Root | Should -Be $clean
    }
}

Describe 'Install-HaVipNode into an image' {
    BeforeAll {
        $image = [System.IO.Directory]::CreateTempSubdirectory('havip-image-').FullName
        $null = [System.IO.Directory]::CreateDirectory("$image/etc/systemd/system")
        $before = Get-Tree $image
        $live = [System.IO.File]::ReadAllText('/proc/sys/net/ipv4/ip_nonlocal_bind')
        $seed = Get-SeedParameter 99
        $null = Install-HaVipNode @seed -RootPath $image -Confirm:$false
    }

    AfterAll {
        [System.IO.Directory]::Delete($image, $true)
    }

    It 'persists the sysctl in a drop-in, and writes the configuration for root alone' {
        $dropIn = @(Get-ChildItem "$image/etc/sysctl.d" -File)
        $dropIn.Count | Should -Be 1
        [System.IO.File]::ReadAllText($dropIn[0].FullName) | Should -Match '(?m)^net\.ipv4\.ip_nonlocal_bind = 1$'
        Get-Mode "$image/etc/havip/havip.yaml" | Should -Be '600'
    }

    It 'puts a unit there that starts the runner at boot' {
        $unit = @(Get-ChildItem $image -Recurse -File -Filter '*.service' | Where-Object { $_.LinkTarget -eq $null })
        $unit.Count | Should -Be 1
        $text = [System.IO.File]::ReadAllText($unit[0].FullName)
        $text | Should -Match '(?m)^ExecStart=\S+/havip-node run --config /etc/havip/havip\.yaml'
        $text | Should -Not -Match ([regex]::Escape($image))
        $text | Should -Match '(?m)^ExecReload='
        $text | Should -Match '(?m)^ExecStopPost=.*havip-node release'
        $text | Should -Match '(?m)^WantedBy=multi-user\.target$'
        $links = @(Get-ChildItem "$image/etc/systemd/system/multi-user.target.wants")
        $links.Count | Should -Be 1
        $links[0].Name | Should -Be $unit[0].Name
    }

    It 'is told when they would not be there after the next boot' {
        $dropIn = "$image/etc/sysctl.d/90-havip.conf"
        $text = [System.IO.File]::ReadAllText($dropIn)
        (Test-HaVipNode -RootPath $image -Include SysctlPersisted).Status | Should -Be 'Passed'
        [System.IO.File]::WriteAllText($dropIn, $text.Replace('nonlocal_bind = 1', 'nonlocal_bind = 0'))
        $found = Test-HaVipNode -RootPath $image -Include SysctlPersisted
        $found.Status | Should -Be 'Failed'
        $found.Recommendation | Should -Match 'Install-HaVipNode'
        [System.IO.File]::WriteAllText($dropIn, $text)
    }

    It 'leaves this machine''s kernel alone' {
        [System.IO.File]::ReadAllText('/proc/sys/net/ipv4/ip_nonlocal_bind') | Should -Be $live
    }

    It 'takes it all out again' {
        $null = Uninstall-HaVipNode -RootPath $image -Confirm:$false
        Get-Tree $image | Should -Be $before
    }
}

Describe 'Install-HaVipNode into an image with accounts' {
    BeforeAll {
        $image = [System.IO.Directory]::CreateTempSubdirectory('havip-image-').FullName
        $null = [System.IO.Directory]::CreateDirectory("$image/etc")
        [System.IO.File]::WriteAllText("$image/etc/passwd", "root:x:0:0:root:/root:/bin/sh`n")
        [System.IO.File]::WriteAllText("$image/etc/group", "root:x:0:`n")
        $before = Get-Tree $image
        $seed = Get-SeedParameter 99
        $null = Install-HaVipNode @seed -RootPath $image -Confirm:$false
    }

    AfterAll {
        [System.IO.Directory]::Delete($image, $true)
    }

    It 'makes the runner''s user and the readers'' group' {
        "$(& grep '^havip-node:' "$image/etc/passwd")" | Should -Match ':/usr/sbin/nologin$'
        @(& grep -E '^havip(-node)?:' "$image/etc/group").Count | Should -Be 2
    }

    It 'lets the runner''s group, and nobody else, read the configuration' {
        $group = ("$(& grep '^havip-node:' "$image/etc/group")" -split ':')[2]
        "$(& stat -c '%a %u:%g' "$image/etc/havip")" | Should -Be "750 0:$group"
        "$(& stat -c '%a %u:%g' "$image/etc/havip/havip.yaml")" | Should -Be "640 0:$group"
        "$(& stat -c '%a %u:%g' "$image/etc/havip/install.json")" | Should -Be '600 0:0'
        @(Get-HaVipConfiguration -RootPath $image).Instances.Name | Should -Be 'VI_1'
        Test-HaVipConfiguration -RootPath $image -Quiet | Should -BeTrue
    }

    It 'refuses a configuration that others can read, and names what mends it' {
        & chmod 644 "$image/etc/havip/havip.yaml"
        $finding = Test-HaVipConfiguration -RootPath $image | Where-Object { $_.Severity -eq 'Error' }
        $finding.RuleId | Should -Be 'FileReadableByOthers'
        $finding.Message | Should -Match 'mode 0644'
        $finding.Recommendation | Should -Be "Run: chmod 640 '$image/etc/havip/havip.yaml'"
        Get-ErrorId { Get-HaVipState -RootPath $image -ErrorAction Stop } | Should -Be 'InvalidConfiguration'
        $again = Install-HaVipNode -RootPath $image -Repair -Confirm:$false -WarningAction SilentlyContinue
        ($again.Changes | Where-Object { $_.Drifted }).Target | Should -Be "$image/etc/havip/havip.yaml"
        Test-HaVipConfiguration -RootPath $image -Quiet | Should -BeTrue
    }

    It 'takes the accounts out again with everything else' {
        $null = Uninstall-HaVipNode -RootPath $image -Confirm:$false
        # useradd and groupadd leave copies of what was there before.
        & find "$image/etc" -maxdepth 1 '(' -name '*-' -o -name .pwd.lock ')' -delete
        Get-Tree $image | Should -Be $before
    }
}
