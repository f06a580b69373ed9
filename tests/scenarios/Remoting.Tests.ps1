# Many nodes from one place: cmdlets with -Session, over real PSSessions through ssh into machines with their own files.
BeforeAll {
    Import-Module "$PSScriptRoot/Scenario.psm1" -Force
    Import-HaVip
    $lab = New-ScenarioLab
    New-SshSetting $lab
    $machines = @{}
    foreach ($name in 'n1', 'n2') { $machines[$name] = Start-RemoteMachine $lab $name }
    $n1 = Connect-RemoteMachine $lab n1 $machines.n1
    $n2 = Connect-RemoteMachine $lab n2 $machines.n2
    $both = $n1, $n2
}

AfterAll {
    foreach ($session in $n1, $n2) { if ($session) { Remove-PSSession $session } }
    Remove-ScenarioLab $lab
}

Describe 'Nodes that are reached by ssh' {
    BeforeAll {
        $quick = Get-QuickParameter 100
        Install-HaVipNode -Session $both @quick -WhatIf
        $untouched = Invoke-Command -Session $n1 { Test-Path /usr/local/share/powershell/Modules/HaVip }
        $installed = @(Install-HaVipNode -Session $both @quick -Confirm:$false | Sort-Object PSComputerName)
        $null = Install-HaVipNode -Session $n1 @quick -NodeName node-n1 -Force -Confirm:$false
        $quick.Priority = 99
        $null = Install-HaVipNode -Session $n2 @quick -NodeName node-n2 -Force -Confirm:$false
        $again = Install-HaVipNode -Session $both -Repair -Confirm:$false -Verbose 4>&1
        Start-HaVipInstance -Session $both -Wait -Confirm:$false
        $null = Wait-HaVipState -Session $n1 -State Master
        Wait-Owner $lab n1 n2
    }

    It 'are installed with module and runner, once' {
        $untouched | Should -BeFalse
        ($installed | ForEach-Object { "$($_.PSComputerName) $($_.Changed)" }) -join ', ' | Should -Be 'n1 True, n2 True'
        $installed[0].Changes.Target | Should -Contain '/etc/havip/havip.yaml'
        @($again | Where-Object { "$_" -like 'n?: HaVip * is there.' }).Count | Should -Be 2
        @($again | Where-Object { $_.PSObject.TypeNames -contains 'HaVip.NodeInstallation' -and $_.Changed }).Count | Should -Be 0
        $version = (Import-PowerShellDataFile (Get-ModuleManifestPath)).ModuleVersion
        $found = Invoke-Command -Session $n2 { (Get-Module | Where-Object Name -ceq 'HaVip').ModuleBase; Get-ChildItem /usr/local/share/powershell/Modules/HaVip | ForEach-Object Name }
        $found -join ' ' | Should -Be "/usr/local/share/powershell/Modules/HaVip/$version $version"
        $copied = Invoke-Command -Session $n2 { & /usr/local/share/powershell/Modules/HaVip/*/module/node/*/havip-node version }
        "$copied" | Should -Match ([regex]::Escape($version))
    }

    It 'tell their states as whole objects that say where they are from' {
        $states = @(Get-HaVipState -Session $both | Sort-Object PSComputerName)
        ($states | ForEach-Object { "$($_.PSComputerName) $($_.Node) $($_.State)" }) -join ', ' |
            Should -Be 'n1 node-n1 Master, n2 node-n2 Backup'
        $states[0].GetType().FullName | Should -Be 'HaVip.InstanceState'
        $states[1].Paths[0].Status | Should -Be 'Heard'
        $states[1].Settled | Should -BeTrue
        ($states | Format-Table | Out-String -Width 120) | Should -Match 'node-n2 +VI_1 +Backup'
    }

    It 'are reached again through the objects they sent' {
        $counted = @(Get-HaVipState -Session $both | Get-HaVipStatistic | Sort-Object PSComputerName)
        $counted.Count | Should -Be 2
        $counted[0].Sent | Should -BeGreaterThan 0
        $counted[1].Received | Should -BeGreaterThan 0
        @(Get-HaVipEvent -Session $both -Kind Transition -Last 3).Count | Should -Be 3
    }

    It 'move mastership, after -WhatIf has moved nothing' {
        Invoke-HaVipFailover -Session $n2 -WhatIf
        (Get-HaVipState -Session $n2).State | Should -Be 'Backup'
        $moved = Invoke-HaVipFailover VI_1 -Session $n2 -Confirm:$false
        "$($moved.Node) $($moved.Direction) $($moved.NewMaster)" | Should -Be 'node-n2 Take 192.168.6.120'
        Wait-Owner $lab n2 n1
        Invoke-HaVipFailover VI_1 -Session $n2 -Failback -Confirm:$false | Should -Not -BeNullOrEmpty
        Wait-Owner $lab n1 n2
    }

    It 'are compared with each other, and hear each other' {
        $found = @(Test-HaVipCluster -Session $both)
        @($found | Where-Object { $_.Status -ne 'Passed' }).Count | Should -Be 0 -Because ($found -join '; ')
        @($found | Where-Object { $_.Name -eq 'Exchange' }).Count | Should -Be 2
        Invoke-Nft $lab.n1 'add table inet t; add chain inet t i { type filter hook input priority 0; }; add rule inet t i ip protocol 112 drop'
        try {
            $deaf = @(Test-HaVipCluster -Session $both -Include Exchange | Where-Object { $_.Status -eq 'Failed' })
            $deaf.Detail | Should -BeLike 'node-n2 -> node-n1*'
        }
        finally { Invoke-Nft $lab.n1 'delete table inet t' }
        Wait-Owner $lab n1 n2
    }

    It 'make the one Master that is named, of all that are asked' {
        Get-ErrorId { Invoke-HaVipFailover -Session $both -Confirm:$false -ErrorAction Stop } | Should -Be 'TargetNodeAmbiguous'
        $moved = Invoke-HaVipFailover VI_1 -Session $both -TargetNode node-n2 -Confirm:$false
        "$($moved.PreviousMasterNode) -> $($moved.NewMasterNode)" | Should -Be 'node-n1 -> node-n2'
        Wait-Owner $lab n2 n1
        (Invoke-HaVipFailover VI_1 -Session $both -TargetNode n2 -Confirm:$false).Duration | Should -Be ([timespan]::Zero)
        (Invoke-HaVipFailover VI_1 -Session $both -TargetNode n1 -Confirm:$false).NewMasterNode | Should -Be 'node-n1'
        Wait-Owner $lab n1 n2
    }

    It 'do not wait for one that has broken away, and say which it is' {
        $third = Connect-RemoteMachine $lab n2 $machines.n2
        Remove-PSSession $third
        $states = Get-HaVipState -Session $third, $n1 -ErrorVariable failed -ErrorAction SilentlyContinue
        $states.PSComputerName | Should -Be 'n1'
        $failed.Count | Should -Be 1
        $failed[0].FullyQualifiedErrorId | Should -BeLike 'SessionNotOpen,*'
        "$($failed[0])" | Should -BeLike 'n2: *'
    }

    It 'report what they refuse as errors of theirs' {
        Get-HaVipState VI_9 -Session $n2 -ErrorVariable refused -ErrorAction SilentlyContinue
        $refused[0].FullyQualifiedErrorId | Should -BeLike 'UnknownInstance,*'
        $refused[0].OriginInfo.PSComputerName | Should -Be 'n2'
        Get-ErrorId { Get-HaVipState -Session $n2 | Set-HaVipInstance -Priority 7 -ErrorAction Stop } | Should -Be 'NodeElsewhere'
        Get-ErrorId { Invoke-Command -Session $n2 { Get-HaVipState } | Stop-HaVipInstance -ErrorAction Stop } |
            Should -Be 'NodeElsewhere'
    }
}
