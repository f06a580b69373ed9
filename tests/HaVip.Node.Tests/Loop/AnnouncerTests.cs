using HaVip.Core.Configuration;
using HaVip.Core.Election;
using HaVip.Core.Engine;
using HaVip.Core.Values;
using HaVip.Node.Loop;
using HaVip.Node.Tests.Fakes;

namespace HaVip.Node.Tests.Loop;

public sealed class AnnouncerTests : IDisposable
{
    private static readonly Duration Spacing = Duration.FromMilliseconds(20);

    private readonly TestNode _node = new();
    private readonly NodeEngine _engine;

    public AnnouncerTests() => _engine = _node.Engine(new ActionList(), Spaced("VI_1", 100), Spaced("VI_2", 150));

    private Announcer Announcer => _node.Announcer;

    public void Dispose() => _node.Dispose();

    [Fact]
    public void The_first_message_of_each_address_goes_at_once_and_the_others_one_by_one()
    {
        Announcer.Announce(_engine.Routers[0], 3, isPatient: false);
        Assert.Equal(["192.168.7.100", "192.168.7.101"], Sent());

        Assert.Equal(
            ["192.168.7.100", "192.168.7.101", "192.168.7.100", "192.168.7.101"],
            Enumerable.Range(0, 4).Select(_ => Assert.Single(Step())));

        Assert.Equal(Instant.Never, Announcer.NextDeadline);
        Assert.Contains(_node.Lines, line => line.Contains("192.168.7.100, 192.168.7.101 announced 3 times"));
    }

    [Fact]
    public void What_nobody_waits_for_is_spread_from_the_first_message_on()
    {
        Announcer.Announce(_engine.Routers[0], 1, isPatient: true);
        Assert.Empty(Sent());

        Assert.Equal(["192.168.7.100", "192.168.7.101"], [.. Step(), .. Step()]);
    }

    [Fact]
    public void Instances_of_one_interface_wait_for_each_other()
    {
        Announcer.Announce(_engine.Routers[0], 2, isPatient: false);
        Announcer.Announce(_engine.Routers[1], 2, isPatient: false);
        Sent();

        Assert.Equal(
            ["192.168.7.100", "192.168.7.101", "192.168.7.150", "192.168.7.151"],
            Enumerable.Range(0, 4).Select(_ => Assert.Single(Step())));
    }

    [Fact]
    public void A_late_turn_makes_no_burst()
    {
        Announcer.Announce(_engine.Routers[0], 5, isPatient: false);
        Sent();

        Announcer.Advance(Announcer.NextDeadline + Duration.FromSeconds(1));

        Assert.Single(Sent());
    }

    [Fact]
    public void What_waits_is_dropped_with_the_addresses_and_replaced_by_a_new_burst()
    {
        Announcer.Announce(_engine.Routers[0], 5, isPatient: false);
        Announcer.Announce(_engine.Routers[0], 2, isPatient: false);
        Sent();
        Assert.Equal(2, Step().Count + Step().Count);
        Assert.Equal(Instant.Never, Announcer.NextDeadline);

        Announcer.Announce(_engine.Routers[0], 5, isPatient: false);
        Announcer.Announce(_engine.Routers[1], 2, isPatient: true);
        Sent();
        Announcer.Cancel(_engine.Routers[0]);

        Assert.Equal(["192.168.7.150"], Step());
    }

    [Fact]
    public void All_that_waits_is_sent_before_another_program_goes_on()
    {
        Announcer.Announce(_engine.Routers[0], 5, isPatient: false);

        Announcer.Flush();

        Assert.Equal(10, Sent().Count);
        Assert.Equal(Instant.Never, Announcer.NextDeadline);
    }

    [Fact]
    public void A_failure_is_told_once_for_each_burst()
    {
        _node.Kernel.SendError = HaVip.Linux.Errno.ENETDOWN;
        Announcer.Announce(_engine.Routers[0], 2, isPatient: true);

        for (var i = 0; i < 4; i++) Step();

        Assert.Single(_node.Lines, line => line.Contains("addresses cannot be announced"));
    }

    private static InstanceConfiguration Spaced(string name, int first) =>
        TestNode.Seed(name, $"192.168.7.{first}/24", $"192.168.7.{first + 1}/24") with
        {
            VirtualRouterId = (byte)first,
            Announcements = new AnnouncementSettings { Spacing = Spacing },
        };

    private List<string> Step()
    {
        if (Announcer.NextDeadline != Instant.Never) Announcer.Advance(Announcer.NextDeadline);
        return Sent();
    }

    /// <summary>The addresses announced since the last look.</summary>
    private List<string> Sent()
    {
        var sent = _node.Kernel.Frames.ConvertAll(item => IpAddress.FromBytes(item.Frame.AsSpan(28, 4)).ToString());
        _node.Kernel.Frames.Clear();
        return sent;
    }
}
