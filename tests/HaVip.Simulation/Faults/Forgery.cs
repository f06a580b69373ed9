using System.Text;
using HaVip.Core.Configuration;
using HaVip.Core.Values;
using HaVip.Core.Wire;
using HaVip.Simulation.Checkers;
using HaVip.Simulation.Network;

namespace HaVip.Simulation.Faults;

/// <summary>An advertisement as the nodes of a virtual router would accept it, to be made wrong in one place.</summary>
internal sealed record Forgery
{
    private readonly IReadOnlyList<VirtualAddress> _addresses;

    public Forgery(InstanceConfiguration own)
    {
        _addresses = own.VirtualAddresses;
        VirtualRouterId = own.VirtualRouterId;
        Version = own.Version;
        Interval = own.AdvertisementInterval;
        Password = own.Authentication?.Password ?? "";
        Key = Acceptance.SigningKey(own);
        Form = own.Checksum == ChecksumPreference.MessageOnly ? ChecksumForm.MessageOnly : ChecksumForm.PseudoHeader;
        Destination = VrrpGroup.Of(own.Family);
    }

    public byte VirtualRouterId { get; init; }

    public byte Version { get; init; }

    public byte Priority { get; init; }

    public Duration Interval { get; init; }

    public string Password { get; init; }

    public IpAddress Source { get; init; }

    public IpAddress Destination { get; init; }

    public ChecksumForm Form { get; init; }

    /// <summary>Null signs nothing.</summary>
    public HmacKey? Key { get; init; }

    /// <summary>Seconds, fraction and counter of the trailer.</summary>
    public ulong Sequence { get; init; }

    /// <summary>What comes of it; <paramref name="spoil"/> may change the bytes after the checksum was made.</summary>
    public Packet Packet(string wrong, Action<byte[]>? spoil = null)
    {
        var buffer = new byte[256];
        var fields = new AdvertisementFields
        {
            Version = Version,
            VirtualRouterId = VirtualRouterId,
            Priority = Priority,
            Interval = Interval,
            Addresses = _addresses,
            Password = Encoding.ASCII.GetBytes(Password),
            Form = Form,
            Source = Source,
            Destination = Destination,
        };
        var length = Key is { } key
            ? AdvertisementCodec.WriteSigned(buffer, fields, key.Id, key.Material.Bytes, Sequence)
            : AdvertisementCodec.Write(buffer, fields);
        var bytes = buffer[..length];
        spoil?.Invoke(bytes);
        return new Packet
        {
            Payload = bytes,
            Source = Source,
            Destination = Destination,
            Group = 0,
            Version = Version,
            Priority = Priority,
            Interval = Interval,
            Password = Password,
            Key = Key,
            Junk = $"{wrong}, priority {Priority}",
        };
    }
}
