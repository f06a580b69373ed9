# Test-HaVipNode: each check is broken by breaking just what it is about.
BeforeAll {
    Import-Module "$PSScriptRoot/Scenario.psm1" -Force
    Import-HaVip

    # The result of one check, by its name.
    function Test-One([string] $Node, [string] $Check) {
        $parameters = Get-NodeParameter $lab $Node
        return Test-HaVipNode @parameters VI_1 -Include $Check -Duration 1s | Select-Object -First 1
    }
}

Describe 'Test-HaVipNode' {
    BeforeAll {
        $lab = New-ScenarioLab -Node n1, n2, n3
        $n1 = Get-NodeParameter $lab n1
        $n2 = Get-NodeParameter $lab n2
        Start-Pair $lab { param($priority) Get-QuickParameter $priority }
    }

    AfterAll {
        Remove-ScenarioLab $lab
    }

    It 'finds nothing wrong with a pair that is well' {
        foreach ($node in $n1, $n2) {
            $wrong = @(Test-HaVipNode @node -Duration 1s | Where-Object { $_.Status -in 'Failed', 'Warning' })
            $wrong.Count | Should -Be 0 -Because ($wrong -join '; ')
        }
    }

    It 'tells a Backup from a Master by what it could see' {
        (Test-One n1 Sending).Status | Should -Be 'Passed'
        (Test-One n2 Hearing).Status | Should -Be 'Passed'
        (Test-One n2 AddressConflict).Detail | Should -Match 'Master alone'
    }

    It 'sees protocol 112 filtered on its way in, and which rule does it' {
        Invoke-Nft $lab.n2 'add table inet t; add chain inet t i { type filter hook input priority 0; }; add rule inet t i ip protocol 112 drop'
        try {
            (Test-One n2 Firewall).Status | Should -Be 'Failed'
            (Test-One n2 Firewall).Detail | Should -Match 'inet t i'
            (Test-One n2 Hearing).Status | Should -Be 'Failed'
            (Test-One n1 Firewall).Status | Should -Be 'Passed'
        }
        finally { Invoke-Nft $lab.n2 'delete table inet t' }
        Wait-Owner $lab n1 n2
    }

    It 'sees protocol 112 filtered on its way out' {
        Invoke-Nft $lab.n1 'add table inet t; add chain inet t o { type filter hook output priority 0; policy drop; }; add rule inet t o meta l4proto != 112 accept'
        try {
            (Test-One n1 Sending).Status | Should -Be 'Failed'
            (Test-One n1 Firewall).Status | Should -Be 'Failed'
        }
        finally { Invoke-Nft $lab.n1 'delete table inet t' }
        Wait-Owner $lab n1 n2
    }

    It 'sees a stranger answer for a virtual address' {
        Invoke-Ip -n $lab.n3 address add 192.168.7.101/24 dev eth0
        try {
            $found = Test-One n2 AddressConflict
            $found.Status | Should -Be 'Failed'
            $found.Detail | Should -Match "$((Invoke-Ip -n $lab.n3 -j link show eth0 | ConvertFrom-Json).address) answers for 192\.168\.7\.101"
        }
        finally { Invoke-Ip -n $lab.n3 address del 192.168.7.101/24 dev eth0 }
    }

    It 'sees a kernel parameter that was put back' {
        $key = '/proc/sys/net/ipv4/ip_nonlocal_bind'
        & ip netns exec $lab.n1 sh -c "echo 0 > $key"
        try { (Test-One n1 Sysctl).Status | Should -Be 'Failed' }
        finally { & ip netns exec $lab.n1 sh -c "echo 1 > $key" }
        (Test-One n1 Sysctl).Status | Should -Be 'Passed'
    }

    It 'sees another interval, other addresses and another virtual router at the other side' {
        Set-HaVipInstance VI_1 @n2 -AdvertisementInterval 200ms
        (Test-One n2 PeerInterval).Status | Should -Be 'Warning'
        Set-HaVipInstance VI_1 @n2 -AdvertisementInterval 100ms -VirtualAddress 192.168.7.100/24
        (Test-One n2 PeerAddress).Status | Should -Be 'Failed'
        Set-HaVipInstance VI_1 @n2 -VirtualAddress 192.168.7.200/24
        (Test-One n2 VirtualRouterId).Status | Should -Be 'Failed'
        Set-HaVipInstance VI_1 @n2 -VirtualAddress 192.168.7.100/24, 192.168.7.101/24
        Wait-Owner $lab n1 n2
    }

    It 'sees another version and another password at the other side' {
        $password = ConvertTo-SecureString 1111 -AsPlainText -Force
        Set-HaVipInstance VI_1 @n2 -Version 2 -AdvertisementInterval 1s -Password $password
        (Test-One n2 PeerVersion).Status | Should -Be 'Failed'
        Set-HaVipInstance VI_1 @n1 -Version 2 -AdvertisementInterval 1s -Password (ConvertTo-SecureString 2222 -AsPlainText -Force)
        $null = Wait-Until { (Test-HaVipNode VI_1 @n2 -Include PeerAuthentication -Duration 2s).Status -eq 'Failed' }
        foreach ($node in $n1, $n2) { Set-HaVipInstance VI_1 @node -NoAuthentication -Version 3 -AdvertisementInterval 100ms }
        Wait-Owner $lab n1 n2
    }

    It 'sees an interface without an address, without a carrier, and none' {
        Invoke-Ip -n $lab.n2 address del 192.168.6.120/24 dev eth0
        (Test-One n2 InterfaceAddress).Status | Should -Be 'Failed'
        Invoke-Ip -n $lab.n2 address add 192.168.6.120/24 dev eth0
        Disable-LabPort $lab n2
        (Test-One n2 Interface).Detail | Should -Match 'no carrier'
        Enable-LabPort $lab n2
        (Test-One n2 InterfaceAddress).Status | Should -Be 'Passed'
    }

    It 'sees that somebody takes virtual addresses away' {
        (Test-One n1 AddressKept).Status | Should -Be 'Passed'
        Remove-LabAddress $lab.n1 192.168.7.101/24
        Wait-Owner $lab n1 n2
        $null = Wait-Until { (Test-One n1 AddressKept).Status -eq 'Warning' }
        (Test-One n1 AddressKept).Detail | Should -Match '192\.168\.7\.101'
    }

    It 'sees a unicast peer that is not there' {
        Set-HaVipInstance VI_1 @n2 -UnicastPeer 192.168.6.110, 192.168.6.99
        try {
            $results = Test-HaVipNode VI_1 @n2 -Include UnicastPeer -Duration 1s
            ($results | Where-Object { $_.Detail -match '192\.168\.6\.110' }).Status | Should -Be 'Passed'
            $wrong = $results | Where-Object { $_.Status -ne 'Passed' }
            $wrong.Status | Should -Be 'Failed'
            $wrong.Detail | Should -Match '192\.168\.6\.99 does not answer on eth0'
        }
        finally { Set-HaVipInstance VI_1 @n2 -UnicastPeer @() }
        Wait-Owner $lab n1 n2
    }

    It 'sees advertisements that come by another way than the one that is configured' {
        Set-HaVipInstance VI_1 @n2 -UnicastPeer 192.168.6.130
        try {
            $null = Wait-Until { (Test-One n2 PeerPacket).Status -eq 'Failed' }
            (Test-One n2 PeerPacket).Detail | Should -Match '^(192\.168\.6\.110:|refused now:)'
        }
        finally { Set-HaVipInstance VI_1 @n2 -UnicastPeer @() }
        Wait-Owner $lab n1 n2
    }

    It 'sees a program that gives addresses to the interface' {
        $words = 'bash', '-c', 'exec -a dhclient tail -f /dev/null eth0'
        $client = Start-LabProcess $lab $lab.n2 (Join-Path $lab.Directory dhclient.log) $words
        $null = Wait-Until { (Test-One n2 InterfaceManager).Status -eq 'Warning' }
        Stop-LabProcess $client
        (Test-One n2 InterfaceManager).Status | Should -Be 'Passed'
    }

    It 'sees that the runner is gone, and that what runs it may not' {
        Stop-HaVipInstance @n2 -Confirm:$false
        (Test-One n2 RunnerRunning).Status | Should -Be 'Failed'
        (Test-One n2 Capability).Status | Should -Be 'Passed'
        $words = @(Get-ShellCommand "(Test-HaVipNode -NetworkNamespace $($lab.n2) -RootPath $($lab.Root) -Include Capability -Duration 1s).Status")
        "$(& setpriv --bounding-set=-net_raw @words 2>&1)" | Should -Match 'Failed'
    }
}
