# The seed's set-up, in its own words: two hosts, two addresses, a default route, a web server on both.
BeforeAll {
    Import-Module "$PSScriptRoot/Scenario.psm1" -Force
    Import-HaVip
}

Describe 'The seed: two nodes share two addresses' {
    BeforeAll {
        $lab = New-ScenarioLab
        $n1 = Get-NodeParameter $lab n1
        $n2 = Get-NodeParameter $lab n2
        $capture = Start-Capture $lab
        Start-Pair $lab
    }

    AfterAll {
        Remove-ScenarioLab $lab
    }

    It 'gives both addresses to the Master, the second one as secondary' {
        $addresses = @(Get-KernelAddress $lab.n1 | Where-Object { $_.local -like '192.168.7.*' })
        $addresses.Count | Should -Be 2
        $addresses[0].local | Should -Be '192.168.7.100'
        $addresses[0].prefixlen | Should -Be 24
        $addresses[0].secondary | Should -Not -Be $true
        $addresses[1].local | Should -Be '192.168.7.101'
        $addresses[1].prefixlen | Should -Be 24
        $addresses[1].secondary | Should -Be $true
    }

    It 'leaves the Backup with its own address alone' {
        $addresses = @(Get-KernelAddress $lab.n2)
        $addresses.Count | Should -Be 1
        $addresses[0].local | Should -Be '192.168.6.120'
    }

    It 'puts the default route on the Master only' {
        $route = Get-DefaultRoute $lab.n1
        $route.Count | Should -Be 1
        $route[0].gateway | Should -Be '192.168.7.1'
        $route[0].dev | Should -Be 'eth0'
        (Get-DefaultRoute $lab.n2).Count | Should -Be 0
    }

    It 'tells the roles as the kernel shows them' {
        $state = Get-HaVipState @n1
        $state.State | Should -Be 'Master'
        $state.MasterAddress | Should -Be '192.168.6.110'
        (Wait-HaVipState @n2 -Name VI_1 -State Backup -Timeout 20 -PassThru).MasterAddress | Should -Be '192.168.6.110'
    }

    It 'advertises once a second as the seed configures it' {
        $wanted = { $_.Kind -eq 'Advertisement' -and $_.Source -eq '192.168.6.110' }
        $adverts = Wait-Until -Because 'four advertisements of n1' {
            $seen = @(Read-Capture $capture | Where-Object $wanted)
            if ($seen.Count -ge 4) { , $seen }
        }
        $one = $adverts[-1]
        $one.To | Should -Be '01:00:5e:00:00:12'
        $one.Version | Should -Be 2
        $one.VirtualRouterId | Should -Be 52
        $one.Priority | Should -Be 100
        $one.TimeToLive | Should -Be 255
        $one.Addresses | Should -Be '192.168.7.100,192.168.7.101'
        $one.Password | Should -Be '1111'
        @($adverts | Where-Object { $_.BadChecksum }).Count | Should -Be 0
        $gap = ($adverts[-1].Time - $adverts[1].Time) / ($adverts.Count - 2)
        $gap | Should -BeGreaterThan 0.9
        $gap | Should -BeLessThan 1.2
    }

    It 'announces <address> with five gratuitous ARPs and five more after five seconds' -ForEach @(
        @{ address = '192.168.7.100' }
        @{ address = '192.168.7.101' }
    ) {
        $mac = Get-MacAddress $lab.n1
        $arps = Wait-Until -Because "ten gratuitous ARPs for $address" {
            $seen = @(Read-Capture $capture | Where-Object {
                    $_.Kind -eq 'GratuitousArp' -and $_.Address -eq $address -and $_.Mac -eq $mac })
            if ($seen.Count -ge 10) { , $seen }
        }
        $arps.Count | Should -Be 10
        @($arps | Where-Object { $_.To -ne 'ff:ff:ff:ff:ff:ff' }).Count | Should -Be 0
        $arps[4].Time - $arps[0].Time | Should -BeLessThan 1.5
        $pause = $arps[5].Time - $arps[0].Time
        $pause | Should -BeGreaterThan 4
        $pause | Should -BeLessThan 7
    }

    It 'is pinged by the client on <_>' -ForEach '192.168.7.100', '192.168.7.101' {
        Test-Ping $lab.Client $_ | Should -BeTrue
    }

    It 'lets <service> listen on the address on both nodes, and serves the Master''s page' -ForEach @(
        @{ service = 'nginx'; endpoint = '192.168.7.100:80' }
        @{ service = 'haproxy'; endpoint = '192.168.7.100:8080' }
    ) {
        if (-not (Get-Command $service -CommandType Application -ErrorAction Ignore)) {
            Set-ItResult -Skipped -Because "$service is not installed"
            return
        }
        $start = if ($service -eq 'nginx') { 'Start-Nginx' } else { 'Start-HaProxy' }
        foreach ($name in 'n1', 'n2') { $null = & $start $lab $name $endpoint }
        foreach ($name in 'n1', 'n2') {
            $null = Wait-Until -Because "$service listens on $name" { Test-Listening $lab.$name $endpoint }
        }
        Wait-Until -Because 'the page' { Get-Page $lab $endpoint } | Should -Be 'n1'
    }

    It 'writes a transition as one line into the log' {
        Get-ScenarioLog $lab n1 | Should -Match 'VI_1: Backup -> Master \(no advertisement for 3\.\d+ s\b'
    }
}
