# acceptMode: false (RFC 9568 section 6.1, Accept_Mode): the Master answers for its addresses at the link and takes no
# packet sent to them. What is closed is read with nft.
BeforeAll {
    Import-Module "$PSScriptRoot/Scenario.psm1" -Force
    Import-HaVip

    function Get-Ruleset {
        param([string] $Namespace)
        (& ip netns exec $Namespace nft list ruleset) -join "`n"
    }

    # The link-layer address by which the client knows an address, after asking anew.
    function Get-Neighbor {
        param([string] $Address)
        Invoke-Ip -n $lab.Client neighbor flush dev eth0
        $null = Test-Ping $lab.Client $Address
        Wait-Until -Because "the client has found $Address" {
            Invoke-Ip -n $lab.Client -j neighbor show $Address dev eth0 | ConvertFrom-Json | ForEach-Object { $_ } |
                ForEach-Object lladdr
        }
    }

    function Set-AcceptMode {
        param([hashtable] $Node, [string] $From, [string] $To)
        $file = Join-Path $Node.RootPath "etc/havip/$($Node.NetworkNamespace)/havip.yaml"
        $new = Join-Path $lab.Directory new.yaml
        $text = [System.IO.File]::ReadAllText($file)
        [System.IO.File]::WriteAllText($new, $text.Replace("acceptMode: $From", "acceptMode: $To"))
        $null = Set-HaVipConfiguration @Node -Path $new -Confirm:$false
    }
}

Describe 'Accept mode off' {
    BeforeAll {
        $lab = New-ScenarioLab
        $n1 = Get-NodeParameter $lab n1
        $n2 = Get-NodeParameter $lab n2
        Start-Pair $lab { param($priority) (Get-QuickParameter $priority) + @{ NoAccept = $true } }
        foreach ($name in 'n1', 'n2') {
            $null = Start-Nginx $lab $name '0.0.0.0:80'
            $null = Wait-Until { Test-Listening $lab.$name '0.0.0.0:80' }
        }
    }

    AfterAll {
        Remove-ScenarioLab $lab
    }

    It 'is shown' {
        (Get-HaVipState @n1).AcceptMode | Should -BeFalse
        (Get-HaVipConfiguration @n1).Instances[0].AcceptMode | Should -BeFalse
    }

    It 'answers ARP for the addresses and drops what is sent to them, while the own address answers' {
        Get-Neighbor 192.168.7.100 | Should -Be (Get-MacAddress $lab.n1)
        Test-Ping $lab.Client 192.168.7.100 | Should -BeFalse
        Test-Ping $lab.Client 192.168.7.101 | Should -BeFalse
        Get-Page $lab '192.168.7.100:80' | Should -BeNullOrEmpty
        Test-Ping $lab.Client 192.168.6.110 | Should -BeTrue
        Get-Page $lab '192.168.6.110:80' | Should -Be 'n1'
    }

    It 'closes nothing on the Backup' {
        Get-Ruleset $lab.n1 | Should -Match 'elements = \{ 192\.168\.7\.100, 192\.168\.7\.101 \}'
        Get-Ruleset $lab.n1 | Should -Match 'flags owner'
        Get-Ruleset $lab.n2 | Should -Not -Match 'elements'
    }

    It 'is turned on and off in the same mastership' {
        $before = Get-HaVipState @n1
        $monitor = Start-AddressMonitor $lab
        Set-AcceptMode $n1 false true
        Get-Page $lab '192.168.7.100:80' | Should -Be 'n1'
        Get-Ruleset $lab.n1 | Should -BeNullOrEmpty -Because 'no instance of the node needs it any more'
        Set-AcceptMode $n1 true false
        Test-Ping $lab.Client 192.168.7.100 | Should -BeFalse
        @(Stop-AddressMonitor $monitor | Where-Object { $_.Deleted }).Count | Should -Be 0 -Because 'no address is moved for it'
        $after = Get-HaVipState @n1
        $after.State | Should -Be 'Master'
        $after.Transitions | Should -Be $before.Transitions
    }

    It 'moves with the addresses and leaves nothing behind on the Backup' {
        $null = Invoke-HaVipFailover @n1 -Name VI_1 -Confirm:$false
        Wait-Owner $lab n2 n1
        $null = Wait-Until { (Get-Ruleset $lab.n1) -notmatch 'elements' }
        Get-Ruleset $lab.n2 | Should -Match 'elements = \{ 192\.168\.7\.100, 192\.168\.7\.101 \}'
        Get-Neighbor 192.168.7.100 | Should -Be (Get-MacAddress $lab.n2)
        Test-Ping $lab.Client 192.168.7.100 | Should -BeFalse
        $null = Invoke-HaVipFailover @n1 -Name VI_1 -Failback -Confirm:$false
        Wait-Owner $lab n1 n2
        $null = Wait-Until { (Get-Ruleset $lab.n2) -notmatch 'elements' }
    }

    It 'leaves no table when the runner is killed or stops' {
        $runner = (Get-HaVipState @n1).ProcessId
        Send-Signal KILL $runner
        $null = Wait-Until { -not (Test-Alive $runner) }
        $null = Wait-Until -Because 'the kernel removes it with its socket' { -not (Get-Ruleset $lab.n1) }
        Start-ScenarioNode $lab n1
        Wait-Owner $lab n1 n2
        Test-Ping $lab.Client 192.168.7.100 | Should -BeFalse
        Stop-HaVipInstance @n1 -Confirm:$false
        Get-Ruleset $lab.n1 | Should -BeNullOrEmpty
    }

    It 'is in Fault while the kernel refuses the filter, and comes back' {
        Start-ScenarioNode $lab n1
        Wait-Owner $lab n1 n2
        $table = if ((Get-Ruleset $lab.n1) -match 'inet (havip_\w+)') { $Matches[1] }
        Stop-HaVipInstance @n1 -Confirm:$false
        $nft = 'echo "add table inet $0 { flags owner; }"; sleep 300'
        $holder = Start-LabProcess $lab $lab.n1 (Join-Path $lab.Directory nft.log) @(
            '/bin/sh', '-c', "($nft) | exec nft -i", $table)
        $null = Wait-Until -Because 'another process has a table of the name' { Get-Ruleset $lab.n1 }

        Start-ScenarioNode $lab n1
        $state = Get-HaVipState @n1
        $state.State | Should -Be 'Fault'
        $state.Reason | Should -Match 'nf_tables'
        Get-ScenarioLog $lab n1 | Should -Match "packet filter refuses what acceptMode: false needs"
        Test-Owner $lab.n2 | Should -BeTrue
        Test-NoOwner $lab.n1 | Should -BeTrue

        $children = & ip netns pids $lab.n1 | Where-Object { [System.IO.File]::ReadAllText("/proc/$_/comm") -match '^nft' }
        Send-Signal KILL $children
        Wait-Owner $lab n1 n2
        Test-Ping $lab.Client 192.168.7.100 | Should -BeFalse
        Stop-LabProcess $holder
    }
}

Describe 'Accept mode off over IPv6' {
    BeforeAll {
        $lab = New-ScenarioLab
        $n1 = Get-NodeParameter $lab n1
        $own = Add-InteropAddress $lab IPv6
        Invoke-Ip -n $lab.Client address add fd00:7::1/64 dev eth0 nodad
        $null = Get-LinkLocalAddress $lab.Client
        Install-ScenarioNode $lab n1 ((Get-VersionThreeParameter IPv6 100) + @{ NoAccept = $true })
        Start-ScenarioNode $lab n1
        $null = Wait-HaVipState @n1 -Name VI_1 -State Master -Timeout 30
    }

    AfterAll {
        Remove-ScenarioLab $lab
    }

    It 'answers neighbour discovery for the addresses and drops what is sent to them' {
        foreach ($address in 'fd00:7::100', 'fe80::7:100%eth0') {
            Get-Neighbor ($address -split '%')[0] | Should -Be (Get-MacAddress $lab.n1)
            Test-Ping $lab.Client $address | Should -BeFalse
        }
        Test-Ping $lab.Client "$($own.n1)%eth0" | Should -BeTrue
    }

    It 'takes packets again when it is turned on' {
        Set-AcceptMode $n1 false true
        foreach ($address in 'fd00:7::100', 'fe80::7:100%eth0') {
            Test-Ping $lab.Client $address | Should -BeTrue
        }
    }
}

Describe 'Accept mode off of the address owner' {
    BeforeAll {
        $lab = New-ScenarioLab -Node n1
        $n1 = Get-NodeParameter $lab n1
        $parameters = (Get-QuickParameter 100) + @{ NoAccept = $true; AddressOwner = $true; WarningAction = 'SilentlyContinue' }
        $parameters.VirtualAddress = '192.168.6.110/24'
        $parameters.Remove('VirtualRoute')
        Install-ScenarioNode $lab n1 $parameters
        Start-ScenarioNode $lab n1
        $null = Wait-HaVipState @n1 -Name VI_1 -State Master -Timeout 30
    }

    AfterAll {
        Remove-ScenarioLab $lab
    }

    It 'takes packets all the same' {
        Test-Ping $lab.Client 192.168.6.110 | Should -BeTrue
        Get-Ruleset $lab.n1 | Should -BeNullOrEmpty
    }
}
