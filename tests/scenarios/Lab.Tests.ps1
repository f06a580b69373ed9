# The module's own lab, as a newcomer uses it: made in one line, measured in one line, gone in one line.
BeforeAll {
    Import-Module "$PSScriptRoot/Scenario.psm1" -Force
    Import-HaVip
}

Describe 'The lab cmdlets' {
    BeforeAll {
        $name = 'hvl{0:x}' -f $PID
        $root = [System.IO.Directory]::CreateTempSubdirectory("$name-").FullName
        $prefix = [pscustomobject] @{ Prefix = $name }
        # Labs of other test files come and go meanwhile.
        $hostNamespaces = @(Invoke-Ip netns list | Where-Object { $_ -notlike 'hv*' })
        $rootLinks = Invoke-Ip -o link show | Out-String
    }

    AfterAll {
        if (Get-HaVipLab -Name "$name*") { Remove-HaVipLab -Name $name -Force -Confirm:$false }
        if (Test-Path $root) { [System.IO.Directory]::Delete($root, $true) }
    }

    It 'changes nothing with -WhatIf' {
        $null = New-HaVipLab -Name $name -RootPath $root -WhatIf
        @(Get-LabNamespace $prefix).Count | Should -Be 0
    }

    It 'makes a pair and a client that reaches it, in namespaces alone' {
        $lab = New-HaVipLab -Name $name -RootPath $root
        $lab.PSTypeNames[0] | Should -Be 'HaVip.Lab'
        @(Get-LabNamespace $prefix).Count | Should -Be 4
        $lab.Nodes.Count | Should -Be 2
        (Get-KernelAddress $lab.Nodes[0].NetworkNamespace).local | Should -Be '192.168.6.110'
        (Get-KernelAddress $lab.Nodes[1].NetworkNamespace).local | Should -Be '192.168.6.120'
        foreach ($address in '192.168.6.110', '192.168.6.120') {
            $null = Wait-Until -Because "the client reaches $address" {
                Test-Ping $lab.Client.NetworkNamespace $address
            }
        }
        Invoke-Ip -o link show | Out-String | Should -Be $rootLinks
    }

    It 'is found again, and not made twice' {
        (Get-HaVipLab -Name $name).Name | Should -Be $name
        @(Get-HaVipLab | Where-Object { $_.Name -eq $name }).Count | Should -Be 1
        Get-ErrorId { New-HaVipLab -Name $name -RootPath $root -ErrorAction Stop } | Should -Be 'LabExists'
        Get-ErrorId { Get-HaVipLab -Name "$name-not" -ErrorAction Stop } | Should -Be 'LabNotFound'
    }

    It 'runs a pair whose nodes are named by the lab''s objects' {
        $lab = Get-HaVipLab -Name $name
        $priority = 100
        foreach ($node in $lab.Nodes) {
            $instance = Get-QuickParameter $priority
            $null = Install-HaVipNode -NetworkNamespace $node.NetworkNamespace -RootPath $root @instance -Confirm:$false
            $priority--
        }
        $states = @($lab.Nodes | Start-HaVipInstance -Wait -PassThru -Confirm:$false)
        $states.Count | Should -Be 2
        $null = Wait-Until { Test-Owner $lab.Nodes[0].NetworkNamespace }
        Test-NoOwner $lab.Nodes[1].NetworkNamespace | Should -BeTrue
    }

    It 'measures a power loss and the return: who answered when, and how long nobody did' {
        $lab = Get-HaVipLab -Name $name
        $loss = Measure-HaVipFailover -Lab $lab -Address 192.168.7.100 -ScriptBlock { $lab.Nodes[0].DisconnectLink() }
        $loss.PSTypeNames[0] | Should -Be 'HaVip.FailoverMeasurement'
        $loss.Settled | Should -BeTrue
        $loss.Sent | Should -Be ($loss.Answered + $loss.Lost)
        $loss.Lost | Should -BeGreaterThan 0
        $loss.Outage | Should -BeGreaterThan ([timespan]::FromMilliseconds(250)) -Because 'the interval is 100 ms'
        $loss.Outage | Should -BeLessThan ([timespan]::FromSeconds(5))
        $loss.Segments.Count | Should -Be 2
        $loss.Segments[0].Node | Should -Be 'n1'
        $loss.Segments[1].Node | Should -Be 'n2'

        $return = $lab | Measure-HaVipFailover 192.168.7.100 { $lab.Nodes[0].ConnectLink() }
        $return.Segments[0].Node | Should -Be 'n2'
        $return.Segments[-1].Node | Should -Be 'n1'
        $return.Outage | Should -BeLessThan ([timespan]::FromSeconds(5))
    }

    It 'leaves nothing: no namespace, process, file' {
        $lab = Get-HaVipLab -Name $name
        $runners = @(foreach ($node in $lab.Nodes) { Get-NamespaceProcessId $node.NetworkNamespace })
        $runners.Count | Should -Be 2
        $lab | Remove-HaVipLab -Confirm:$false
        @(Get-LabNamespace $prefix).Count | Should -Be 0
        foreach ($runner in $runners) { Test-Alive $runner | Should -BeFalse }
        @(Get-ChildItem $root -Recurse -File).Count | Should -Be 0
        @(Get-HaVipLab -Name "$name*").Count | Should -Be 0
        @(Invoke-Ip netns list | Where-Object { $_ -notlike 'hv*' }).Count | Should -Be $hostNamespaces.Count
        Invoke-Ip -o link show | Out-String | Should -Be $rootLinks
    }
}
