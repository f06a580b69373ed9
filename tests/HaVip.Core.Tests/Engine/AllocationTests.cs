using HaVip.Core.Election;
using HaVip.Core.Engine;
using HaVip.Core.Tests.Election;
using HaVip.Core.Values;
using HaVip.Core.Wire;

namespace HaVip.Core.Tests.Engine;

public sealed class AllocationTests
{
    private static readonly IpAddress Peer = Bytes.Address(RouterFixture.Peer);

    [Fact]
    public void Steady_state_of_Master_and_Backup_allocates_nothing()
    {
        var node = RouterFixture.Master(MasterTests.Quiet);
        var backup = RouterFixture.Backup();
        var payload = RouterFixture.Advertisement(RouterFixture.Seed, 200);
        var buffer = new byte[AdvertisementCodec.MaximumLength];
        var actions = new ActionList();
        for (var i = 0; i < 100; i++) Turn(i);
        var before = GC.GetAllocatedBytesForCurrentThread();
        for (var i = 100; i < 10_100; i++) Turn(i);
        Assert.Equal(before, GC.GetAllocatedBytesForCurrentThread());
        Assert.Equal(10_100, node.Router.Counters.AdvertisementsSent - 1);
        Assert.Equal(10_100, backup.Router.Counters.AdvertisementsReceived);

        void Turn(int second)
        {
            var now = node.Now + Duration.FromSeconds(second + 1);
            node.Engine.Advance(now, actions);
            node.Router.WriteAdvertisement(100, node.Router.Destinations[0], buffer);
            actions.Clear();
            backup.Engine.Receive(Packet(payload), now, actions);
            backup.Engine.Advance(now, actions);
            actions.Clear();
        }
    }

    [Fact]
    public void Asking_and_hearing_neighbours_allocates_nothing()
    {
        var master = RouterFixture.Master(x => x with { SplitBrainProbe = new() { Interval = Duration.FromSeconds(1) } });
        var backup = RouterFixture.Backup(x => x with { Detection = new() });
        var payload = RouterFixture.Advertisement(RouterFixture.Seed, 200);
        var actions = new ActionList();
        var asked = 0;
        master.Hear(99);
        for (var i = 0; i < 400; i++) Turn(i);
        var before = GC.GetAllocatedBytesForCurrentThread();
        for (var i = 400; i < 4_000; i++) Turn(i);
        Assert.Equal(before, GC.GetAllocatedBytesForCurrentThread());
        Assert.True(asked > 4_000, $"{asked}");
        Assert.Equal((VrrpState.Master, VrrpState.Backup), (master.State, backup.State));

        void Turn(int number)
        {
            var now = master.Now + Duration.FromMilliseconds(50 * (number + 1));
            master.Engine.Advance(now, actions);
            if (number % 10 == 0) backup.Engine.Receive(Packet(payload), now, actions);
            backup.Engine.Advance(now, actions);
            var claim = new NeighborClaim(Peer, new MacAddress(0x02_00_00_00_01_20));
            foreach (ref readonly var action in actions.Span)
            {
                if (action.Kind is ActionKind.ProbeHost or ActionKind.ProbeAddresses) asked++;
            }

            actions.Clear();
            master.Engine.NeighborHeard("eth0", claim, now, actions);
            backup.Engine.NeighborHeard("eth0", claim, now, actions);
        }
    }

    private static ReceivedPacket Packet(byte[] payload) => new()
    {
        InterfaceIndex = 2,
        Source = Peer,
        Destination = VrrpGroup.IPv4,
        TimeToLive = 255,
        Payload = payload,
    };
}
