using HaVip.Core.Configuration;
using HaVip.Core.Values;
using HaVip.Core.Wire;
using HaVip.Fuzz.Expectations;

namespace HaVip.Fuzz.Targets;

/// <summary>
/// The decoder and the receive checks, both versions and families. Two bytes say who hears the packet and how it came,
/// the rest is the packet.
/// <code>
/// byte 0: bits 0-2 instance, 3-4 checksum (as it is, repaired with pseudo-header, without), 5 Master, 6 stopped
/// byte 1: bits 0-1 sender, 2 to the other kind of destination, 3 TTL 254, 4 TTL 64, 5 address owner
/// </code>
/// </summary>
internal sealed class AdvertisementTarget : FuzzTarget
{
    private static readonly InstanceConfiguration[] Instances =
    [
        SampleNode.Version2,
        SampleNode.WithPassword,
        SampleNode.Version3,
        SampleNode.IPv6,
        SampleNode.Version3 with { Checksum = ChecksumPreference.MessageOnly },
        SampleNode.Unicast(SampleNode.Version3),
        SampleNode.Unicast(SampleNode.IPv6),
        SampleNode.Version3 with { Checksum = ChecksumPreference.PseudoHeader },
    ];

    public override string Name => "advertisement";

    public override int MaximumLength => 2 + AdvertisementCodec.MaximumLength;

    public override void Run(ReadOnlySpan<byte> input)
    {
        var bytes = new ByteInput(input);
        var who = bytes.Byte();
        var how = bytes.Byte();
        var instance = Instances[who & 7] with { AddressOwner = (how & 32) != 0 };
        var envelope = EnvelopeOf(instance, how);
        var payload = bytes.Rest.ToArray();
        var repair = (who >> 3) & 3;
        if (repair is 1 or 2) MessageRepair.Sum(payload, pseudo: repair == 1, envelope);

        RoundTrip.Check(payload, envelope);
        var world = new ReceiveWorld(instance, becomesMaster: (who & 32) != 0);
        if ((who & 64) != 0) world.Stop();
        world.Deliver(envelope, payload);
        world.Deliver(envelope, payload);
        world.Run(Duration.FromSeconds(10));
        world.Deliver(envelope, payload);
        world.Stall(Duration.FromSeconds(60));
        world.Deliver(envelope, payload);
    }

    private static Envelope EnvelopeOf(InstanceConfiguration instance, byte how)
    {
        var senders = SampleNode.Senders(instance.Family);
        var isUnicast = instance.Unicast is not null ^ (how & 4) != 0;
        byte timeToLive = (how & 8) != 0 ? (byte)254 : (how & 16) != 0 ? (byte)64 : (byte)255;
        return new Envelope(
            senders[how & 3], isUnicast ? senders[3] : VrrpGroup.Of(instance.Family), timeToLive);
    }
}
