# A packet filter that drops protocol 112 is opened for it, by as little as is needed, and is as before afterwards.
BeforeAll {
    Import-Module "$PSScriptRoot/Scenario.psm1" -Force
    Import-HaVip

    function Get-Ruleset([string] $Namespace) {
        (& ip netns exec $Namespace nft list ruleset) -join "`n"
    }

    function Import-Ruleset([string] $Namespace, [string] $Text) {
        $output = $Text | & ip netns exec $Namespace nft -f - 2>&1
        if ($LASTEXITCODE) { throw "nft: $output" }
    }

    # What a careful administrator has: nothing comes in or goes out that is not asked for.
    $strict = @'
table inet filter {
    set known { type ipv4_addr; elements = { 192.168.6.1 } }
    chain input {
        type filter hook input priority filter; policy drop;
        ct state established,related accept
        iifname "lo" accept
        udp dport 9 counter packets 7 bytes 70 accept comment "theirs"
        meta l4proto { icmp, ipv6-icmp } accept
        tcp dport 22 ip saddr @known accept
        log prefix "dropped: " drop
    }
    chain output {
        type filter hook output priority filter; policy drop;
        ct state established,related accept
        meta l4proto { tcp, udp, icmp, ipv6-icmp } accept
    }
    chain forward { type filter hook forward priority filter; policy drop; }
}
table ip mangle {
    chain harmless { type filter hook input priority mangle; policy accept; }
}
'@
}

Describe 'Install-HaVipNode -OpenFirewall' {
    BeforeAll {
        $lab = New-ScenarioLab n1, n2
        $n1 = Get-NodeParameter $lab n1
        $n2 = Get-NodeParameter $lab n2
        Start-Pair $lab { param($priority) Get-QuickParameter $priority }
        Stop-HaVipInstance @n2 -Confirm:$false
        Import-Ruleset $lab.n2 $strict
        $before = Get-Ruleset $lab.n2

        function Get-FirewallVerdict { Test-HaVipNode @n2 -Include Firewall -Duration 1s | Select-Object -First 1 }
    }

    AfterAll {
        Remove-ScenarioLab $lab
    }

    It 'is what the check names, where a rule drops protocol 112' {
        $found = Get-FirewallVerdict
        $found.Status | Should -Be 'Failed'
        $found.Detail | Should -Match 'inet filter input'
        $found.Recommendation | Should -Match 'Install-HaVipNode -Repair -OpenFirewall -NetworkNamespace'
    }

    It 'shows each rule with -WhatIf, and inserts none' {
        $script = "Install-HaVipNode -Repair -OpenFirewall -NetworkNamespace $($n2.NetworkNamespace) -RootPath $($n2.RootPath) -WhatIf"
        $shell = Invoke-OtherShell $script
        $shell.ExitCode | Should -Be 0 -Because $shell.Output
        $shell.Output | Should -Match 'Insert this rule.*inet filter input iifname "eth0" ip daddr 224\.0\.0\.18 meta l4proto 112 accept'
        $shell.Output | Should -Match 'inet filter output oifname "eth0" ip daddr 224\.0\.0\.18'
        $shell.Output | Should -Not -Match 'harmless|forward'
        Get-Ruleset $lab.n2 | Should -Be $before
    }

    It 'makes a node a Backup that would have been a second Master' {
        $installation = Install-HaVipNode @n2 -Repair -OpenFirewall -Confirm:$false
        @($installation.Changes | Where-Object { $_.Changed }).Kind | Should -Be @('NftRule', 'NftRule')
        (Get-FirewallVerdict).Status | Should -Be 'Passed'
        $null = Start-HaVipInstance @n2 -Wait -Confirm:$false
        (Get-HaVipState @n2).State | Should -Be 'Backup'
        Test-Owner $lab.n1 | Should -BeTrue
        Test-NoOwner $lab.n2 | Should -BeTrue
        $null = Invoke-HaVipFailover VI_1 @n2 -Confirm:$false
        Wait-Owner $lab n2 n1
        $null = Invoke-HaVipFailover VI_1 @n2 -Failback -Confirm:$false
        Wait-Owner $lab n1 n2
    }

    It 'lets nothing else in' {
        $rules = @((Get-Ruleset $lab.n2) -split "`n" | Where-Object { $_ -match 'HaVip: ' } | ForEach-Object { $_.Trim() })
        $rules.Count | Should -Be 2
        foreach ($rule in $rules) { $rule | Should -Match '^[io]ifname "eth0" ip daddr 224\.0\.0\.18 meta l4proto (112|vrrp) accept comment' }
    }

    It 'changes nothing the second time' {
        $installed = Get-Ruleset $lab.n2
        (Install-HaVipNode @n2 -Repair -OpenFirewall -Confirm:$false).Changed | Should -BeFalse
        Get-Ruleset $lab.n2 | Should -Be $installed
    }

    It 'repairs what somebody has flushed, or put a rule in front of, also without being told again' {
        Import-Ruleset $lab.n2 "flush ruleset`n$strict"
        $again = Install-HaVipNode @n2 -Repair -Confirm:$false
        @($again.Changes | Where-Object { $_.Kind -eq 'NftRule' }).Status | Should -Be @('Repaired', 'Repaired')
        Invoke-Nft $lab.n2 'insert rule inet filter input meta l4proto != { tcp, udp } drop comment "in front"'
        (Get-FirewallVerdict).Status | Should -Be 'Failed'
        $again = Install-HaVipNode @n2 -Repair -Confirm:$false
        ($again.Changes | Where-Object { $_.Drifted }).Before | Should -Be 'behind a rule that drops'
        (Get-FirewallVerdict).Status | Should -Be 'Passed'
        @((Get-Ruleset $lab.n2) -split "`n" | Where-Object { $_ -match 'HaVip: ' }).Count | Should -Be 2
    }

    It 'takes its rules back where nothing drops any more, and where they are no longer wanted' {
        Import-Ruleset $lab.n2 "flush ruleset`n$strict"
        $null = Install-HaVipNode @n2 -Repair -Confirm:$false
        $null = Install-HaVipNode @n2 -Repair -OpenFirewall:$false -Confirm:$false
        Get-Ruleset $lab.n2 | Should -Be $before
        $null = Install-HaVipNode @n2 -Repair -OpenFirewall -Confirm:$false
        Invoke-Nft $lab.n2 'add chain inet filter output { policy accept; }'
        $less = Install-HaVipNode @n2 -Repair -Confirm:$false
        ($less.Changes | Where-Object { $_.Changed }).Reason | Should -Be 'the configuration does not need it any more'
        @((Get-Ruleset $lab.n2) -split "`n" | Where-Object { $_ -match 'HaVip: ' }).Count | Should -Be 1
        Invoke-Nft $lab.n2 'add chain inet filter output { policy drop; }'
    }

    It 'limits its rules to the peers, and follows heartbeats, IPv6 and further chains' {
        Invoke-Nft $lab.n2 'add table ip6 six; add chain ip6 six in { type filter hook input priority 5; policy drop; }'
        $null = New-HaVipInstance six @n2 -Interface eth0 -VirtualRouterId 60 -VirtualAddress fe80::7:60/64 -Confirm:$false
        Set-HaVipInstance VI_1 @n2 -UnicastPeer 192.168.6.110 -Heartbeat eth1 -Confirm:$false -WarningAction Ignore
        $targets = (Install-HaVipNode @n2 -Repair -OpenFirewall -Confirm:$false).Changes |
            Where-Object { $_.Kind -eq 'NftRule' -and $_.After } | ForEach-Object { $_.Target }
        ($targets | Sort-Object) -join "`n" | Should -Be (@(
            'inet filter input iifname "eth0" ip saddr 192.168.6.110 meta l4proto 112 accept'
            'inet filter input iifname "eth0" ip6 daddr ff02::12 meta l4proto 112 accept'
            'inet filter input iifname "eth1" ip daddr 224.0.0.18 meta l4proto 112 accept'
            'inet filter output oifname "eth0" ip daddr 192.168.6.110 meta l4proto 112 accept'
            'inet filter output oifname "eth0" ip6 daddr ff02::12 meta l4proto 112 accept'
            'inet filter output oifname "eth1" ip daddr 224.0.0.18 meta l4proto 112 accept'
            'ip6 six in iifname "eth0" ip6 daddr ff02::12 meta l4proto 112 accept'
        ) -join "`n")
        @(Test-HaVipNode @n2 -Include Firewall -Duration 1s).Status | Should -Be @('Passed', 'Passed')
        $null = Uninstall-HaVipNode @n2 -Force -Confirm:$false
        Get-Ruleset $lab.n2 | Should -Not -Match 'HaVip: '
    }

    It 'leaves the ruleset exactly as it was' {
        Invoke-Nft $lab.n2 'delete table ip6 six'
        Get-Ruleset $lab.n2 | Should -Be $before
    }

    It 'says so where nothing drops protocol 112, and where there is no packet filter to open' {
        $installation = Install-HaVipNode @n1 -Repair -OpenFirewall -Confirm:$false
        $installation.Changed | Should -BeFalse
        "$($installation.Notes)" | Should -Match 'No rule of the packet filter drops protocol 112'
        $folder = Join-Path $lab.Directory 'without-nft'
        $null = [System.IO.Directory]::CreateDirectory($folder)
        foreach ($program in 'ip', 'cat', 'tee') { $null = & ln -s (Get-Command $program).Source "$folder/$program" }
        $path = $env:PATH
        try {
            $env:PATH = $folder
            $null = Install-HaVipNode @n1 -Repair -OpenFirewall -Confirm:$false -WarningVariable warning -WarningAction SilentlyContinue
        }
        finally { $env:PATH = $path }
        "$warning" | Should -Match 'not opened: there is no nft to read the rules with, and no firewalld runs'
    }
}

Describe 'Install-HaVipNode -OpenFirewall on a machine' {
    BeforeAll {
        $lab = New-ScenarioLab n1, n2
        $null = New-MachinePackage $lab 1
        $null = New-MachineDisk $lab n1
        $parameters = @{
            InstanceName = 'VI_1'; Interface = 'eth0'; VirtualRouterId = 52; VirtualAddress = '192.168.7.100/24'
            AdvertisementInterval = '250ms'
        }
        Install-ScenarioNode $lab n2 ($parameters + @{ Priority = 200 })
        Start-ScenarioNode $lab n2
        [System.IO.File]::WriteAllText("$(Get-MachineDisk $lab n1)/etc/nftables.conf", "flush ruleset`n$strict")
        $machine = Start-Machine $lab n1
        $null = Invoke-Machine $machine systemctl enable --now nftables.service
        $before = (Invoke-Machine $machine nft list ruleset) -join "`n"
        $dropIn = '/etc/systemd/system/nftables.service.d/havip.conf'

        # The rules of this module that are live, and all that firewalld has for its zones.
        function Get-OpenRule { @(Invoke-Machine $machine nft list ruleset | Where-Object { $_ -match 'HaVip: ' }) }
        function Get-ZoneState { (Invoke-Machine $machine /bin/sh -c 'firewall-cmd --list-all-zones; firewall-cmd --permanent --list-all-zones') -join "`n" }
    }

    AfterAll {
        Remove-ScenarioLab $lab
    }

    It 'opens the filter now and whenever nftables.service loads its rules' {
        $changes = Invoke-MachineCmdlet $machine 1 @'
$parameters = @{ InstanceName = 'VI_1'; Interface = 'eth0'; VirtualRouterId = 52; VirtualAddress = '192.168.7.100/24'; AdvertisementInterval = '250ms' }
(Install-HaVipNode @parameters -OpenFirewall -Confirm:$false).Changes
$null = Start-HaVipInstance -Wait -Confirm:$false
'@
        @($changes | Where-Object { $_.Kind -eq 'NftRule' -and $_.Changed }).Count | Should -Be 2
        @($changes.Target) | Should -Contain $dropIn
        Test-AddressOwner $lab.n1 192.168.7.100 | Should -BeFalse -Because 'n2 is better, and heard'
        Test-AddressOwner $lab.n2 192.168.7.100 | Should -BeTrue
        foreach ($verb in 'reload', 'restart') {
            $null = Invoke-Machine $machine systemctl $verb nftables.service
            (Get-OpenRule).Count | Should -Be 2 -Because $verb
        }
        (Invoke-MachineCmdlet $machine 1 'Install-HaVipNode -Repair -Confirm:$false').Changed | Should -BeFalse
    }

    It 'closes it again when that is no longer wanted' {
        $null = Invoke-MachineCmdlet $machine 1 'Install-HaVipNode -Repair -OpenFirewall:$false -Confirm:$false'
        (Invoke-Machine $machine nft list ruleset) -join "`n" | Should -Be $before
        Enter-Machine $machine test -e (Split-Path $dropIn)
        $LASTEXITCODE | Should -Be 1
        $null = Invoke-Machine $machine systemctl reload nftables.service
        (Get-OpenRule).Count | Should -Be 0
        $null = Wait-Until -Because 'n1 is deaf, and becomes a second Master' { Test-AddressOwner $lab.n1 192.168.7.100 }
    }

    It 'opens the zone of the interface where firewalld rules, live and for the next boot' {
        $null = Invoke-Machine $machine systemctl disable --now nftables.service
        $null = Invoke-Machine $machine systemctl start firewalld.service
        $script:zones = Get-ZoneState
        $changes = Invoke-MachineCmdlet $machine 1 '(Install-HaVipNode -Repair -OpenFirewall -Confirm:$false).Changes'
        $opened = @($changes | Where-Object { $_.Changed })
        $opened.Kind | Should -Be 'FirewalldRule'
        $opened.Target | Should -Be 'firewalld zone public: rule family="ipv4" destination address="224.0.0.18" protocol value="112" accept'
        $null = Wait-Until -Because 'n1 hears n2' { -not (Test-AddressOwner $lab.n1 192.168.7.100) }
        $null = Invoke-Machine $machine firewall-cmd --reload
        (Invoke-MachineCmdlet $machine 1 'Install-HaVipNode -Repair -Confirm:$false').Changed | Should -BeFalse
        (Invoke-MachineCmdlet $machine 1 '@{ Status = "$((Test-HaVipNode -Include Firewall -Duration 1s).Status)" }').Status |
            Should -Be 'Passed'
    }

    It 'repairs a zone that somebody has closed, and leaves it as it was when it is uninstalled' {
        $null = Invoke-Machine $machine firewall-cmd --remove-rich-rule 'rule family="ipv4" destination address="224.0.0.18" protocol value="112" accept'
        $again = Invoke-MachineCmdlet $machine 1 '(Install-HaVipNode -Repair -Confirm:$false).Changes'
        "$(($again | Where-Object { $_.Drifted }).Before)" | Should -Be 'permanent'
        $null = Invoke-MachineCmdlet $machine 1 'Uninstall-HaVipNode -Force -Confirm:$false'
        Get-ZoneState | Should -Be $zones
        Test-AddressOwner $lab.n2 192.168.7.100 | Should -BeTrue
    }
}
