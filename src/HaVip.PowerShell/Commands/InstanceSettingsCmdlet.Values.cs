using System.Management.Automation;
using HaVip.Core.Configuration;
using HaVip.Core.Values;
using HaVip.PowerShell.Parameters;
using Settings = HaVip.Core.Configuration.InstanceConfiguration;

namespace HaVip.PowerShell.Commands;

public abstract partial class InstanceSettingsCmdlet
{
    private protected abstract string? GivenInterface { get; }

    private protected abstract int? GivenVirtualRouterId { get; }

    private protected abstract string[]? GivenAddresses { get; }

    /// <summary>Takes the authentication away that there is.</summary>
    private protected virtual bool RemovesAuthentication => false;

    /// <summary>Takes the detection away that there is.</summary>
    private protected virtual bool RemovesDetection => false;

    /// <summary>An instance with what was given, and everything else as it is.</summary>
    /// <exception cref="HaVipException">What an address, a route or a key says of itself.</exception>
    private protected Settings Apply(Settings instance) => Watch(Announce(Prove(Carry(Elect(instance)))));

    private Settings Elect(Settings i) => i with
    {
        Interface = GivenInterface ?? i.Interface,
        VirtualRouterId = (byte)(GivenVirtualRouterId ?? i.VirtualRouterId),
        Version = (byte)(Version ?? i.Version),
        Priority = (byte)(Priority ?? i.Priority),
        AddressOwner = Given(nameof(AddressOwner), AddressOwner) ?? i.AddressOwner,
        AdvertisementInterval = Given(AdvertisementInterval) ?? i.AdvertisementInterval,
        Preempt = !Given(nameof(NoPreempt), NoPreempt) ?? i.Preempt,
        PreemptDelay = Given(PreemptDelay) ?? i.PreemptDelay,
        AcceptMode = !Given(nameof(NoAccept), NoAccept) ?? i.AcceptMode,
        MissedAdvertisements = (byte)(MissedAdvertisements ?? i.MissedAdvertisements),
        StrictSkew = Given(nameof(StrictSkew), StrictSkew) ?? i.StrictSkew,
        Checksum = Checksum ?? i.Checksum,
    };

    private Settings Carry(Settings i) => i with
    {
        Unicast = UnicastPeer is null && UnicastSource is null ? i.Unicast : Unicast(i.Unicast),
        Heartbeat = Heartbeat is { } paths ? [.. paths.Select(HeartbeatText.Read)] : i.Heartbeat,
        VirtualAddresses = Addresses(GivenAddresses) ?? i.VirtualAddresses,
        ExcludedAddresses = Addresses(ExcludedAddress) ?? i.ExcludedAddresses,
        VirtualRoutes = WithDefault(VirtualRoute is { } given ? [.. given.Select(AddressText.ReadRoute)] : i.VirtualRoutes),
    };

    private Settings Prove(Settings i)
    {
        var hmac = new HmacSettings(HmacKey, HmacActiveKey, HmacMode, HmacAntiReplay, HmacWindow);
        if (RemovesAuthentication && (Password is not null || !hmac.IsEmpty)) throw Contradiction("NoAuthentication", "authentication");
        if (RemovesAuthentication) return i with { Authentication = null, Hmac = null };
        var simple = PasswordAttribute.Read(Password) ?? (hmac.IsEmpty ? i.Authentication : null);
        var keys = hmac.IsEmpty ? i.Hmac : hmac.Apply(i.Hmac, FullPath);

        // One takes the place of the other; both given at once are for the validator to refuse.
        return i with { Authentication = simple, Hmac = Password is not null && hmac.IsEmpty ? null : keys };
    }

    private Settings Announce(Settings i) => i with
    {
        Announcements = i.Announcements with
        {
            Repeat = (byte)(AnnouncementRepeat ?? i.Announcements.Repeat),
            Delay = Given(AnnouncementDelay) ?? i.Announcements.Delay,
            Refresh = Given(AnnouncementRefresh) ?? i.Announcements.Refresh,
        },
    };

    private Settings Watch(Settings i) => i with
    {
        SplitBrainProbe = Given(SplitBrainProbe) is { } interval ? new SplitBrainProbeSettings { Interval = interval } : i.SplitBrainProbe,
        Detection = Detect(i.Detection),
    };

    /// <summary>Naming one of its settings turns it on.</summary>
    private DetectionSettings? Detect(DetectionSettings? current)
    {
        var isGiven = DetectionInterval is not null || DetectionMisses is not null;
        if (RemovesDetection) return isGiven ? throw Contradiction("NoDetection", "detection") : null;
        if (!isGiven) return current;
        var settings = current ?? new DetectionSettings();
        return settings with
        {
            Interval = Given(DetectionInterval) ?? settings.Interval,
            Misses = (byte)(DetectionMisses ?? settings.Misses),
        };
    }

    private static Duration? Given(TimeSpan? given) => given is { } span ? Duration.FromTimeSpan(span) : null;

    /// <summary>No peers mean multicast again; an empty source means the interface's own address.</summary>
    private UnicastSettings? Unicast(UnicastSettings? current)
    {
        var source = UnicastSource switch
        {
            null => current?.Source ?? default,
            "" => default,
            var text => AddressText.ReadUnicast(text),
        };
        if (UnicastPeer is null) return new UnicastSettings { Source = source, Peers = current?.Peers ?? [] };
        if (UnicastPeer.Length == 0) return null;
        return new UnicastSettings { Source = source, Peers = [.. UnicastPeer.Select(AddressText.ReadPeer)] };
    }

    /// <summary>The default gateway takes the place of the default route of its family.</summary>
    private IReadOnlyList<VirtualRoute> WithDefault(IReadOnlyList<VirtualRoute> routes)
    {
        if (string.IsNullOrEmpty(DefaultGateway)) return routes;
        var given = AddressText.DefaultRoute(DefaultGateway);
        return [given, .. routes.Where(route => route.Destination != given.Destination)];
    }

    private static VirtualAddress[]? Addresses(string[]? texts) => texts is null ? null : [.. texts.Select(AddressText.ReadAddress)];

    private static HaVipException Contradiction(string name, string what) => new(
        "ParametersContradict",
        ErrorCategory.InvalidArgument,
        $"-{name} takes {what} away, so settings of it have no meaning beside it.",
        "Leave one of them out.");
}
