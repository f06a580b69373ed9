using System.Diagnostics.CodeAnalysis;
using HaVip.Core.Values;
using HaVip.Linux.Native;
using static HaVip.Linux.Netlink.NetlinkConstants;

namespace HaVip.Linux.Netlink;

/// <summary>An interface as the kernel reports it.</summary>
public sealed record LinkInfo
{
    /// <summary>ARPHRD_ETHER: only such an interface has a 48-bit address.</summary>
    public const ushort EthernetType = 1;

    public required int Index { get; init; }

    public string Name { get; private set; } = "";

    public LinkFlags Flags { get; init; }

    public OperationalState State { get; private set; }

    /// <summary>The default value where the interface has no 48-bit address.</summary>
    public MacAddress MacAddress { get; private set; }

    public int Mtu { get; private set; }

    /// <summary>The hardware type, ARPHRD_ of linux/if_arp.h: 1 Ethernet, 772 loopback.</summary>
    public ushort HardwareType { get; init; }

    /// <summary>The bridge, bond or VRF it belongs to; 0 where none.</summary>
    public int MasterIndex { get; private set; }

    /// <summary>The driver's name for its kind, as <c>ip -d link</c> shows it (veth, macvlan...); null for plain hardware.</summary>
    public string? Kind { get; private set; }

    /// <summary>The interface it is made on, such as a macvlan's; 0 where none.</summary>
    public int ParentIndex { get; private set; }

    /// <summary>What somebody wrote about it; null where nothing.</summary>
    public string? Alias { get; private set; }

    public bool IsUp => (Flags & LinkFlags.Up) != 0;

    public bool IsRunning => (Flags & LinkFlags.Running) != 0;

    public bool HasCarrier => (Flags & LinkFlags.LowerUp) != 0;

    public bool IsLoopback => (Flags & LinkFlags.Loopback) != 0;

    /// <summary>Administratively up, with carrier, and operational: packets can pass.</summary>
    public bool IsUsable => IsUp && IsRunning && HasCarrier;

    /// <summary>
    /// False for a message that is not about an interface itself: bridges report their ports leaving as RTM_DELLINK
    /// of family AF_BRIDGE, while the interface goes on living.
    /// </summary>
    internal static bool TryParse(in NetlinkMessage message, [NotNullWhen(true)] out LinkInfo? link)
    {
        link = null;
        if (!message.TrySplit<LinkMessage>(out var family, out var attributes)) return false;
        if (family.ifi_family != 0 || family.ifi_index <= 0) return false;
        var parsed = new LinkInfo
        {
            Index = family.ifi_index,
            Flags = (LinkFlags)family.ifi_flags,
            HardwareType = family.ifi_type,
        };
        while (attributes.TryRead(out var attribute)) parsed.Read(attribute);
        if (attributes.IsMalformed) return false;
        link = parsed;
        return true;
    }

    private void Read(in NetlinkAttribute attribute)
    {
        switch (attribute.Type)
        {
            case IFLA_IFNAME:
                Name = attribute.AsText();
                break;
            case IFLA_ADDRESS when attribute.Data.Length == MacAddress.Length:
                MacAddress = MacAddress.FromBytes(attribute.Data);
                break;
            case IFLA_MTU:
                Mtu = (int)attribute.AsUInt32();
                break;
            case IFLA_MASTER:
                MasterIndex = (int)attribute.AsUInt32();
                break;
            case IFLA_LINK:
                ParentIndex = (int)attribute.AsUInt32();
                break;
            case IFLA_IFALIAS:
                Alias = attribute.AsText();
                break;
            case IFLA_OPERSTATE:
                State = (OperationalState)attribute.AsByte();
                break;
            case IFLA_LINKINFO:
                Kind = KindOf(attribute.AsNested());
                break;
        }
    }

    private static string? KindOf(AttributeCursor attributes)
    {
        while (attributes.TryRead(out var attribute))
        {
            if (attribute.Type == IFLA_INFO_KIND) return attribute.AsText();
        }

        return null;
    }
}
