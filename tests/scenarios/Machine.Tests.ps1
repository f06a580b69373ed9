# Two machines with a systemd of their own: installed, booted, stopped, cut off from power, repaired, upgraded, and
# uninstalled as if nothing had been.
BeforeAll {
    Import-Module "$PSScriptRoot/Scenario.psm1" -Force
    Import-HaVip
}

Describe 'A pair of machines' {
    BeforeAll {
        $lab = New-ScenarioLab
        foreach ($package in '1', '2') { $null = New-MachinePackage $lab $package }
        foreach ($name in 'n1', 'n2') { $null = New-MachineDisk $lab $name }
        $secret = 'k' * 32
        $address = '192.168.7.100'
        $parameters = @{
            InstanceName = 'VI_1'; Interface = 'eth0'; VirtualRouterId = 52; VirtualAddress = "$address/24"
            AdvertisementInterval = '250ms'; DefaultGateway = '192.168.7.1'
        }
        $disk = Get-MachineDisk $lab n2

        # What an installation may touch, but for the copies that useradd and groupadd keep.
        function Get-DiskState {
            $files = foreach ($part in 'etc', 'usr/local', 'var/lib/havip') { "== $part"; Get-Tree "$disk/$part" }
            $files -split '\n' | Where-Object { $_ -notmatch ' (passwd|group|shadow|gshadow|subuid|subgid)- | \.pwd\.lock ' }
        }
    }

    AfterAll {
        Remove-ScenarioLab $lab
    }

    It 'boots as a node when its disk was installed, and owns the address without a command' {
        $other = Get-MachineDisk $lab n1
        $null = [System.IO.Directory]::CreateDirectory("$other/etc/credstore", 'UserRead, UserWrite, UserExecute')
        [System.IO.File]::WriteAllText("$other/etc/credstore/vrrp-key", $secret)
        & chmod 600 "$other/etc/credstore/vrrp-key"
        $null = Install-HaVipNode @parameters -Priority 200 -HmacKey credential:vrrp-key -RootPath $other -Confirm:$false
        "$(Get-Content "$other/etc/havip/havip.yaml")" | Should -Not -Match $secret
        $script:n1 = Start-Machine $lab n1
        $null = Wait-Until -Timeout 60 -Because 'n1 owns the address' { Test-AddressOwner $lab.n1 $address }
        @(Get-DefaultRoute $lab.n1).Count | Should -Be 1
        "$(Invoke-Machine $n1 cat /proc/sys/net/ipv4/ip_nonlocal_bind)" | Should -Be '1' -Because 'sysctl.d was applied'
        "$(Invoke-Machine $n1 systemctl is-enabled havip.service)" | Should -Be 'enabled'
    }

    It 'is installed while it runs' {
        $script:n2 = Start-Machine $lab n2
        $script:before = Get-DiskState
        $null = Invoke-Machine $n2 /bin/sh -c "umask 077; mkdir -p /etc/havip/keys; printf %s $secret > /etc/havip/keys/1"
        $changes = Invoke-MachineCmdlet $n2 1 @'
$parameters = @{
    InstanceName = 'VI_1'; Interface = 'eth0'; VirtualRouterId = 52; VirtualAddress = '192.168.7.100/24'
    AdvertisementInterval = '250ms'; DefaultGateway = '192.168.7.1'; Priority = 100
}
(Install-HaVipNode @parameters -HmacKey file:/etc/havip/keys/1 -Confirm:$false).Changes
$null = Start-HaVipInstance -Wait -Confirm:$false
'@
        @($changes | Where-Object { $_.Changed }).Kind | Sort-Object -Unique |
            Should -Be @('Access', 'File', 'Folder', 'Group', 'Link', 'Sysctl', 'User')
        "$(Invoke-Machine $n2 stat -c '%a %U:%G' /etc/havip/keys/1)" | Should -Be '640 root:havip-node'
        "$(Invoke-Machine $n2 stat -c '%a %U:%G' /etc/havip/havip.yaml)" | Should -Be '640 root:havip-node'
        Test-AddressOwner $lab.n2 $address | Should -BeFalse -Because 'n1 is better and they understand each other'
        Test-AddressOwner $lab.n1 $address | Should -BeTrue
    }

    It 'has its key from the service manager, encrypted to the machine too' {
        "$(Invoke-Machine $n1 systemctl cat havip.service)" | Should -Match "LoadCredential=vrrp-key:"
        $null = Invoke-Machine $n1 /bin/sh -c @'
mkdir -p -m 700 /etc/credstore.encrypted
systemd-creds encrypt --name=vrrp-key /etc/credstore/vrrp-key /etc/credstore.encrypted/vrrp-key && rm /etc/credstore/vrrp-key
'@
        $changes = Invoke-MachineCmdlet $n1 1 @'
(Install-HaVipNode -Repair -Confirm:$false).Changes
$null = Restart-HaVipInstance -Confirm:$false
'@
        ($changes | Where-Object { $_.Changed }).Target | Should -Contain '/etc/systemd/system/havip.service.d/credentials.conf'
        "$(Invoke-Machine $n1 systemctl cat havip.service)" | Should -Match 'LoadCredentialEncrypted=vrrp-key:'
        Wait-AddressOwner $lab n1 n2 $address
        $said = (Invoke-Machine $n1 /bin/sh -c 'journalctl --no-pager; cat /etc/havip/havip.yaml; systemctl show havip.service; cat /proc/[0-9]*/cmdline') -join "`n"
        $said | Should -Match 'credential:vrrp-key'
        $said | Should -Not -Match $secret
    }

    It 'runs as nobody''s user, with three capabilities and no way to more' {
        $id = "$(Invoke-Machine $n1 systemctl show --property=MainPID --value havip.service)"
        $status = (Invoke-Machine $n1 cat "/proc/$id/status") -join "`n"
        $user = "$(Invoke-Machine $n1 id -u havip-node)"
        $status | Should -Match "(?m)^Uid:\s+$user\s+$user\s+$user\s+$user$"
        foreach ($set in 'CapPrm', 'CapEff', 'CapBnd') { $status | Should -Match "(?m)^${set}:\s+0000000000803000$" }
        $status | Should -Match '(?m)^NoNewPrivs:\s+1$'
        $status | Should -Match '(?m)^Seccomp:\s+2$'
        "$(Invoke-Machine $n1 stat -c '%a %U:%G' /run/havip/control.sock)" | Should -Be '660 havip-node:havip'
    }

    It 'lets members of the group havip read, and nobody else' {
        $null = Invoke-Machine $n2 /bin/sh -c 'useradd --system ann && useradd --system --groups havip bob'
        $script = @'
$id = { param($action) try { $null = & $action } catch { ($_.FullyQualifiedErrorId -split ',')[0] } }
"$((Get-HaVipState -ErrorAction SilentlyContinue).State) $((Get-HaVipStatistic -ErrorAction SilentlyContinue).Name)"
& $id { Get-HaVipState -ErrorAction Stop }
& $id { Invoke-HaVipFailover VI_1 -Confirm:$false -ErrorAction Stop }
& $id { [System.IO.File]::ReadAllText('/etc/havip/havip.yaml') }
'@
        $words = Get-ShellCommand $script "$($lab.Directory)/packages/1/HaVip.psd1"
        $bob = @(Invoke-Machine $n2 setpriv --reuid=bob --regid=bob --init-groups env HOME=/tmp @words)
        $bob[0] | Should -Be 'Backup VI_1'
        $bob[1] | Should -Be 'NotPermitted'
        $bob[2] | Should -Be 'UnauthorizedAccessException'
        $ann = @(Invoke-Machine $n2 setpriv --reuid=ann --regid=ann --init-groups env HOME=/tmp @words)
        "$ann".Trim() | Should -Be 'ControlSocketDenied ControlSocketDenied UnauthorizedAccessException'
        Test-AddressOwner $lab.n1 $address | Should -BeTrue
        $null = Invoke-Machine $n2 /bin/sh -c 'userdel ann && userdel bob'
    }

    It 'has a unit without fault, of little exposure' {
        Invoke-Machine $n1 systemd-analyze verify havip.service | Should -BeNullOrEmpty
        $last = (Invoke-Machine $n1 systemd-analyze --no-pager security havip.service)[-1]
        $last | Should -Match 'Overall exposure level for havip.service: (\d+\.\d)'
        [double] ([regex]::Match($last, '\d+\.\d').Value) | Should -BeLessOrEqual 2.5 -Because $last
    }

    It 'hands over when the service is stopped, and returns when it is started' {
        $null = Invoke-Machine $n1 systemctl stop havip.service
        Test-AddressOwner $lab.n1 $address | Should -BeFalse
        $null = Wait-Until -Because 'n2 owns the address' { Test-AddressOwner $lab.n2 $address }
        $null = Invoke-Machine $n1 systemctl start havip.service
        Wait-AddressOwner $lab n1 n2 $address
    }

    It 'comes back after a crash, by itself' {
        $id = "$(Invoke-Machine $n1 systemctl show --property=MainPID --value havip.service)"
        $null = Invoke-Machine $n1 kill -s KILL $id
        $null = Wait-Until -Because 'another process runs' {
            "$(Invoke-Machine $n1 systemctl show --property=MainPID --value havip.service)" -notin '0', $id
        }
        Wait-AddressOwner $lab n1 n2 $address
        (Invoke-Machine $n1 journalctl --no-pager --unit=havip.service --output=cat) -join "`n" |
            Should -Match 'removed 192\.168\.7\.100' -Because 'ExecStopPost released what was left'
    }

    It 'runs commands without privileges, and follows files and processes, under all that the unit forbids' {
        $disk1 = Get-MachineDisk $lab n1
        [System.IO.File]::WriteAllText("$disk1/usr/local/bin/own", @'
#!/bin/sh
echo "${HAVIP_CHECK:-told $3} as $(id -un) with $(grep CapEff /proc/self/status | cut -f2)"
exit 3
'@)
        & chmod 755 "$disk1/usr/local/bin/own"
        $file = "$disk1/etc/havip/havip.yaml"
        $text = [System.IO.File]::ReadAllText($file)
        [System.IO.File]::WriteAllText($file, $text + @"
    track: { checks: [{ name: own, weight: -1 }, { name: drain, weight: -2 }, { name: init, weight: -4 }] }
    notify:
      - { command: [/usr/local/bin/own], events: [priority] }
      - { fifo: /run/havip/events, events: [priority] }
checks:
  - { name: own, type: script, command: [/usr/local/bin/own] }
  - { name: drain, type: file, path: /run/havip/drain, goodWhen: present }
  - { name: init, type: process, process: systemd }
"@)
        $null = Invoke-Machine $n1 systemctl reload havip.service
        foreach ($words in 'check own is bad: .*: own as havip-node with 0{16}', 'check init is good: \d+ process',
            'check drain is bad: there is no', 'in vain: .*: told MASTER_PRIORITY as havip-node with 0{16}',
            'in vain: nobody reads /run/havip/events') {
            $null = Wait-Until -Because "the journal has $words" {
                (Invoke-Machine $n1 journalctl --no-pager --unit=havip.service --output=cat) -join "`n" -match $words
            }
        }
        $null = Invoke-Machine $n1 touch /run/havip/drain
        $null = Wait-Until -Because 'the file is seen' {
            (Invoke-Machine $n1 journalctl --no-pager --unit=havip.service --output=cat) -join "`n" -match 'check drain is good'
        }
        [System.IO.File]::WriteAllText($file, $text)
        $null = Invoke-Machine $n1 systemctl reload havip.service
        Test-AddressOwner $lab.n1 $address | Should -BeTrue
    }

    It 'is replaced when its power goes, and takes over again when it has booted' {
        Stop-MachinePower $n1
        $null = Wait-Until -Because 'n2 owns the address' { Test-AddressOwner $lab.n2 $address }
        Enable-LabPort $lab n1
        $script:n1 = Start-Machine $lab n1
        Wait-AddressOwner $lab n1 n2 $address
    }

    It 'reports what somebody has changed, and puts it right' {
        $null = Invoke-Machine $n2 /bin/sh -c @'
systemctl disable havip.service && sysctl -q -w net.ipv4.ip_nonlocal_bind=0 && chmod 644 /etc/havip/havip.yaml
'@
        $changes = Invoke-MachineCmdlet $n2 1 '(Install-HaVipNode -Repair -Confirm:$false -WarningAction Ignore).Changes'
        ($changes | Where-Object { $_.Drifted }).Status | Should -Be @('Repaired', 'Repaired', 'Repaired')
        @($changes | Where-Object { $_.Changed -and -not $_.Drifted }).Count | Should -Be 0
        "$(Invoke-Machine $n2 systemctl is-enabled havip.service)" | Should -Be 'enabled'
        "$(Invoke-Machine $n2 cat /proc/sys/net/ipv4/ip_nonlocal_bind)" | Should -Be '1'
        "$(Invoke-Machine $n2 stat -c '%a %U:%G' /etc/havip/havip.yaml)" | Should -Be '640 root:havip-node'
    }

    It 'goes on with the runner of an updated package without letting go of anything' {
        $id = "$(Invoke-Machine $n1 systemctl show --property=MainPID --value havip.service)"
        $monitor = Start-NodeMonitor $lab n1
        $null = Invoke-MachineCmdlet $n1 2 'Restart-HaVipInstance -Hitless -Confirm:$false'
        @(Stop-NodeMonitor $monitor | Where-Object { $_ -match 'Deleted' }).Count | Should -Be 0
        "$(Invoke-Machine $n1 systemctl show --property=MainPID --value havip.service)" | Should -Be $id
        "$(Invoke-Machine $n1 tail -c 1 "/proc/$id/exe")" | Should -Be '2'
        "$(Invoke-Machine $n1 tail -c 1 /usr/local/lib/havip/havip-node)" | Should -Be '2'
        "$(Invoke-Machine $n1 systemctl show --property=NRestarts --value havip.service)" | Should -Be '0'
        $status = (Invoke-Machine $n1 cat "/proc/$id/status") -join "`n"
        foreach ($set in 'CapPrm', 'CapEff', 'CapBnd') { $status | Should -Match "(?m)^${set}:\s+0000000000803000$" }
        Test-AddressOwner $lab.n1 $address | Should -BeTrue
        (Invoke-Machine $n1 journalctl --no-pager --unit=havip.service --output=cat) -join "`n" | Should -Match 'goes on for'
    }

    It 'goes on with the program and the unit of an updated package' {
        $changes = Invoke-MachineCmdlet $n2 2 @'
(Install-HaVipNode -Repair -Confirm:$false).Changes
$null = Restart-HaVipInstance -Confirm:$false
'@
        ($changes | Where-Object { $_.Changed }).Target | Should -Be @(
            '/usr/local/lib/havip/havip-node', '/etc/systemd/system/havip.service')
        @($changes | Where-Object { $_.Drifted }).Count | Should -Be 0 -Because 'an update is nobody''s interference'
        $id = "$(Invoke-Machine $n2 systemctl show --property=MainPID --value havip.service)"
        "$(Invoke-Machine $n2 tail -c 1 "/proc/$id/exe")" | Should -Be '2'
        Test-AddressOwner $lab.n1 $address | Should -BeTrue
    }

    It 'is as before when it is uninstalled' {
        $changes = Invoke-MachineCmdlet $n2 2 '(Uninstall-HaVipNode -Force -Confirm:$false).Changes'
        @($changes | Where-Object { $_.Reason }).Count | Should -Be 0 -Because 'nothing has to stay'
        "$(Invoke-Machine $n2 stat -c '%a %U:%G' /etc/havip/keys/1)" | Should -Be '600 root:root'
        $null = Invoke-Machine $n2 rm -r /etc/havip
        (Get-DiskState) -join "`n" | Should -Be ($before -join "`n")
        "$(Invoke-Machine $n2 cat /proc/sys/net/ipv4/ip_nonlocal_bind)" | Should -Be '0'
        Enter-Machine $n2 systemctl is-active havip.service | Should -Be 'inactive'
        Invoke-Machine $n2 ls /run | Should -Not -Contain 'havip'
        Test-AddressOwner $lab.n1 $address | Should -BeTrue
    }

    It 'takes over from the service keepalived, and gives it back when it is uninstalled' {
        $null = [System.IO.Directory]::CreateDirectory("$disk/opt/keepalived")
        foreach ($file in @(& sh -c 'echo /usr/sbin/keepalived; ldd /usr/sbin/keepalived | grep -o "/[^ ]*"')) {
            & cp -L $file "$disk/opt/keepalived"
        }
        $null = [System.IO.Directory]::CreateDirectory("$disk/etc/keepalived")
        [System.IO.File]::WriteAllText("$disk/etc/keepalived/keepalived.conf", @'
vrrp_instance VI_9 {
    state BACKUP
    interface eth0
    virtual_router_id 59
    priority 100
    advert_int 1
    virtual_ipaddress { 192.168.7.109/24 }
}
'@)
        [System.IO.File]::WriteAllText("$disk/etc/systemd/system/keepalived.service", @'
[Service]
Environment=LD_LIBRARY_PATH=/opt/keepalived
ExecStart=/opt/keepalived/keepalived --dont-fork --vrrp
[Install]
WantedBy=multi-user.target
'@)
        $null = Invoke-Machine $n2 systemctl daemon-reload
        $null = Invoke-Machine $n2 systemctl enable --now keepalived.service
        $null = Wait-Until -Because 'keepalived owns its address' { Test-AddressOwner $lab.n2 192.168.7.109 }
        $changes = Invoke-MachineCmdlet $n2 2 @'
(Install-HaVipNode -KeepalivedConfigurationPath /etc/keepalived/keepalived.conf -Takeover -Confirm:$false -WarningAction Ignore).Changes
'@
        ($changes | Where-Object { $_.Kind -eq 'Service' }).Before | Should -Be 'enabled, running'
        Enter-Machine $n2 systemctl is-enabled keepalived.service | Should -Be 'disabled'
        Test-AddressOwner $lab.n2 192.168.7.109 | Should -BeTrue
        $changes = Invoke-MachineCmdlet $n2 2 '(Uninstall-HaVipNode -Force -Confirm:$false).Changes'
        ($changes | Where-Object { $_.Kind -eq 'Service' }).After | Should -Be 'enabled, running'
        Enter-Machine $n2 systemctl is-enabled keepalived.service | Should -Be 'enabled'
        Enter-Machine $n2 systemctl is-active keepalived.service | Should -Be 'active'
        $null = Wait-Until -Because 'keepalived owns its address again' { Test-AddressOwner $lab.n2 192.168.7.109 }
    }
}
