using System.Diagnostics.CodeAnalysis;
using System.Runtime.InteropServices;
using HaVip.Core.Configuration;
using HaVip.Core.Values;
using HaVip.Linux.Native;
using static HaVip.Linux.Netlink.NetlinkConstants;
using static Tmds.Linux.LibC;

namespace HaVip.Linux.Netlink;

/// <summary>An address of an interface as the kernel reports it.</summary>
public sealed record AddressInfo
{
    /// <summary>A lifetime without end.</summary>
    public const uint Forever = uint.MaxValue;

    public required int InterfaceIndex { get; init; }

    /// <summary>The address itself and its prefix length.</summary>
    public IpPrefix Prefix { get; init; }

    /// <summary>The other end of a point-to-point address; the address itself elsewhere.</summary>
    public IpAddress Peer { get; private set; }

    public IpAddress Broadcast { get; private set; }

    public string? Label { get; private set; }

    public AddressScope Scope { get; init; }

    public AddressFlags Flags { get; private set; }

    /// <summary>IFA_PROTO: who put it there; 0 where unknown. See <see cref="HaVipMark.AddressProtocol"/>.</summary>
    public byte Protocol { get; private set; }

    /// <summary>Seconds until the kernel removes it, or <see cref="Forever"/>.</summary>
    public uint ValidSeconds { get; private set; } = Forever;

    /// <summary>Seconds until it is no longer chosen as a source, or <see cref="Forever"/>.</summary>
    public uint PreferredSeconds { get; private set; } = Forever;

    public bool IsSecondary => (Flags & AddressFlags.Secondary) != 0;

    /// <summary>Not usable yet: duplicate address detection is running.</summary>
    public bool IsTentative => (Flags & AddressFlags.Tentative) != 0;

    public bool HasFailedDetection => (Flags & AddressFlags.DuplicateDetectionFailed) != 0;

    internal static bool TryParse(in NetlinkMessage message, [NotNullWhen(true)] out AddressInfo? address)
    {
        address = null;
        if (!message.TrySplit<AddressMessage>(out var family, out var attributes)) return false;
        if (family.ifa_family != AF_INET && family.ifa_family != AF_INET6) return false;
        IpAddress local = default;
        var parsed = new AddressInfo
        {
            InterfaceIndex = (int)family.ifa_index,
            Scope = (AddressScope)family.ifa_scope,
            Flags = (AddressFlags)family.ifa_flags,
        };
        while (attributes.TryRead(out var attribute))
        {
            if (attribute.Type == IFA_LOCAL) local = attribute.AsAddress();
            else parsed.Read(attribute);
        }

        // IPv6 gives IFA_LOCAL only where the other end differs.
        if (local.Family == AddressFamily.None) local = parsed.Peer;
        if (attributes.IsMalformed || local.Length == 0 || family.ifa_prefixlen > local.Length * 8) return false;
        address = parsed with { Prefix = new IpPrefix(local, family.ifa_prefixlen) };
        return true;
    }

    private void Read(in NetlinkAttribute attribute)
    {
        switch (attribute.Type)
        {
            case IFA_ADDRESS:
                Peer = attribute.AsAddress();
                break;
            case IFA_BROADCAST:
                Broadcast = attribute.AsAddress();
                break;
            case IFA_LABEL:
                Label = attribute.AsText();
                break;
            case IFA_FLAGS:
                Flags = (AddressFlags)attribute.AsUInt32();
                break;
            case IFA_PROTO:
                Protocol = attribute.AsByte();
                break;
            case IFA_CACHEINFO when MemoryMarshal.TryRead<AddressLifetime>(attribute.Data, out var lifetime):
                ValidSeconds = lifetime.ifa_valid;
                PreferredSeconds = lifetime.ifa_prefered;
                break;
        }
    }
}
