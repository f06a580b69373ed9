# What a runner gives up, what nobody gets to see, and what clients cannot do to it.
BeforeAll {
    Import-Module "$PSScriptRoot/Scenario.psm1" -Force
    Import-HaVip

    # The status of every thread of a process.
    function Get-ThreadStatus {
        param([int] $Id)
        foreach ($task in Get-ChildItem "/proc/$Id/task" -Directory) { [System.IO.File]::ReadAllText("$($task.FullName)/status") }
    }
}

Describe 'A runner that systemd does not start' {
    BeforeAll {
        $lab = New-ScenarioLab n1
        $n1 = Get-NodeParameter $lab n1
        Install-ScenarioNode $lab n1 (Get-QuickParameter 100)
        $configuration = Join-Path $lab.Root "etc/havip/$($lab.n1)/havip.yaml"
    }

    AfterAll {
        Remove-ScenarioLab $lab
    }

    It 'gives up what it does not need, in every thread' {
        $runner = (Start-HaVipInstance @n1 -Wait -PassThru -Confirm:$false).ProcessId
        $threads = @(Get-ThreadStatus $runner)
        $threads.Count | Should -BeGreaterThan 1
        foreach ($thread in $threads) {
            foreach ($set in 'CapInh', 'CapPrm', 'CapEff', 'CapBnd') {
                $thread | Should -Match "(?m)^${set}:\s+0000000000803000$" -Because 'NET_ADMIN, NET_RAW and SYS_NICE are left'
            }
            $thread | Should -Match '(?m)^NoNewPrivs:\s+1$'
        }
    }

    It 'does all it did, with what is left' {
        $null = Wait-Until { Test-Owner $lab.n1 }
        $text = [System.IO.File]::ReadAllText($configuration)
        Set-HaVipConfiguration @n1 -Content ($text -replace 'priority: 100', 'priority: 90') -Confirm:$false
        (Get-HaVipState @n1).Priority | Should -Be 90
        Get-NamespaceSysctl $lab.n1 net.ipv4.conf.eth0.promote_secondaries | Should -Be '1'
        Stop-HaVipInstance @n1 -Confirm:$false
        Test-NoOwner $lab.n1 | Should -BeTrue
    }

    It 'becomes another user when it is told to' {
        & chmod 711 $lab.Directory
        $folder = Join-Path $lab.Directory nobody
        $null = [System.IO.Directory]::CreateDirectory($folder)
        & cp $configuration "$folder/havip.yaml"
        & chown -R nobody $folder
        $process = Start-LabProcess $lab $lab.n1 "$($lab.Directory)/nobody.log" @(
            (Get-RunnerPath), 'run', '--config', "$folder/havip.yaml", '--network-namespace', $lab.n1, '--user', 'nobody'
            '--runtime-directory', "$folder/run", '--state-directory', "$folder/state")
        $null = Wait-Until -Because 'it owns the addresses' {
            if ($process.HasExited) { throw [System.IO.File]::ReadAllText("$($lab.Directory)/nobody.log") }
            Test-Owner $lab.n1
        }
        $id = "$(& id -u nobody)"
        foreach ($thread in Get-ThreadStatus $process.Id) {
            $thread | Should -Match "(?m)^Uid:\s+$id\s+$id\s+$id\s+$id$"
            $thread | Should -Match '(?m)^Groups:\s+\d+\s*$' -Because 'the groups of root are gone'
            foreach ($set in 'CapPrm', 'CapEff', 'CapBnd') { $thread | Should -Match "(?m)^${set}:\s+0000000000803000$" }
        }
        "$(& stat -c %U "$folder/state/owned.json")" | Should -Be 'nobody'
        Send-Signal TERM $process.Id
        $process.WaitForExit(30000) | Should -BeTrue
        $process.ExitCode | Should -Be 0 -Because ([System.IO.File]::ReadAllText("$($lab.Directory)/nobody.log"))
        Test-NoOwner $lab.n1 | Should -BeTrue
    }

    It 'says that there is no such user' {
        $output = & (Get-RunnerPath) run --config $configuration --user havip-there-is-none `
            --runtime-directory "$($lab.Directory)/no" --state-directory "$($lab.Directory)/no" 2>&1
        $LASTEXITCODE | Should -Not -Be 0
        "$output" | Should -Match "no user 'havip-there-is-none'"
    }
}

Describe 'A secret' {
    BeforeAll {
        $lab = New-ScenarioLab n1
        $n1 = Get-NodeParameter $lab n1
        $password = 'pl4ntedP'
        $key = 'planted-key-of-32-bytes-or-more-'
        $file = Join-Path $lab.Directory draft.yaml
        $text = @"
instances:
  - name: VI_1
    interface: eth0
    virtualRouterId: 52
    version: 2
    authentication: { type: simplePassword, password: "$password" }
    virtualAddresses: [192.168.7.100/24]
  - name: VI_2
    interface: eth0
    virtualRouterId: 53
    advertisementInterval: 100ms
    authentication: { type: hmac, keys: { 1: "$key" }, activeKey: 1 }
    virtualAddresses: [192.168.7.101/24]
"@
        [System.IO.File]::WriteAllText($file, $text)
        & chmod 600 $file
        $bytes = [System.Text.Encoding]::UTF8
        $planted = foreach ($secret in $password, $key) {
            $secret
            [System.Convert]::ToBase64String($bytes.GetBytes($secret)).TrimEnd('=')
            [System.Convert]::ToHexString($bytes.GetBytes($secret))
        }
    }

    AfterAll {
        Remove-ScenarioLab $lab
    }

    It 'is in nothing that a cmdlet says, with -Verbose and in full' {
        $said = & {
            Install-HaVipNode @n1 -ConfigurationPath $file -WhatIf -Verbose
            Install-HaVipNode @n1 -ConfigurationPath $file -Confirm:$false -Verbose
            Start-HaVipInstance @n1 -Wait -PassThru -Confirm:$false -Verbose
            Set-HaVipConfiguration @n1 -Content ($text -replace '100ms', '150ms') -PassThru -Confirm:$false -Verbose
            Get-HaVipConfiguration @n1
            (Get-HaVipConfiguration @n1).Instances
            Get-HaVipState @n1
            Get-HaVipStatistic @n1
            Get-HaVipEvent @n1
        } *>&1 | ForEach-Object { $_; if ($_.PSTypeNames[0] -like 'HaVip.*') { ConvertTo-Json $_ -Depth 6 } } |
            Format-List * -Force | Out-String -Width 500
        $said.Length | Should -BeGreaterThan 5000
        foreach ($secret in $planted) { $said | Should -Not -Match ([regex]::Escape($secret)) }
    }

    It 'is in no error about <what>' -ForEach @(
        @{ what = 'a password that is too long'; from = '"pl4ntedP"'; to = '"pl4ntedPpl4ntedP"' }
        @{ what = 'a quote that does not end'; from = 'pl4ntedP"'; to = 'pl4ntedP' }
        @{ what = 'a password where a key belongs'; from = 'password: "pl4ntedP"'; to = '"pl4ntedP": x' }
        @{ what = 'a key that is no key'; from = 'planted-key-of-32-bytes-or-more-'; to = 'planted-key' }
        @{ what = 'digits that are none'; from = '"planted-key'; to = '"hex:planted-key' }
    ) {
        $broken = $text.Replace($from, $to)
        $broken | Should -Not -Be $text
        $configuration = Join-Path $lab.Root "etc/havip/$($lab.n1)/havip.yaml"
        $before = [System.IO.File]::ReadAllText($configuration)
        $said = & {
            Test-HaVipConfiguration -Content $broken
            try { Set-HaVipConfiguration @n1 -Content $broken -Confirm:$false -Verbose } catch { $_ }
            [System.IO.File]::WriteAllText($configuration, $broken)
            & (Get-RunnerPath) check --config $configuration
            try { Get-HaVipConfiguration @n1 -ErrorAction Stop } catch { $_ }
            $runner = (Get-HaVipState @n1)[0].ProcessId
            $last = (Get-HaVipEvent @n1)[-1].Sequence
            Send-Signal HUP $runner
            Wait-Until { Get-HaVipEvent @n1 | Where-Object { $_.Sequence -gt $last -and $_.Kind -eq 'ConfigurationRefused' } }
        } *>&1 | ForEach-Object { $_; if ($_ -is [System.Management.Automation.ErrorRecord]) { $_.ErrorDetails } } |
            Format-List * -Force | Out-String -Width 500
        [System.IO.File]::WriteAllText($configuration, $before)
        $said.Length | Should -BeGreaterThan 300
        foreach ($secret in $planted[0], 'planted-key') { $said | Should -Not -Match ([regex]::Escape($secret)) -Because $said }
    }

    It 'is in no file but the configuration, and on no command line' {
        $holders = & grep -rlF -e $password -e $key $lab.Root
        $holders | Should -Be (Join-Path $lab.Root "etc/havip/$($lab.n1)/havip.yaml")
        foreach ($id in Get-NamespaceProcessId $lab.n1) {
            foreach ($part in 'cmdline', 'environ') {
                $content = [System.IO.File]::ReadAllText("/proc/$id/$part")
                foreach ($secret in $planted) { $content.Contains($secret) | Should -BeFalse }
            }
        }
    }
}

Describe 'A flood of the control socket' {
    BeforeAll {
        $lab = New-ScenarioLab
        Start-Pair $lab {
            param($priority)
            $parameters = Get-QuickParameter $priority
            $parameters.AdvertisementInterval = '1s'
            $parameters
        }
        $n1 = Get-NodeParameter $lab n1
        $n2 = Get-NodeParameter $lab n2
        # While a flood fills the runner's places a client may be turned away; the next attempt is answered.
        function Get-StateInTurn($Node) {
            Wait-Until -Because 'the runner answers who asks properly' {
                try { Get-HaVipState @Node -ErrorAction Stop } catch { $null }
            }
        }

        # Connects and sends bytes; null where there is no room just now.
        function Open-Client {
            param($Path, [byte[]] $Bytes)
            $socket = [System.Net.Sockets.Socket]::new('Unix', 'Stream', 'Unspecified')
            try {
                $socket.Blocking = $false
                $socket.Connect([System.Net.Sockets.UnixDomainSocketEndPoint]::new($Path))
                if ($Bytes) { $null = $socket.Send($Bytes) }
                return $socket
            }
            catch [System.Net.Sockets.SocketException] {
                $socket.Dispose()
            }
        }
    }

    AfterAll {
        Remove-ScenarioLab $lab
    }

    It 'of <what> delays no advertisement' -ForEach @(
        @{ what = 'connections that come and go'; bytes = $null; stay = $false }
        @{ what = 'clients that stop in the middle of a request'; bytes = [byte[]] (0, 0, 1, 0, 123); stay = $true }
        @{ what = 'bytes that are no request'; bytes = [byte[]] (1..250); stay = $false }
    ) {
        $before = Get-StateInTurn $n1
        $runner = $before.ProcessId
        $path = $before.ControlSocket
        $transitions = (Get-HaVipState @n2).Transitions
        $capture = Start-Capture $lab
        $open = [System.Collections.Generic.Queue[System.Net.Sockets.Socket]]::new()
        $flood = @{ Clients = 0 }
        $null = Wait-Until -Timeout 60 -Because 'six advertisements during the flood' {
            foreach ($number in 1..100) {
                $client = Open-Client $path $bytes
                if (-not $client) { continue }
                $flood.Clients++
                if (-not $stay) { $client.Dispose(); continue }
                $open.Enqueue($client)
                if ($open.Count -gt 200) { $open.Dequeue().Dispose() }
            }
            @(Read-Capture $capture | Where-Object { $_.Kind -eq 'Advertisement' }).Count -ge 6
        }
        (Get-StateInTurn $n1).ProcessId | Should -Be $runner
        $adverts = @(Stop-Capture $capture | Where-Object { $_.Kind -eq 'Advertisement' })
        foreach ($client in $open) { $client.Dispose() }
        $flood.Clients | Should -BeGreaterThan 300
        @($adverts.Source | Sort-Object -Unique) | Should -Be @('192.168.6.110')
        (Get-HaVipState @n2).Transitions | Should -Be $transitions -Because 'the other node heard every one in time'
        Test-Owner $lab.n1 | Should -BeTrue
    }
}
