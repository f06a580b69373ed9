using HaVip.Core.Values;

namespace HaVip.Core.Configuration;

/// <summary>The ranges of the configuration's keys, for validator, reader, schema and cmdlets alike.</summary>
public static class ConfigurationLimits
{
    public const byte MinimumVirtualRouterId = 1;
    public const byte MaximumVirtualRouterId = 255;

    public const byte MinimumPriority = 1;

    /// <summary>255 is the address owner's alone (RFC 9568 section 5.2.4).</summary>
    public const byte MaximumPriority = 254;

    public const byte MinimumVersion = 2;
    public const byte MaximumVersion = 3;

    public const int MaximumNameLength = 64;

    /// <summary><c>IFNAMSIZ</c> without its terminating zero.</summary>
    public const int MaximumInterfaceLength = 15;

    public const int MaximumLabelLength = 15;

    /// <summary>The longest file name of Linux: a network namespace is a file under <c>/run/netns</c>.</summary>
    public const int MaximumNetworkNamespaceLength = 255;

    public const byte MinimumAnnouncementRepeat = 1;
    public const byte MaximumAnnouncementRepeat = 100;

    /// <summary>The count is one octet (RFC 9568 section 5.2.5).</summary>
    public const int MaximumAdvertisedAddresses = 255;

    /// <summary>The Ethernet payload an advertisement has to fit into without fragments.</summary>
    public const int AdvertisementMtu = 1500;

    public const byte MinimumMissedAdvertisements = 1;
    public const byte MaximumMissedAdvertisements = 100;

    public static readonly Duration MinimumHmacWindow = Duration.FromSeconds(1);
    public static readonly Duration MaximumHmacWindow = Duration.FromSeconds(300);
    public static readonly Duration MaximumStartupDelay = Duration.FromSeconds(1000);
    public static readonly Duration MaximumPreemptDelay = Duration.FromSeconds(1000);
    public static readonly Duration MaximumDrain = Duration.FromSeconds(60);
    public static readonly Duration MaximumAnnouncementDelay = Duration.FromSeconds(300);
    public static readonly Duration MaximumAnnouncementRefresh = Duration.FromSeconds(86_400);

    public static readonly Duration MaximumAnnouncementSpacing = Duration.FromSeconds(1);
    public static readonly Duration MinimumCheckInterval = Duration.FromMilliseconds(100);
    public static readonly Duration MaximumCheckInterval = Duration.FromSeconds(86_400);
    public static readonly Duration MinimumTimeout = Duration.FromMilliseconds(100);
    public static readonly Duration MaximumTimeout = Duration.FromSeconds(3600);
    public static readonly Duration MaximumTrackDelay = Duration.FromSeconds(3600);

    /// <summary>The largest lifetime the kernel takes for an end.</summary>
    public static readonly Duration MaximumPreferredLifetime = Duration.FromSeconds(uint.MaxValue - 1L);

    /// <summary>What a weight may add or take off at most; less never leaves the range of priorities.</summary>
    public const short MaximumWeight = 253;

    public const int MaximumExpectation = 256;

    public const ushort MinimumRouteMtu = 68;

    /// <summary>Behind it come the kernel's own rules for the main and the default table.</summary>
    public const uint MaximumRulePreference = 32_765;

    public static short MaximumWeightOf(CheckType type) =>
        type is CheckType.Process or CheckType.File ? (short)(MaximumWeight + 1) : MaximumWeight;
    public const byte MinimumMisses = 1;
    public const byte MaximumMisses = 100;
    public static readonly Duration MinimumDetectionInterval = Duration.FromMilliseconds(10);
    public static readonly Duration MaximumDetectionInterval = Duration.FromSeconds(10);
    public static readonly Duration MinimumSplitBrainProbe = Duration.FromMilliseconds(100);
    public static readonly Duration MaximumSplitBrainProbe = Duration.FromSeconds(3600);

    /// <summary>The step of an interval on the wire: seconds in version 2, centiseconds in version 3.</summary>
    public static Duration IntervalStep(byte version) =>
        version == 2 ? Duration.FromSeconds(1) : Duration.FromCentiseconds(1);

    /// <summary>RFC 3768 section 5.3.7 (8 bits of seconds), RFC 9568 section 5.2.7 (12 bits of centiseconds).</summary>
    public static Duration MaximumInterval(byte version) =>
        version == 2 ? Duration.FromSeconds(255) : Duration.FromCentiseconds(4095);

    /// <summary>The interval nearest to the one given that the version can carry; a tie goes to the longer one.</summary>
    public static Duration NearestInterval(byte version, Duration interval)
    {
        var step = IntervalStep(version);
        var bounded = Duration.Max(step, Duration.Min(interval, MaximumInterval(version)));
        return step * ((bounded.Microseconds + (step.Microseconds / 2)) / step.Microseconds);
    }

    /// <summary>How many addresses one advertisement carries: the count octet or the MTU, whichever is less.</summary>
    public static int MaximumAddresses(byte version, AddressFamily family)
    {
        var ipHeader = family == AddressFamily.IPv6 ? 40 : 20;
        var authenticationData = version == 2 ? SimplePasswordAuthentication.MaximumLength : 0;
        var fitting = (AdvertisementMtu - ipHeader - 8 - authenticationData) / IpAddress.LengthOf(family);
        return Math.Min(fitting, MaximumAdvertisedAddresses);
    }
}
