# Every PowerShell example of the README, run in the order it is written, on a node of a lab instead of this machine.
# What is put in place of what is written stands here, and nothing else is.
BeforeDiscovery {
    $blocks = @(
        $lines = @(); $inside = $false; $number = 0
        foreach ($line in [System.IO.File]::ReadAllLines("$PSScriptRoot/../../README.md")) {
            if ($line.Trim() -eq '```powershell') { $inside = $true; $lines = @() }
            elseif ($inside -and $line.Trim() -eq '```') {
                $inside = $false
                $number++
                $first = $lines | Where-Object { $_.Trim() -notlike 'Import-Module*' } | Select-Object -First 1
                @{ Number = $number; Text = $lines -join "`n"; First = $first.Trim() }
            }
            elseif ($inside) { $lines += $line }
        }
    )
}

BeforeAll {
    Import-Module "$PSScriptRoot/Scenario.psm1" -Force
    Import-HaVip
    $lab = New-ScenarioLab -Node n1, n2, n3, node1, node2
    Install-ScenarioNode $lab n2 (Get-SeedParameter 99)
    Start-ScenarioNode $lab n2

    # What ssh leads to.
    New-SshSetting $lab
    function New-PSSession($HostName, $UserName) {
        foreach ($name in $HostName) { Connect-RemoteMachine $lab $name (Start-RemoteMachine $lab $name) }
    }

    # Who is asked for a password at the prompt.
    function Read-Host { ConvertTo-SecureString 1111 -AsPlainText -Force }

    $replacements = @{
        'Import-Module HaVip'                      = ''
        '-Name try'                                = "-Name $($lab.Prefix)t"
        '-Duration 10s'                            = '-Duration 1s'
        '-Name VI_1 -Count 20'                     = "-Name VI_1 -Count 1 -RootPath '$($lab.Root)'"
        '/etc/keepalived/keepalived.conf'          = "$PSScriptRoot/fixtures/keepalived-n1.conf"
        'ConvertFrom-KeepalivedConfiguration '     = "ConvertFrom-KeepalivedConfiguration $PSScriptRoot/fixtures/keepalived-n1.conf "
    }
}

AfterAll {
    if (Get-HaVipLab | Where-Object { $_.Name -eq "$($lab.Prefix)t" }) { Remove-HaVipLab "$($lab.Prefix)t" -Force -Confirm:$false }
    Get-PSSession | Where-Object { $_.ComputerName -in 'node1', 'node2' } | Remove-PSSession
    Remove-ScenarioLab $lab
}

Describe 'The README' {
    It 'has example <Number>, which works: <First>' -ForEach $blocks {
        $script = $Text
        foreach ($written in $replacements.Keys) { $script = $script.Replace($written, $replacements[$written]) }

        # The machine is a node of the lab; the one that had a keepalived is another.
        $ConfirmPreference = 'None'
        $PSDefaultParameterValues = @{}
        if ($Text -notlike '*New-HaVipLab*' -and $Text -notlike '*-Session*') {
            $node = if ($Text -like '*-KeepalivedConfiguration*') { 'n3' } else { 'n1' }
            foreach ($noun in 'HaVip', 'Keepalived') {
                $PSDefaultParameterValues["*-$noun*:NetworkNamespace"] = $lab.$node

                # An interface is traced without a node's files.
                if ($Text -notlike '*Trace-*') { $PSDefaultParameterValues["*-$noun*:RootPath"] = $lab.Root }
            }
        }

        $null = & ([scriptblock]::Create("`$ErrorActionPreference = 'Stop'; $script"))
    }
}
