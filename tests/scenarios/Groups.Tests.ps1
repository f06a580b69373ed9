# Instances that move together: the IPv4 and the IPv6 side of one service on two nodes.
BeforeAll {
    Import-Module "$PSScriptRoot/Scenario.psm1" -Force
    Import-HaVip

    # Whether a node has the addresses of both families, and whether it has any.
    function Test-PairOwner {
        param([string] $Namespace)
        (Test-AddressOwner $Namespace 192.168.7.100) -and (Test-AddressOwner $Namespace fd00:7::100)
    }

    function Wait-PairOwner {
        param($Lab, [string] $Owner, [string] $Other)
        $null = Wait-Until -Because "$Owner owns both families and $Other none" {
            (Test-PairOwner $Lab.$Owner) -and -not (Test-AddressOwner $Lab.$Other 192.168.7.100) -and
                -not (Test-AddressOwner $Lab.$Other fd00:7::100)
        }
    }

    function Install-PairNode {
        param($Lab, [string] $Name, [int] $Priority)
        $text = @"
node: { name: $Name }
instances:
  - { name: VI_4, interface: eth0, virtualRouterId: 52, priority: $Priority, advertisementInterval: 100ms, virtualAddresses: [192.168.7.100/24] }
  - { name: VI_6, interface: eth0, virtualRouterId: 52, priority: $Priority, advertisementInterval: 100ms, virtualAddresses: ["fe80::7:100/64", "fd00:7::100/64"] }
groups:
  - { name: web, instances: [VI_4, VI_6] }

"@
        $file = Join-Path $Lab.Directory "$Name.yaml"
        [System.IO.File]::WriteAllText($file, $text)
        [System.IO.File]::SetUnixFileMode($file, 'UserRead, UserWrite')
        Install-ScenarioNode $Lab $Name @{ ConfigurationPath = $file }
    }
}

Describe 'A group of an IPv4 and an IPv6 instance' {
    BeforeAll {
        $lab = New-ScenarioLab
        $n1 = Get-NodeParameter $lab n1
        $n2 = Get-NodeParameter $lab n2
        $own = Get-LinkLocalAddress $lab.n1
        $null = Get-LinkLocalAddress $lab.n2
        Install-PairNode $lab n1 100
        Install-PairNode $lab n2 99
        Start-ScenarioNode $lab n1
        Start-ScenarioNode $lab n2
        Wait-PairOwner $lab n1 n2
    }

    AfterAll {
        Remove-ScenarioLab $lab
    }

    It 'is shown as one' {
        @((Get-HaVipState @n1).Group) | Should -Be @('web', 'web')
        Test-HaVipConfiguration (Get-ConfigurationFile $lab n1) | Should -BeNullOrEmpty
    }

    It 'moves and comes back as a whole when one instance is handed over' {
        $null = Invoke-HaVipFailover @n1 -Name VI_4 -Confirm:$false
        Wait-PairOwner $lab n2 n1
        $null = Invoke-HaVipFailover @n1 -Name VI_6 -Failback -Confirm:$false
        Wait-PairOwner $lab n1 n2
    }

    It 'is handed over once where both instances are named' {
        @(Invoke-HaVipFailover @n1 -Name VI_4, VI_6 -Confirm:$false).Count | Should -Be 2
        Wait-PairOwner $lab n2 n1
        $null = Invoke-HaVipFailover @n1 -Name VI_4, VI_6 -Failback -Confirm:$false
        Wait-PairOwner $lab n1 n2
    }

    It 'leaves the node as a whole when one family cannot be served, and returns when it can' {
        Invoke-Ip -n $lab.n1 address delete "$own/64" dev eth0
        Wait-PairOwner $lab n2 n1
        $states = Get-HaVipState @n1
        @($states.State | Sort-Object -Unique) | Should -Be @('Fault')
        ($states | Where-Object Name -eq VI_4).Reason | Should -Be 'VI_6 of the group web is in Fault'
        Invoke-Ip -n $lab.n1 address add "$own/64" dev eth0 nodad
        Wait-PairOwner $lab n1 n2
    }

    It 'stops as a whole' {
        $null = Stop-HaVipInstance @n1 -Name VI_6 -KeepRunner -Confirm:$false
        Wait-PairOwner $lab n2 n1
        @((Get-HaVipState @n1).State | Sort-Object -Unique) | Should -Be @('Stopped')
    }
}
