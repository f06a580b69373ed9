# Who is told what became of an instance: commands and pipes, in order, the last state last.
BeforeAll {
    Import-Module "$PSScriptRoot/Scenario.psm1" -Force
    Import-HaVip

    # A command that notes what it is told, and whether the address is there then. What it does besides stands in $control.
    function New-Listener {
        param($Lab)
        & chmod 711 $Lab.Directory
        $Lab | Add-Member Control (Join-Path $Lab.Directory control)
        $null = [System.IO.Directory]::CreateDirectory($Lab.Control)
        & chmod 777 $Lab.Control
        & chmod +t $Lab.Control
        $program = Join-Path $Lab.Directory listener
        [System.IO.File]::WriteAllText($program, @'
#!/bin/sh
control=$1; shift
[ -e "$control/wait-$3" ] && sleep 0.5
has=absent; ip -o address show dev "$HAVIP_INTERFACE" 2>/dev/null | grep -q 'inet 192.168.7.100/' && has=there
echo "$* | $has | $HAVIP_ADDRESSES | $(id -un)" >> "$control/told"
if [ -e "$control/fail-$3" ]; then echo "the API says no"; exit 4; fi
'@)
        & chmod 755 $program
        return $program
    }

    function Get-Told {
        param($Lab)
        $file = Join-Path $Lab.Control told
        if (Test-Path $file) { @([System.IO.File]::ReadAllLines($file)) } else { @() }
    }

    function Wait-Told {
        param($Lab, [string] $Pattern)
        Wait-Until -Because "told $Pattern" { Get-Told $Lab | Where-Object { $_ -like $Pattern } }
    }
}

Describe 'A command that is told what becomes of an instance' {
    BeforeAll {
        $lab = New-ScenarioLab
        $n1 = Get-NodeParameter $lab n1
        $n2 = Get-NodeParameter $lab n2
        $listener = New-Listener $lab
        $pipe = Join-Path $lab.Directory events
        Install-ScenarioNode $lab n1 (Get-QuickParameter 100)
        Install-ScenarioNode $lab n2 (Get-QuickParameter 99)
        Add-Uplink $lab n1
        Add-InstanceText $lab n1 @"
notify:
  - { command: [$listener, $($lab.Control)], events: [master, backup, fault, stop, leaving, priority, rivalRejected] }
  - { fifo: $pipe, events: [master, backup, fault, stop, priority] }
track: { interfaces: [{ name: up0, weight: -5 }] }
"@
        & mkfifo -m 600 $pipe
        $reader = Start-LabProcess $lab $lab.n1 "$($lab.Directory)/events.log" @('cat', $pipe)
        $holder = Start-LabProcess $lab $lab.n1 /dev/null @('sh', '-c', "exec 3<>$pipe; exec sleep 3600")
        Start-ScenarioNode $lab n1
        Wait-Owner $lab n1 n2
    }

    AfterAll {
        Remove-ScenarioLab $lab
    }

    It 'hears Backup first, and Master when the addresses are there' {
        $null = Wait-Told $lab '*MASTER*'
        $told = Get-Told $lab
        $told[0] | Should -Be 'INSTANCE VI_1 BACKUP 100 | absent | 192.168.7.100 192.168.7.101 | nobody'
        $told[1] | Should -Be 'INSTANCE VI_1 MASTER 100 | there | 192.168.7.100 192.168.7.101 | nobody'
        $null = Wait-Until { "$((Get-HaVipState @n1).Notification[0])" -eq "${listener}: MASTER Succeeded" }
    }

    It 'hears of a changed priority' {
        Invoke-Ip -n $lab.n1 link set up1 down
        $null = Wait-Told $lab 'INSTANCE VI_1 MASTER_PRIORITY 95 *'
        Invoke-Ip -n $lab.n1 link set up1 up
        $null = Wait-Told $lab 'INSTANCE VI_1 MASTER_PRIORITY 100 *'
    }

    It 'fails for all to see, and no harm comes of it' {
        [System.IO.File]::WriteAllText("$($lab.Control)/fail-MASTER_PRIORITY", '')
        Invoke-Ip -n $lab.n1 link set up1 down
        $null = Wait-Until { (Get-HaVipState @n1).Notification[0].Status -eq 'Failed' }
        (Get-HaVipState @n1).Notification[0].Failure | Should -Be "$listener ended with exit code 4: the API says no"
        (Get-HaVipEvent @n1 | Where-Object Kind -eq NotificationFailed)[-1].Reason |
            Should -Be "$listener was told MASTER_PRIORITY in vain: $listener ended with exit code 4: the API says no"
        (Get-HaVipState @n1).State | Should -Be Master
        [System.IO.File]::Delete("$($lab.Control)/fail-MASTER_PRIORITY")
        Invoke-Ip -n $lab.n1 link set up1 up
        $null = Wait-Until { (Get-HaVipState @n1).Notification[0].Status -eq 'Succeeded' }
    }

    It 'hears that the instance is about to leave while the addresses are there, and Backup when it has left' {
        Start-ScenarioNode $lab n2
        $null = Wait-HaVipState @n2 -State Backup
        $null = Invoke-HaVipFailover VI_1 @n1 -Confirm:$false
        $null = Wait-Until { (Get-Told $lab)[-1] -like 'INSTANCE VI_1 BACKUP 100 *' }
        (Get-Told $lab)[-2] | Should -BeLike 'INSTANCE VI_1 LEAVING 100 *'
        Test-Owner $lab.n2 | Should -BeTrue
    }

    It 'hears only the last state after many, however slow it is' {
        [System.IO.File]::WriteAllText("$($lab.Control)/wait-MASTER", '')
        $before = (Get-Told $lab).Count
        $null = Invoke-HaVipFailover VI_1 @n1 -Confirm:$false
        $null = Invoke-HaVipFailover VI_1 @n2 -Confirm:$false
        $null = Invoke-HaVipFailover VI_1 @n1 -Confirm:$false
        $null = Wait-Until { (Get-HaVipState @n1).State -eq 'Master' -and (Get-HaVipState @n1).Notification[0].Status -eq 'Succeeded' }
        $null = Wait-Until { (Get-Told $lab)[-1] -like 'INSTANCE VI_1 MASTER 1* | there *' }
        (Get-HaVipState @n1).Notification[0].Event | Should -Be MASTER
        (Get-Told $lab).Count | Should -BeGreaterThan $before
        [System.IO.File]::Delete("$($lab.Control)/wait-MASTER")
    }

    It 'hears that another Master was outdone, as the survivor of a conflict' {
        Split-Lab $lab
        $null = Wait-Until { Test-Owner $lab.n2 }
        Join-Lab $lab
        $null = Wait-Told $lab 'INSTANCE VI_1 MASTER_RX_LOWER_PRI * | there *'
        Wait-Owner $lab n1 n2
    }

    It 'hears that the instance has stopped, and the runner waits for that' {
        $null = Stop-HaVipInstance @n1 -Confirm:$false
        $null = Wait-Told $lab 'INSTANCE VI_1 STOP *'
    }

    It 'is told the same by a pipe in keepalived''s words' {
        $lines = [System.IO.File]::ReadAllLines("$($lab.Directory)/events.log")
        $lines[0] | Should -Be 'INSTANCE "VI_1" BACKUP 100'
        $lines[1] | Should -Be 'INSTANCE "VI_1" MASTER 100'
        $lines[2] | Should -Be 'INSTANCE "VI_1" MASTER_PRIORITY 95'
        $null = Wait-Until { ([System.IO.File]::ReadAllLines("$($lab.Directory)/events.log"))[-1] -like 'INSTANCE "VI_1" STOP *' }
    }
}

Describe 'A group, and an instance whose address a cloud moves' {
    BeforeAll {
        $lab = New-ScenarioLab -Node n1
        $n1 = Get-NodeParameter $lab n1
        $listener = New-Listener $lab
        [System.IO.File]::WriteAllText("$($lab.Control)/fail-MASTER", '')
        Install-ScenarioNode $lab n1 (Get-QuickParameter 100)
        $text = [System.IO.File]::ReadAllText((Get-ConfigurationFile $lab n1))
        [System.IO.File]::WriteAllText((Get-ConfigurationFile $lab n1), $text + @"
  - name: cloud
    interface: eth0
    virtualRouterId: 53
    advertisementInterval: 100ms
    virtualAddresses: []
    unicast: { source: 192.168.6.110, peers: [192.168.6.120] }
    notify: { command: [$listener, $($lab.Control)], events: [master], retry: 200ms }
groups:
  - name: G1
    instances: [VI_1, cloud]
    notify: { command: [$listener, $($lab.Control)], events: [master, stop] }
"@)
        Start-ScenarioNode $lab n1
    }

    AfterAll {
        Remove-ScenarioLab $lab
    }

    It 'is tried again until it succeeds, its outcome being in the state' {
        $null = Wait-Until { ((Get-HaVipState @n1 -Name cloud).Notification | Where-Object Status -eq Retrying).Attempts -gt 2 }
        (Get-HaVipState @n1 -Name cloud).State | Should -Be Master
        [System.IO.File]::Delete("$($lab.Control)/fail-MASTER")
        $null = Wait-Until { (Get-HaVipState @n1 -Name cloud).Notification[0].Status -eq 'Succeeded' }
        (Get-HaVipState @n1 -Name cloud).Notification[0].Attempts | Should -BeGreaterThan 2
        (Get-HaVipEvent @n1 | Where-Object Kind -eq NotificationSucceeded)[-1].Reason |
            Should -Match 'was told MASTER at attempt \d+$'
    }

    It 'is told once for the whole group' {
        $null = Wait-Told $lab 'GROUP G1 MASTER 0 *'
        @(Get-Told $lab | Where-Object { $_ -like 'GROUP G1 MASTER 0 *' }).Count | Should -Be 1
        $null = Stop-HaVipInstance @n1 -Confirm:$false
        $null = Wait-Told $lab 'GROUP G1 STOP 0 *'
        @(Get-Told $lab | Where-Object { $_ -like 'GROUP G1 STOP 0 *' }).Count | Should -Be 1
    }
}
