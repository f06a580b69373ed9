using System.Text;
using HaVip.Core.Configuration;
using HaVip.Core.Values;
using HaVip.Core.Wire;
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
    }

    public byte VirtualRouterId { get; init; }

    public byte Version { get; init; }

    public byte Priority { get; init; }

    public Duration Interval { get; init; }

    public string Password { get; init; }

    public IpAddress Source { get; init; }

    /// <summary>What comes of it; <paramref name="spoil"/> may change the bytes after the checksum was made.</summary>
    public Packet Packet(string wrong, Action<byte[]>? spoil = null)
    {
        var buffer = new byte[256];
        var length = AdvertisementCodec.Write(buffer, new AdvertisementFields
        {
            Version = Version,
            VirtualRouterId = VirtualRouterId,
            Priority = Priority,
            Interval = Interval,
            Addresses = _addresses,
            Password = Encoding.ASCII.GetBytes(Password),
            Source = Source,
            Destination = VrrpGroup.IPv4,
        });
        var bytes = buffer[..length];
        spoil?.Invoke(bytes);
        return new Packet
        {
            Payload = bytes,
            Source = Source,
            Destination = VrrpGroup.IPv4,
            Group = 0,
            Version = Version,
            Priority = Priority,
            Interval = Interval,
            Password = Password,
            Junk = $"{wrong}, priority {Priority}",
        };
    }
}
