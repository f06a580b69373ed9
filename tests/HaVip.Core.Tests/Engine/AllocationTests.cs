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

    private static ReceivedPacket Packet(byte[] payload) => new()
    {
        InterfaceIndex = 2,
        Source = Peer,
        Destination = VrrpGroup.IPv4,
        TimeToLive = 255,
        Payload = payload,
    };
}
