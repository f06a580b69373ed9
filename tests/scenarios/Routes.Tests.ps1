# What moves with an instance besides plain addresses: options of addresses, addresses elsewhere and of the other family,
# routes of every kind, and rules. All of it is read from the kernel.
BeforeAll {
    Import-Module "$PSScriptRoot/Scenario.psm1" -Force
    Import-HaVip

    $text = @'
node: { name: n1, lease: 3 }
instances:
  - name: VI_1
    interface: eth0
    virtualRouterId: 52
    priority: 200
    advertisementInterval: 250ms
    virtualAddresses:
      - { address: 192.168.7.100/24, broadcast: 192.168.7.255, label: "eth0:ha" }
      - { address: 192.168.7.101/32, scope: link, preferredLifetime: 0s }
    excludedAddresses:
      - { address: 10.1.0.1/24, interface: eth1, noPrefixRoute: true }
      - { address: 10.2.0.1, peer: 10.2.0.2/32 }
      - fd00:7::100/64
    virtualRoutes:
      - { destination: default, gateway: 192.168.7.1 }
      - { destination: 10.3.0.0/16, gateway: 192.168.7.1, table: 100, metric: 7, source: 192.168.7.100, mtu: 1400 }
      - { destination: 10.4.0.0/16, gateway: 172.31.0.1, onLink: true }
      - { destination: 10.5.0.0/16, interface: eth1, scope: link }
      - { destination: 10.6.0.0/16, type: blackhole }
      - { destination: 10.7.0.0/16, type: unreachable, table: 100 }
      - { destination: "fd00:8::/64", gateway: "fd00:7::1" }
      - { destination: "fd00:9::/64", type: prohibit }
    virtualRules:
      - { preference: 100, from: 192.168.7.100/32, table: 100 }
      - { preference: 101, firewallMark: 16, inputInterface: eth1, action: blackhole }
      - { preference: 102, to: "fd00:8::/64", table: 100 }
'@

    # What the kernel has of HaVip's routes, one line each, in a fixed order.
    function Get-RouteText {
        param([string] $Namespace)
        $lines = foreach ($family in '-4', '-6') {
            Invoke-Ip -n $Namespace $family route show table all proto 112 |
                ForEach-Object { ($_ -replace ' expires \d+sec', ' expires' -replace ' pref medium').Trim() }
        }
        @($lines | Sort-Object -Unique)
    }

    function Get-RuleText {
        param([string] $Namespace)
        $lines = foreach ($family in '-4', '-6') { Invoke-Ip -n $Namespace $family rule show }
        @($lines | Where-Object { $_ -match '^10\d:' } | ForEach-Object { ($_ -replace '\s+', ' ' -replace ' proto \S+').Trim() })
    }

    function Get-AddressText {
        param([string] $Namespace, [string] $Interface, [string] $Address)
        "$(Invoke-Ip -n $Namespace address show dev $Interface | Where-Object { $_ -match " $([regex]::Escape($Address))[/ ]" })"
    }

    # An interface that nothing else is needed of.
    function Add-SecondInterface {
        param([string] $Namespace)
        Invoke-Ip -n $Namespace link add eth1 type veth peer name far1
        Invoke-Ip -n $Namespace link set far1 up
        Invoke-Ip -n $Namespace link set eth1 up
    }
}

Describe 'Addresses, routes and rules of a Master' {
    BeforeAll {
        $lab = New-ScenarioLab n1
        $n1 = Get-NodeParameter $lab n1
        $file = Join-Path $lab.Directory n1.yaml
        [System.IO.File]::WriteAllText($file, $text)
        [System.IO.File]::SetUnixFileMode($file, 'UserRead, UserWrite')
        Install-ScenarioNode $lab n1 @{ ConfigurationPath = $file }
        Start-ScenarioNode $lab n1
        $null = Wait-Until { Test-AddressOwner $lab.n1 192.168.7.100 }
    }

    AfterAll {
        Remove-ScenarioLab $lab
    }

    It 'that need an interface which is not there are told of, and the others are had all the same' {
        $null = Wait-Until { Test-AddressOwner $lab.n1 10.2.0.1 }
        $null = Wait-Until { @(Get-RuleText $lab.n1).Count -eq 3 }
        $faults = @(Get-HaVipEvent @n1 -Kind KernelFault).Reason -join "`n"
        $faults | Should -Match '10\.1\.0\.1/24 cannot be added: there is no interface eth1'
        $faults | Should -Match '10\.5\.0\.0/16 cannot be added: there is no interface eth1'
    }

    It 'come when the interface does' {
        Add-SecondInterface $lab.n1
        $null = Wait-Until { Get-AddressText $lab.n1 eth1 10.1.0.1 }
        $null = Wait-Until { (Get-RouteText $lab.n1) -match '^10\.5\.0\.0/16' }
    }

    It 'have their options' {
        Get-AddressText $lab.n1 eth0 192.168.7.100 | Should -Match 'brd 192\.168\.7\.255 scope global .*eth0:ha'
        Get-AddressText $lab.n1 eth0 192.168.7.101 | Should -Match 'scope link .*deprecated'
        Get-AddressText $lab.n1 eth1 10.1.0.1 | Should -Match 'noprefixroute'
        Get-AddressText $lab.n1 eth0 10.2.0.1 | Should -Match 'peer 10\.2\.0\.2/32'
        Get-AddressText $lab.n1 eth0 fd00:7::100 | Should -Match 'scope global'
        "$(Invoke-Ip -n $lab.n1 route show 10.1.0.0/24)" | Should -BeNullOrEmpty
    }

    It 'are in the kernel as they are written' {
        Get-RouteText $lab.n1 | Should -Be @(
            '10.3.0.0/16 via 192.168.7.1 dev eth0 table 100 src 192.168.7.100 metric 7 mtu 1400'
            '10.4.0.0/16 via 172.31.0.1 dev eth0 src 192.168.7.100 onlink'
            '10.5.0.0/16 dev eth1 scope link src 192.168.7.100'
            'blackhole 10.6.0.0/16 src 192.168.7.100'
            'default via 192.168.7.1 dev eth0 src 192.168.7.100'
            'fd00:8::/64 via fd00:7::1 dev eth0 metric 1024 expires'
            'prohibit fd00:9::/64 dev lo metric 1024'
            'unreachable 10.7.0.0/16 table 100')
        Get-RuleText $lab.n1 | Should -Be @(
            '100: from 192.168.7.100 lookup 100'
            '101: from all fwmark 0x10 iif eth1 blackhole'
            '102: from all to fd00:8::/64 lookup 100')
    }

    It 'are put back when somebody removes them' {
        $routes = Get-RouteText $lab.n1
        Invoke-Ip -n $lab.n1 route delete blackhole 10.6.0.0/16
        Invoke-Ip -n $lab.n1 route delete 10.3.0.0/16 table 100
        Invoke-Ip -n $lab.n1 -6 route delete fd00:8::/64
        Invoke-Ip -n $lab.n1 rule delete preference 100
        Invoke-Ip -n $lab.n1 -6 rule delete preference 102
        $null = Wait-Until { "$(Get-RouteText $lab.n1)" -eq "$routes" -and @(Get-RuleText $lab.n1).Count -eq 3 }
        $events = @(Get-HaVipEvent @n1 -Kind AddressesPutBack).Reason -join "`n"
        $events | Should -Match 'blackhole 10\.6\.0\.0/16 was removed by somebody else and was put back'
        $events | Should -Match '10\.3\.0\.0/16 via 192\.168\.7\.1 table 100 was removed from eth0 by somebody else'
        $events | Should -Match 'rule 100: from 192\.168\.7\.100/32 lookup 100 was removed by somebody else'
    }

    It 'come back with an interface that was down, and with one that was made anew' {
        $routes = Get-RouteText $lab.n1
        Invoke-Ip -n $lab.n1 link set eth1 down
        $null = Wait-Until { -not ((Get-RouteText $lab.n1) -match '^10\.5\.0\.0/16') }
        Invoke-Ip -n $lab.n1 link set eth1 up
        $null = Wait-Until { "$(Get-RouteText $lab.n1)" -eq "$routes" }
        Invoke-Ip -n $lab.n1 link delete eth1
        Add-SecondInterface $lab.n1
        $null = Wait-Until { "$(Get-RouteText $lab.n1)" -eq "$routes" -and (Get-AddressText $lab.n1 eth1 10.1.0.1) }
    }

    It 'go on under the next program, and follow a change of the configuration' {
        $path = Get-ConfigurationFile $lab n1
        $changed = [System.IO.File]::ReadAllText($path).Replace('metric: 7', 'metric: 8').Replace('preference: 101', 'preference: 103')
        [System.IO.File]::WriteAllText($path, $changed)
        $null = Restart-HaVipInstance @n1 -Hitless -Confirm:$false
        Send-Signal HUP (Get-HaVipState @n1).ProcessId
        $null = Wait-Until { (Get-RuleText $lab.n1) -match '^103:' }
        $null = Wait-Until { (Get-RouteText $lab.n1) -match 'metric 8' }
        "$(Get-RouteText $lab.n1)" | Should -Not -Match 'metric 7'
        "$(Get-RuleText $lab.n1)" | Should -Not -Match '101:'
    }

    It 'go with a dead runner as far as the kernel has an end for them, and the next start sweeps the rest' {
        $runner = (Get-HaVipState @n1).ProcessId
        Invoke-Ip -n $lab.n1 rule add preference 109 from 10.9.9.9 lookup 100
        Send-Signal KILL $runner
        $null = Wait-Until { -not (Test-Alive $runner) }
        $null = Wait-Until {
            -not (Test-AddressOwner $lab.n1 192.168.7.100) -and -not ((Get-RouteText $lab.n1) -match '^(default|blackhole 10\.6|10\.4|10\.5)')
        }
        (Get-RouteText $lab.n1) -match '^unreachable 10\.7' | Should -Not -BeNullOrEmpty -Because 'such a route has no end in the kernel'
        $words = @('--network-namespace', $lab.n1
            '--runtime-directory', (Join-Path $lab.Root "run/havip/$($lab.n1)")
            '--state-directory', (Join-Path $lab.Root "var/lib/havip/$($lab.n1)"))
        $output = @(& (Get-RunnerPath) release @words 2>&1) -join "`n"
        $LASTEXITCODE | Should -Be 0 -Because $output
        $output | Should -Match 'removed the route unreachable 10\.7\.0\.0/16 table 100'
        Get-RouteText $lab.n1 | Should -BeNullOrEmpty
        Get-RuleText $lab.n1 | Should -Be '109: from 10.9.9.9 lookup 100'
    }

    It 'are gone when the instance has stopped' {
        Start-ScenarioNode $lab n1
        $null = Wait-Until { (Test-AddressOwner $lab.n1 192.168.7.100) -and @(Get-RuleText $lab.n1).Count -eq 4 }
        Stop-HaVipInstance @n1 -Confirm:$false
        Get-RouteText $lab.n1 | Should -BeNullOrEmpty
        Get-RuleText $lab.n1 | Should -Be '109: from 10.9.9.9 lookup 100'
        Get-AddressText $lab.n1 eth1 10.1.0.1 | Should -BeNullOrEmpty
    }
}
