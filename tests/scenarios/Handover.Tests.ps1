# A client that asks every millisecond misses nothing while mastership moves on purpose, whoever the other node is. Many
# runs of the same: tests/benchmarks/Handover.ps1.
# Runs alone: a client that misses no probe needs the machine to itself.
BeforeDiscovery {
    $cells = foreach ($peer in 'HaVip', 'keepalived') {
        foreach ($kind in 'Version 2', 'IPv4', 'IPv6') { @{ peer = $peer; kind = $kind } }
    }
}

BeforeAll {
    Import-Module "$PSScriptRoot/Scenario.psm1" -Force
    Import-HaVip
}

Describe 'Hand-over between HaVip and <peer>, <kind>' -ForEach $cells {
    BeforeAll {
        $cell = New-MeasuredCell $peer $kind
        Start-MeasuredCell $cell
        $ways = @{}
        foreach ($one in Get-HandoverWay) { $ways[$one.Name] = $one }
        # keepalived announces an IPv6 address before its kernel takes packets for it: what it loses as the taker is not
        # HaVip's to save.
        $mayLose = if ($peer -eq 'keepalived' -and $kind -eq 'IPv6') { 'n2' } else { '' }
    }

    AfterAll {
        Remove-MeasuredCell $cell
    }

    It 'loses no probe: <_>' -ForEach @(
        'give', 'failback of a give', 'take', 'failback of a take', 'graceful stop', 'preemption', 'drain', 'resume'
    ) {
        $way = $ways[$_]
        $measured = Measure-Handover $cell $way -SettleTime '00:00:01'
        $measured.Segments[-1].Node | Should -Be $way.Owner
        if ($way.Owner -eq $mayLose) { return }
        $measured.Lost | Should -Be 0 -Because "of $($measured.Sent), answered by $($measured.Segments -join ', ')"
    }
}
