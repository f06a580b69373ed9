# The same configuration under HaVip and, through ConvertTo-KeepalivedConfiguration, under keepalived 2.2.7: what weights,
# rise and fall, groups and the delay of preemption do is the same.
BeforeDiscovery {
    $missing = -not (Get-Command keepalived -CommandType Application -ErrorAction Ignore)
    $programs = @{ Program = 'HaVip' }, @{ Program = 'keepalived' }
}

BeforeAll {
    Import-Module "$PSScriptRoot/Scenario.psm1" -Force
    Import-HaVip

    # A check that takes its results one by one from a file of words; the last one stays.
    function New-ResultCheck {
        param($Lab)
        $program = Join-Path $Lab.Directory check
        [System.IO.File]::WriteAllText($program, @'
#!/bin/sh
echo >> "$1.runs"
set -- "$1" $(cat "$1")
[ "$2" = good ]; result=$?
if [ $# -gt 2 ]; then file=$1; shift 2; echo "$*" > "$file.new"; mv "$file.new" "$file"; fi
exit $result
'@)
        & chmod 755 $program
        return $program
    }

    # Lets the check have these results, and one more of the last kind.
    function Push-Result {
        param($Lab, [string] $Results)
        $file = Join-Path $Lab.Directory results
        [System.IO.File]::WriteAllText("$file.push", $Results)
        [System.IO.File]::Move("$file.push", $file, $true)
        $null = Wait-Until -Because "the results $Results are taken" { ([System.IO.File]::ReadAllText($file).Trim() -split ' ').Count -eq 1 }
        $runs = [System.IO.File]::ReadAllBytes("$file.runs").Length
        $null = Wait-Until { [System.IO.File]::ReadAllBytes("$file.runs").Length -gt $runs + 1 }
    }

    function Get-NodeText {
        param($Lab, [string] $Name, [string] $Keys = '', [string] $Others = '')
        $priority = if ($Name -eq 'n1') { 100 } else { 90 }
        $instances = foreach ($number in 1, 2) {
            "  - name: VI_$number`n    interface: eth0`n    virtualRouterId: 5$number`n    priority: $priority`n" +
            "    advertisementInterval: 100ms`n    virtualAddresses: [192.168.$(6 + $number).10$number/24]`n"
            if ($number -eq 1 -and $Keys) { $Keys.TrimEnd() + "`n" }
        }
        "node: { name: $Name, scriptUser: root }`ninstances:`n" + ($instances -join '') + $Others
    }

    # Gives a node its configuration, to be started by Start-Side.
    function Set-Side {
        param($Lab, [string] $Name, [string] $Text)
        $node = Get-NodeParameter $Lab $Name
        $file = Join-Path $Lab.Directory "$Name.yaml"
        [System.IO.File]::WriteAllText($file, $Text)
        if ($Program -eq 'HaVip') { $null = Install-HaVipNode @node -ConfigurationPath $file -Confirm:$false -WarningAction SilentlyContinue }
        else {
            $words = ConvertTo-KeepalivedConfiguration -Path $file -WarningAction SilentlyContinue
            [System.IO.File]::WriteAllText("$($Lab.Directory)/$Name.conf", "$($words -join "`n")`n")
        }
    }

    function Start-Side {
        param($Lab, [string] $Name)
        if ($Program -eq 'HaVip') { Start-ScenarioNode $Lab $Name }
        else { Start-Keepalived $Lab $Name "$($Lab.Directory)/$Name.conf" }
    }

    function Stop-Side {
        param($Lab, [string] $Name, $Process)
        if ($Program -ne 'HaVip') { Stop-LabProcess $Process }
        else {
            $node = Get-NodeParameter $Lab $Name
            $null = Stop-HaVipInstance @node -Confirm:$false
        }
    }

    function Wait-Both {
        param($Lab, [string] $Owner, [string] $Other)
        Wait-AddressOwner $Lab $Owner $Other 192.168.7.101
        Wait-AddressOwner $Lab $Owner $Other 192.168.8.102
    }
}

Describe '<Program> with a check and a tracked interface' -Skip:$missing -ForEach $programs {
    BeforeAll {
        $lab = New-ScenarioLab
        Add-Uplink $lab n1
        $check = New-ResultCheck $lab
        $results = Join-Path $lab.Directory results
        [System.IO.File]::WriteAllText($results, 'good')
        Set-Side $lab n1 (Get-NodeText $lab n1 @"
    track: { checks: [{ name: own, weight: -20 }], interfaces: [{ name: up0, weight: -30 }] }
"@ @"

checks:
  - { name: own, type: script, command: [$check, $results], interval: 300ms, timeout: 10s, fall: 3, rise: 2 }
"@)
        Set-Side $lab n2 (Get-NodeText $lab n2)
        $null = Start-Side $lab n1
        Wait-Both $lab n1 n2
        $null = Start-Side $lab n2
    }

    AfterAll {
        Remove-ScenarioLab $lab
    }

    It 'stays where fewer failures come in a row than fall says' {
        $monitor = Start-AddressMonitor $lab
        Push-Result $lab 'bad bad good bad bad good'
        @(Stop-AddressMonitor $monitor | Where-Object Name -eq n2).Count | Should -Be 0
    }

    It 'takes the weight off, and moves, at the failure that fall says' {
        Push-Result $lab 'bad bad bad'
        Wait-AddressOwner $lab n2 n1 192.168.7.101
        Wait-AddressOwner $lab n1 n2 192.168.8.102
    }

    It 'stays away where fewer successes come in a row than rise says, and comes back at the one it says' {
        $monitor = Start-AddressMonitor $lab
        Push-Result $lab 'good bad good bad'
        @(Stop-AddressMonitor $monitor | Where-Object { $_.Name -eq 'n1' -and $_.Address -eq '192.168.7.101' }).Count | Should -Be 0
        Push-Result $lab 'good good'
        Wait-AddressOwner $lab n1 n2 192.168.7.101
    }

    It 'takes the weight of an interface off while it is down' {
        Invoke-Ip -n $lab.n1 link set up1 down
        Wait-AddressOwner $lab n2 n1 192.168.7.101
        Invoke-Ip -n $lab.n1 link set up1 up
        Wait-AddressOwner $lab n1 n2 192.168.7.101
    }
}

Describe '<Program> with a group and a delay of preemption' -Skip:$missing -ForEach $programs {
    BeforeAll {
        $lab = New-ScenarioLab
        foreach ($name in 'n1', 'n2') {
            Add-Uplink $lab $name
            $text = Get-NodeText $lab $name "    track: { interfaces: [{ name: up0 }] }`n" "groups:`n  - { name: G1, instances: [VI_1, VI_2] }`n"
            Set-Side $lab $name $text.Replace('    advertisementInterval', "    preemptDelay: 2s`n    advertisementInterval")
        }
        $process = Start-Side $lab n1
        Wait-Both $lab n1 n2
        $null = Start-Side $lab n2
    }

    AfterAll {
        Remove-ScenarioLab $lab
    }

    It 'moves the whole group when one instance is in Fault' {
        Invoke-Ip -n $lab.n1 link set up1 down
        Wait-Both $lab n2 n1
    }

    It 'does not preempt before its delay is over, and then the whole group comes back' {
        $clock = [System.Diagnostics.Stopwatch]::StartNew()
        Invoke-Ip -n $lab.n1 link set up1 up
        $null = Wait-Until { Test-AddressOwner $lab.n1 192.168.7.101 }
        $clock.Elapsed.TotalSeconds | Should -BeGreaterThan 2
        Wait-Both $lab n1 n2
    }

    It 'moves at once where nobody else is there' {
        Stop-Side $lab n1 $process
        Wait-Both $lab n2 n1
    }
}
