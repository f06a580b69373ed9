using HaVip.Core.Control;
using HaVip.Core.Election;
using HaVip.PowerShell.Tests.Connection;
using Counters = HaVip.Core.Control.InstanceCounters;

namespace HaVip.PowerShell.Tests.Commands;

public sealed class StatisticCommandTests : IDisposable
{
    private readonly CmdletSession _session = new();

    [Fact]
    public void Counts_are_told_by_reason_with_every_check_and_every_verdict()
    {
        using var runner = FakeRunner.Answering(_ => Counted());

        var found = _session.Run("Get-HaVipStatistic VI_* -ControlSocket $s", ("s", runner.Path)).Cast<InstanceStatistic>();

        var counted = found.First();
        Assert.Equal("HaVip.InstanceStatistic", counted.GetType().FullName);
        Assert.Equal(("n1", "VI_1", VrrpState.Master), (counted.Node, counted.Name, counted.State));
        Assert.Equal(10, counted.Dropped);
        Assert.Equal(4, counted.DroppedByReason["Checksum"]);
        Assert.Equal(0, counted.DroppedByReason["TimeToLive"]);
        Assert.DoesNotContain("None", counted.DroppedByReason.Keys);
        Assert.Equal(7, counted.Tolerated);
        Assert.Equal((3, 13, 0), (Verdict("Verified"), Verdict("Missing"), Verdict("Replayed")));
        Assert.Equal(TimeSpan.FromSeconds(100), counted.Elapsed - TimeSpan.FromMicroseconds(123_456));
        Assert.DoesNotContain(runner.Requests, request => request.Command == ControlCommand.ResetStatistic);
        long Verdict(string name) => counted.HmacVerdicts[name];
    }

    [Fact]
    public void Reset_names_the_instances_that_match_and_writes_what_they_had()
    {
        using var runner = FakeRunner.Answering(_ => Counted());
        var found = _session.Run("Get-HaVipStatistic *_2 -ControlSocket $s -Reset", ("s", runner.Path));
        Assert.NotEmpty(found);
        var reset = Assert.Single(runner.Requests, request => request.Command == ControlCommand.ResetStatistic);
        Assert.Equal(["VI_2"], reset.Instances);
    }

    [Fact]
    public void WhatIf_resets_nothing()
    {
        using var runner = FakeRunner.Answering(_ => Counted());
        Assert.Empty(_session.Run("Get-HaVipStatistic -ControlSocket $s -Reset -WhatIf", ("s", runner.Path)));
        Assert.All(runner.Requests, request => Assert.Equal(ControlCommand.GetState, request.Command));
    }

    [Fact]
    public void A_runner_that_does_not_know_statistics_is_named_and_not_asked_to_reset()
    {
        using var runner = FakeRunner.Answering(_ => new ControlResponse { Node = FakeNode.State() });
        var error = _session.Fail("Get-HaVipStatistic -ControlSocket $s -Reset", ("s", runner.Path));
        Assert.Equal("RunnerTooOld,HaVip.PowerShell.Commands.GetHaVipStatisticCommand", error.FullyQualifiedErrorId);
        Assert.Contains("version 0.1.0", error.ToString());
        Assert.All(runner.Requests, request => Assert.Equal(ControlCommand.GetState, request.Command));
    }

    [Fact]
    public void Statistics_pipe_into_the_next_cmdlet_as_instances()
    {
        using var runner = FakeRunner.Answering(_ => Counted());
        var states = _session.Run("Get-HaVipStatistic VI_2 -ControlSocket $s | Get-HaVipState VI_2", ("s", runner.Path));
        Assert.Equal("VI_2", ((InstanceState)Assert.Single(states)).Name);
    }

    public void Dispose() => _session.Dispose();

    private static ControlResponse Counted()
    {
        var node = FakeNode.State();
        return new ControlResponse
        {
            Node = node with { Instances = [.. node.Instances.Select(instance => instance with { Counters = Counts() })] },
        };
    }

    private static Counters Counts() => new()
    {
        SinceUnixMicroseconds = 1_799_999_900_000_000,
        HmacVerified = 3,
        Tolerated = new Dictionary<string, long> { ["HmacMissing"] = 7 },
        Rejected = new Dictionary<string, long> { ["Checksum"] = 4, ["HmacMissing"] = 6 },
    };
}
