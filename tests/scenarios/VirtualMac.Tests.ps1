# The virtual router's own MAC address (RFC 9568 section 7.3): whoever is Master, a client's neighbour table says the same.
BeforeAll {
    Import-Module "$PSScriptRoot/Scenario.psm1" -Force
    Import-HaVip

    $mac = @{ IPv4 = '00:00:5e:00:01:34'; IPv6 = '00:00:5e:00:02:34' }

    function Get-VirtualMacConfiguration {
        param([string] $Name, [int] $Priority, [string] $Kind)
        $addresses = if ($Kind -eq 'IPv6') { 'fe80::7:100/64, fd00:7::100/64' } else { '192.168.7.100/24, 192.168.6.200/24' }
        @"
node: { name: $Name, lease: 2 }
instances:
  - name: VI_1
    interface: eth0
    virtualRouterId: 52
    priority: $Priority
    advertisementInterval: 250ms
    virtualMac: true
    virtualAddresses: [$addresses]
    virtualRoutes: [$(if ($Kind -ne 'IPv6') { '{ destination: default, gateway: 192.168.7.1, interface: eth0 }' })]

"@
    }

    function Install-VirtualMacNode {
        param($Lab, [string] $Name, [int] $Priority, [string] $Kind)
        $file = Join-Path $Lab.Directory "$Name.yaml"
        [System.IO.File]::WriteAllText($file, (Get-VirtualMacConfiguration $Name $Priority $Kind))
        [System.IO.File]::SetUnixFileMode($file, 'UserRead, UserWrite')
        Install-ScenarioNode $Lab $Name @{ ConfigurationPath = $file }
        Start-ScenarioNode $Lab $Name
    }

    # The links with a virtual MAC address: ifname, address, link, ifalias.
    function Get-VirtualLink {
        param([string] $Namespace)
        @(Invoke-Ip -n $Namespace -j link show type macvlan | ConvertFrom-Json | ForEach-Object { $_ } | Where-Object { $_.ifname })
    }

    # Where the client believes an address to be.
    function Get-Neighbor {
        param($Lab, [string] $Address)
        Invoke-Ip -n $Lab.Client -j neighbor show | ConvertFrom-Json | ForEach-Object { $_ } |
            Where-Object { $_.dst -eq $Address } | ForEach-Object { $_.lladdr }
    }

    # Every change of the client's neighbour table from now on.
    function Start-NeighborMonitor {
        param($Lab)
        $log = Join-Path $Lab.Directory "neighbors-$([guid]::NewGuid().ToString('n')).log"
        $process = Start-LabProcess $Lab $Lab.Client $log @('ip', 'monitor', 'neigh')
        $null = Wait-Until -Because 'ip monitor listens' { Test-NetlinkSocket $process.Id }
        return [pscustomobject] @{ Log = $log; Process = $process }
    }

    # The MAC addresses that an address was said to be at. Nothing at all may have been said: so something is, at the end.
    function Stop-NeighborMonitor {
        param($Lab, $Monitor, [string] $Address)
        Invoke-Ip -n $Lab.Client neighbor replace 192.168.6.250 lladdr 02:00:00:00:06:25 dev eth0
        $null = Wait-Until -Because 'ip monitor tells' { [System.IO.File]::ReadAllText($Monitor.Log).Contains('192.168.6.250') }
        Stop-LabProcess $Monitor.Process
        @([System.IO.File]::ReadAllLines($Monitor.Log) |
            Where-Object { $_ -match "^(Deleted )?$([regex]::Escape($Address)) .*lladdr (?<mac>\S+)" } |
            ForEach-Object { $Matches.mac } | Sort-Object -Unique)
    }

    function Wait-Reachable {
        param($Lab, [string] $Address)
        $null = Wait-Until -Because "$Address answers" { Test-Ping $Lab.Client $Address }
    }
}

Describe 'Two nodes with the MAC address of the virtual router, <_>' -ForEach 'IPv4', 'IPv6' {
    BeforeAll {
        $kind = $_
        $address = if ($kind -eq 'IPv6') { 'fd00:7::100' } else { '192.168.7.100' }
        $lab = New-ScenarioLab
        if ($kind -eq 'IPv6') { Invoke-Ip -n $lab.Client address add fd00:7::1/64 dev eth0 nodad }
        $n1 = Get-NodeParameter $lab n1
        $n2 = Get-NodeParameter $lab n2
        Install-VirtualMacNode $lab n1 200 $kind
        Install-VirtualMacNode $lab n2 100 $kind
        Wait-AddressOwner $lab n1 n2 $address
    }

    AfterAll {
        Remove-ScenarioLab $lab
    }

    It 'keep the addresses on a link of its own, which a Backup does not have' {
        $link = Get-VirtualLink $lab.n1
        $link.Count | Should -Be 1
        $link[0].address | Should -Be $mac.$kind
        $link[0].link | Should -Be 'eth0'
        "$(Invoke-Ip -n $lab.n1 address show dev $link[0].ifname)" | Should -Match ([regex]::Escape($address))
        "$(Invoke-Ip -n $lab.n1 address show dev eth0)" | Should -Not -Match ([regex]::Escape($address))
        Get-VirtualLink $lab.n2 | Should -BeNullOrEmpty
    }

    It 'speak from it, and answer with it for the virtual addresses alone' {
        Wait-Reachable $lab $address
        Get-Neighbor $lab $address | Should -Be $mac.$kind
        if ($kind -eq 'IPv6') { return }
        Wait-Reachable $lab 192.168.6.200
        Get-Neighbor $lab 192.168.6.200 | Should -Be $mac.$kind -Because 'it is in the subnet of the interface below'
        Wait-Reachable $lab 192.168.6.110
        Get-Neighbor $lab 192.168.6.110 | Should -Be (Get-MacAddress $lab.n1)
        $capture = Start-Capture $lab
        $adverts = Wait-Until { $seen = @(Read-Capture $capture | Where-Object Kind -EQ 'Advertisement'); if ($seen.Count -ge 3) { $seen } }
        $null = Stop-Capture $capture
        @($adverts.Mac | Sort-Object -Unique) | Should -Be $mac.IPv4
        @($adverts | Where-Object { $_.BadChecksum -or $_.TimeToLive -ne 255 }) | Should -BeNullOrEmpty
    }

    It 'change places without the client noticing in its neighbour table: hand-over, death and return' {
        Wait-Reachable $lab $address
        $monitor = Start-NeighborMonitor $lab
        $null = Invoke-HaVipFailover @n1 -Name VI_1 -Confirm:$false
        Wait-AddressOwner $lab n2 n1 $address
        Wait-Reachable $lab $address
        Get-VirtualLink $lab.n1 | Should -BeNullOrEmpty
        $runner = (Get-HaVipState @n2).ProcessId
        Send-Signal KILL $runner
        $null = Wait-Until -Because 'n1 has it back' { Test-AddressOwner $lab.n1 $address }
        Wait-Reachable $lab $address
        Start-ScenarioNode $lab n2
        Wait-AddressOwner $lab n1 n2 $address
        Wait-Reachable $lab $address
        Stop-NeighborMonitor $lab $monitor $address | Where-Object { $_ -ne $mac.$kind } | Should -BeNullOrEmpty
        Get-Neighbor $lab $address | Should -Be $mac.$kind
        Get-VirtualLink $lab.n2 | Should -BeNullOrEmpty -Because 'what the dead runner left was swept'
    }

    It 'go on with it under the next program' {
        $before = Get-VirtualLink $lab.n1
        $null = Restart-HaVipInstance @n1 -Hitless -Confirm:$false
        (Get-HaVipState @n1).State | Should -Be 'Master'
        (Get-VirtualLink $lab.n1).ifindex | Should -Be $before.ifindex
        Wait-Reachable $lab $address
    }

    It 'make it anew where somebody removes it' {
        Invoke-Ip -n $lab.n1 link delete (Get-VirtualLink $lab.n1).ifname
        $null = Wait-Until { (Test-AddressOwner $lab.n1 $address) -and (Get-VirtualLink $lab.n1) }
        Wait-Reachable $lab $address
        (Get-HaVipState @n1).State | Should -Be 'Master'
    }

    It 'take it away, and put back what they set, when they stop' {
        if ($kind -eq 'IPv4') { Get-NamespaceSysctl $lab.n1 net.ipv4.conf.eth0.arp_ignore | Should -Be '1' }
        Stop-HaVipInstance @n1 -Confirm:$false
        Wait-AddressOwner $lab n2 n1 $address
        Get-VirtualLink $lab.n1 | Should -BeNullOrEmpty
        Get-NamespaceSysctl $lab.n1 net.ipv4.conf.eth0.arp_ignore | Should -Be '0'
        Get-NamespaceSysctl $lab.n1 net.ipv4.conf.eth0.arp_announce | Should -Be '0'
        Wait-Reachable $lab $address
    }
}

Describe 'HaVip and a keepalived with use_vmac' {
    BeforeAll {
        $lab = New-ScenarioLab
        $n1 = Get-NodeParameter $lab n1
        Install-VirtualMacNode $lab n1 200 IPv4
        $null = Wait-Until { Test-AddressOwner $lab.n1 192.168.7.100 }
        $file = Join-Path $lab.Directory use-vmac.conf
        [System.IO.File]::WriteAllText($file, @'
global_defs {
    router_id n2
    vrrp_version 3
}
vrrp_instance VI_1 {
    state BACKUP
    interface eth0
    use_vmac
    virtual_router_id 52
    priority 150
    advert_int 0.25
    virtual_ipaddress {
        192.168.7.100/24
        192.168.6.200/24
    }
}

'@)
        $null = Start-Keepalived $lab n2 $file
    }

    AfterAll {
        Remove-ScenarioLab $lab
    }

    It 'take turns without the client noticing in its neighbour table' {
        Wait-Reachable $lab 192.168.7.100
        $null = Wait-Until -Because 'keepalived has made its link' { Get-VirtualLink $lab.n2 }
        $monitor = Start-NeighborMonitor $lab
        Stop-HaVipInstance @n1 -Name VI_1 -KeepRunner -Confirm:$false
        Wait-AddressOwner $lab n2 n1 192.168.7.100
        Wait-Reachable $lab 192.168.7.100
        $null = Start-HaVipInstance @n1 -Name VI_1 -Confirm:$false
        Wait-AddressOwner $lab n1 n2 192.168.7.100
        Wait-Reachable $lab 192.168.7.100
        Stop-NeighborMonitor $lab $monitor 192.168.7.100 | Where-Object { $_ -ne $mac.IPv4 } | Should -BeNullOrEmpty
        Get-Neighbor $lab 192.168.7.100 | Should -Be $mac.IPv4
    }

    It 'hear each other: the better one is Master, and nobody speaks of a rival' {
        (Get-HaVipState @n1).State | Should -Be 'Master'
        @(Get-HaVipEvent @n1 -Kind SplitBrain) | Should -BeNullOrEmpty
    }
}
