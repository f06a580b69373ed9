# The life of interfaces: they are missing at the start, come, go, are renamed, lose their addresses, change their MAC
# address and flap; and network managers flush what they did not put there.
BeforeAll {
    Import-Module "$PSScriptRoot/Scenario.psm1" -Force
    Import-HaVip

    function Get-LifeConfiguration {
        param([string] $Name, [int] $Priority)
        @"
node: { name: $Name, lease: 2 }
instances:
  - { name: VI_1, interface: eth0, virtualRouterId: 52, priority: $Priority, advertisementInterval: 250ms,
      virtualAddresses: [192.168.7.100/24, 192.168.7.101/24], virtualRoutes: [{ destination: default, gateway: 192.168.7.1 }] }
  - { name: VI_6, interface: eth0, virtualRouterId: 52, priority: $Priority, advertisementInterval: 250ms,
      virtualAddresses: ["fe80::7:100/64", "fd00:7::100/64"] }
  - { name: VI_2, interface: eth1, virtualRouterId: 52, priority: $Priority, advertisementInterval: 250ms,
      virtualAddresses: [192.168.8.100/24] }
  - { name: VI_3, interface: eth1, virtualRouterId: 53, priority: $Priority, advertisementInterval: 250ms,
      virtualAddresses: [192.168.9.100/24] }

"@
    }

    function Install-LifeNode {
        param($Lab, [string] $Name, [int] $Priority)
        $file = Join-Path $Lab.Directory "$Name.yaml"
        [System.IO.File]::WriteAllText($file, (Get-LifeConfiguration $Name $Priority))
        [System.IO.File]::SetUnixFileMode($file, 'UserRead, UserWrite')
        Install-ScenarioNode $Lab $Name @{ ConfigurationPath = $file }
        Start-ScenarioNode $Lab $Name
    }

    # An interface that leads nowhere: its other end is in the same namespace.
    function Add-Cable {
        param([string] $Namespace, [string] $Address)
        Invoke-Ip -n $Namespace link add eth1 type veth peer name far1
        Invoke-Ip -n $Namespace link set far1 up
        Invoke-Ip -n $Namespace link set eth1 up
        if ($Address) { Invoke-Ip -n $Namespace address add $Address dev eth1 }
    }

    function Wait-State {
        param([hashtable] $Node, [string] $Name, [string] $State, [string] $Reason = '')
        $null = Wait-Until -Because "$Name is $State, $Reason" {
            $now = Get-HaVipState @Node -Name $Name
            $now.State -eq $State -and $now.Reason -match $Reason
        }
    }

    # How often each virtual address is in a namespace, whatever the interface.
    function Get-AddressCount {
        param([string] $Namespace)
        @(Invoke-Ip -n $Namespace -j address show | ConvertFrom-Json | ForEach-Object { $_ } | ForEach-Object { $_.addr_info } |
                Where-Object { $_.local -match '^(192\.168\.[789]\.10\d|fd00:7::100|fe80::7:100)$' } | ForEach-Object { $_.local } | Sort-Object)
    }

    function Get-FileCount {
        param([int] $Id)
        [System.IO.Directory]::GetFileSystemEntries("/proc/$Id/fd").Count
    }
}

Describe 'An interface' {
    BeforeAll {
        $lab = New-ScenarioLab
        $n1 = Get-NodeParameter $lab n1
        $n2 = Get-NodeParameter $lab n2
        Install-LifeNode $lab n1 200
        Install-LifeNode $lab n2 100
        $null = Wait-Until { (Test-Owner $lab.n1) -and (Test-AddressOwner $lab.n1 fd00:7::100) -and (Test-NoOwner $lab.n2) }
    }

    AfterAll {
        Remove-ScenarioLab $lab
    }

    It 'that is missing at the start is waited for, and the instances of others do not mind' {
        Wait-State $n1 VI_2 Fault eth1
        Wait-State $n1 VI_3 Fault eth1
        (Get-HaVipState @n1 -Name VI_1).State | Should -Be 'Master'
        Add-Cable $lab.n1
        Wait-State $n1 VI_2 Fault 'address'
        Invoke-Ip -n $lab.n1 address add 192.168.8.1/24 dev eth1
        Wait-State $n1 VI_2 Master
        Wait-State $n1 VI_3 Master
        $null = Wait-Until { (Test-AddressOwner $lab.n1 192.168.8.100) -and (Test-AddressOwner $lab.n1 192.168.9.100) }
    }

    It 'that goes takes its instances into Fault, and that comes again brings them back' {
        Invoke-Ip -n $lab.n1 link delete eth1
        Wait-State $n1 VI_2 Fault eth1
        Wait-State $n1 VI_3 Fault eth1
        Add-Cable $lab.n1 192.168.8.1/24
        $null = Wait-Until { (Test-AddressOwner $lab.n1 192.168.8.100) -and (Test-AddressOwner $lab.n1 192.168.9.100) }
        Wait-State $n1 VI_2 Master
        (Get-HaVipState @n1 -Name VI_1).State | Should -Be 'Master'
    }

    It 'that is renamed has none of its former name''s addresses' {
        Invoke-Ip -n $lab.n1 link set eth1 down
        Invoke-Ip -n $lab.n1 link set eth1 name lan1
        Invoke-Ip -n $lab.n1 link set lan1 up
        Wait-State $n1 VI_2 Fault eth1
        $null = Wait-Until { (Get-AddressCount $lab.n1) -notmatch '^192\.168\.[89]\.' -and @(Get-AddressCount $lab.n1).Count -eq 4 }
        Invoke-Ip -n $lab.n1 link set lan1 down
        Invoke-Ip -n $lab.n1 link set lan1 name eth1
        Invoke-Ip -n $lab.n1 link set eth1 up
        Wait-State $n1 VI_2 Master
        $null = Wait-Until { (Test-AddressOwner $lab.n1 192.168.8.100) -and (Test-AddressOwner $lab.n1 192.168.9.100) }
    }

    It 'that loses its address cannot speak, and can again with another one' {
        Invoke-Ip -n $lab.n1 address delete 192.168.8.1/24 dev eth1
        Wait-State $n1 VI_2 Fault 'address'
        $null = Wait-Until { -not (Test-AddressOwner $lab.n1 192.168.8.100) }
        Invoke-Ip -n $lab.n1 address add 192.168.8.2/24 dev eth1
        Wait-State $n1 VI_2 Master
        $null = Wait-Until { Test-AddressOwner $lab.n1 192.168.8.100 }
    }

    It 'that changes its MAC address is announced with the new one' {
        $capture = Start-Capture $lab
        Invoke-Ip -n $lab.n1 link set eth0 address 02:00:00:00:06:11
        foreach ($address in '192.168.7.100', '192.168.7.101') {
            $null = Wait-Until -Because "$address is announced from the new place" {
                Read-Capture $capture | Where-Object {
                    $_.Kind -eq 'GratuitousArp' -and $_.Address -eq $address -and $_.Mac -eq '02:00:00:00:06:11' }
            }
        }
        $null = Stop-Capture $capture
        $null = Wait-Until { Test-Ping $lab.Client 192.168.7.100 }
    }

    It 'that flaps thirty times leaves nothing behind, and everything right in the end' {
        $runner = @((Get-HaVipState @n1).ProcessId)[0]
        $files = Get-FileCount $runner
        foreach ($time in 1..30) {
            Invoke-Ip -n $lab.n1 link set eth0 down
            Invoke-Ip -n $lab.n1 link set eth1 down
            Invoke-Ip -n $lab.n1 link set eth0 up
            Invoke-Ip -n $lab.n1 link set eth1 up
        }
        foreach ($name in 'VI_1', 'VI_6', 'VI_2', 'VI_3') { Wait-State $n1 $name Master }
        Wait-State $n2 VI_1 Backup
        Wait-State $n2 VI_6 Backup
        $all = 'fd00:7::100 fe80::7:100 192.168.7.100 192.168.7.101 192.168.8.100 192.168.9.100'.Split(' ') | Sort-Object
        $null = Wait-Until { "$(Get-AddressCount $lab.n1)" -eq "$all" -and @(Get-AddressCount $lab.n2).Count -eq 0 }
        $null = Wait-Until { (Test-Owner $lab.n1) -and (Test-NoOwner $lab.n2) }
        $null = Wait-Until { (Test-Ping $lab.Client 192.168.7.100) -and (Test-Ping $lab.Client 192.168.7.101) }
        @((Get-HaVipState @n1).ProcessId)[0] | Should -Be $runner
        $null = Wait-Until -Because "the runner has $files files open again" { (Get-FileCount $runner) -le $files }
    }

    It 'that a network manager flushes gets its addresses back, and another node has them where that happens again and again' {
        Invoke-Ip -n $lab.n1 address flush dev eth0 to 192.168.7.0/24
        $null = Wait-Until { Test-Owner $lab.n1 }
        @(Get-HaVipEvent @n1 -Kind AddressesPutBack).Reason -join "`n" | Should -Match '192\.168\.7\.100/24 was removed from eth0 by somebody else'
        $null = Wait-Until -Because 'n2 has been offered the addresses' -Timeout 60 {
            if (Test-Owner $lab.n1) { Invoke-Ip -n $lab.n1 address flush dev eth0 to 192.168.7.0/24 }
            (Get-HaVipState @n2 -Name VI_1).State -eq 'Master'
        }
        $null = Wait-Until { (Test-Owner $lab.n2) -and (Test-NoOwner $lab.n1) }
        (Get-HaVipState @n1 -Name VI_1).Reason | Should -Match 'remov'
        $null = Invoke-HaVipFailover @n1 -Name VI_1 -Failback -Confirm:$false
        $null = Wait-Until { (Test-Owner $lab.n1) -and (Test-NoOwner $lab.n2) }
    }

    It 'that loses everything gives its instances to the other node until it has an address again' {
        Invoke-Ip -n $lab.n1 address flush dev eth0
        Wait-State $n1 VI_1 Fault 'address'
        Wait-State $n2 VI_1 Master
        $null = Wait-Until { (Test-Owner $lab.n2) -and (Test-NoOwner $lab.n1) }
        Invoke-Ip -n $lab.n1 address add 192.168.6.110/24 dev eth0
        $null = Wait-Until { (Test-Owner $lab.n1) -and (Test-NoOwner $lab.n2) }
    }
}
