using HaVip.Core.Configuration;
using HaVip.Core.Values;
using HaVip.Core.Wire;
using HaVip.Fuzz.Expectations;

namespace HaVip.Fuzz.Targets;

/// <summary>What happens to an instance with HMAC, step by step.</summary>
internal sealed class HmacStory(InstanceConfiguration instance, bool becomesMaster)
{
    private static readonly byte[] OtherKey = [.. Enumerable.Range(100, 32).Select(x => (byte)x)];
    private static readonly Duration Unit = Duration.FromMilliseconds(10);

    private readonly ReceiveWorld _world = new(instance, becomesMaster);
    private readonly List<(Envelope Envelope, byte[] Payload)> _heard = [];

    public static IReadOnlyList<HmacKey> Keys { get; } =
    [
        new HmacKey(1, "hex:1", new Secret([.. Enumerable.Range(0, 32).Select(x => (byte)x)])),
        new HmacKey(2, "hex:2", new Secret([.. Enumerable.Range(40, 64).Select(x => (byte)x)])),
    ];

    private InstanceConfiguration Instance => _world.Router.Configuration;

    public void Step(ref ByteInput bytes)
    {
        var step = bytes.Byte();
        var how = step >> 3;
        switch (step & 7)
        {
            case 0 or 1:
                Deliver(EnvelopeOf(how), Signed(ref bytes, EnvelopeOf(how)));
                break;
            case 2:
                Deliver(EnvelopeOf(how), bytes.Take(bytes.Byte()).ToArray());
                break;
            case 3:
                Again(ref bytes, how);
                break;
            case 4:
                _world.Run(Unit * bytes.Byte());
                break;
            case 5:
                _world.Stall(Unit * (ushort)bytes.Int16());
                break;
            case 6:
                _world.Apply(Instance with { Hmac = Instance.Hmac! with { Mode = (HmacMode)(how % 3) } });
                break;
            default:
                Deliver(EnvelopeOf(how), Unsigned(ref bytes, EnvelopeOf(how)));
                break;
        }
    }

    private Envelope EnvelopeOf(int how)
    {
        var senders = SampleNode.Senders(Instance.Family);
        var destination = Instance.Unicast is null ? VrrpGroup.Of(Instance.Family) : senders[3];
        return new Envelope(senders[how & 3], destination, (how & 4) != 0 ? (byte)254 : (byte)255);
    }

    private byte[] Unsigned(ref ByteInput bytes, in Envelope envelope)
    {
        var size = IpAddress.LengthOf(Instance.Family);
        var count = Instance.VirtualAddresses.Count;
        var password = Instance.Version == 2 ? AdvertisementCodec.AuthenticationLength : 0;
        var message = new byte[AdvertisementCodec.HeaderLength + (count * size) + password];
        message[0] = (byte)((Instance.Version << 4) | AdvertisementCodec.AdvertisementType);
        message[1] = Instance.VirtualRouterId;
        message[2] = bytes.Byte();
        message[3] = (byte)count;
        message[4] = Instance.Version == 2 ? (byte)0 : bytes.Byte();
        message[5] = bytes.Byte();
        var at = AdvertisementCodec.HeaderLength;
        foreach (var address in Instance.VirtualAddresses) at += address.Prefix.Address.CopyTo(message.AsSpan(at));
        MessageRepair.Sum(message, pseudo: true, envelope);
        return message;
    }

    /// <summary>Signed at a time near ours, with a known key or another; one byte may be changed after that.</summary>
    private byte[] Signed(ref ByteInput bytes, in Envelope envelope)
    {
        var message = Unsigned(ref bytes, envelope);
        var how = bytes.Byte();
        var key = Keys[how & 1];
        var material = (how & 2) != 0 ? OtherKey : key.Material.Bytes;
        var keyId = (how & 4) != 0 ? (byte)9 : key.Id;
        var time = _world.Unix + (Unit.Microseconds * bytes.Int16());
        var fraction = (ulong)(time % 1_000_000) * 65_536 / 1_000_000;
        var sequence = ((ulong)(time / 1_000_000) << 32) | (fraction << 16) | bytes.Byte();
        var payload = MessageRepair.Signed(message, keyId, material, sequence, envelope.Source);
        if ((how & 8) != 0) payload[bytes.Byte() % payload.Length] ^= bytes.Byte();
        if ((how & 16) == 0) MessageRepair.Sum(payload, pseudo: true, envelope);
        return payload;
    }

    /// <summary>A packet of before, as it was or as if from another sender.</summary>
    private void Again(ref ByteInput bytes, int how)
    {
        if (_heard.Count == 0) return;
        var (envelope, payload) = _heard[bytes.Byte() % _heard.Count];
        Deliver((how & 8) != 0 ? EnvelopeOf(how) : envelope, payload);
    }

    private void Deliver(in Envelope envelope, byte[] payload)
    {
        _heard.Add((envelope, payload));
        _world.Deliver(envelope, payload);
    }
}
