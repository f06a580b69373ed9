using HaVip.Core.Configuration;
using HaVip.Core.Control;
using HaVip.Core.Engine;
using HaVip.Core.Wire;
using static HaVip.PowerShell.Checks.Verdict;
using Settings = HaVip.Core.Configuration.InstanceConfiguration;

namespace HaVip.PowerShell.Checks;

/// <summary>How the other nodes are configured, as far as their advertisements tell; seen now, or counted before.</summary>
internal static class PeerChecks
{
    private static readonly RejectReason[] OfVersion = [RejectReason.Version];
    private static readonly RejectReason[] OfInterval = [RejectReason.AdvertisementInterval];
    private static readonly RejectReason[] OfAuthentication =
    [
        RejectReason.AuthenticationType, RejectReason.AuthenticationFailure, RejectReason.HmacMissing,
        RejectReason.HmacMalformed, RejectReason.HmacUnknownKey, RejectReason.HmacMismatch,
    ];

    private static readonly RejectReason[] OfPacket =
    [
        RejectReason.Truncated, RejectReason.OwnAddress, RejectReason.Destination, RejectReason.UnknownPeer,
        RejectReason.TimeToLive, RejectReason.Type, RejectReason.HmacReplayed, RejectReason.Checksum, RejectReason.NoAddresses,
    ];

    public static IEnumerable<Verdict> Version(NodeSituation situation) =>
        Each(situation, OfVersion, "Give all nodes the same version.");

    public static IEnumerable<Verdict> Authentication(NodeSituation situation) =>
        Each(situation, OfAuthentication, "Give all nodes the same password, or the same keys under the same ids.");

    public static IEnumerable<Verdict> Packet(NodeSituation situation) =>
        Each(situation, OfPacket, "Trace-HaVipAdvertisement shows the packets and what is wrong with each.");

    public static IEnumerable<Verdict> Interval(NodeSituation situation)
    {
        const string Advice = "Give all nodes the same advertisement interval.";
        return NodeChecks.PerInstance(situation, instance =>
        {
            var verdict = Judge(situation, instance, OfInterval, Advice);
            if (verdict.Status == CheckStatus.Failed || instance.Version == 2) return verdict;
            var own = instance.AdvertisementInterval.Microseconds;
            var other = Accepted(situation, instance).FirstOrDefault(
                one => one.Last.AdvertisementIntervalMicroseconds is { } theirs && theirs != own);
            return other is null
                ? verdict
                : Warning(
                    $"{other.Last.Source} advertises every {UnixTime.ToSpan(other.Last.AdvertisementIntervalMicroseconds!.Value).TotalSeconds:0.##} s,"
                        + $" here {instance.AdvertisementInterval} is configured; a Backup follows the Master's",
                    Advice);
        });
    }

    public static IEnumerable<Verdict> Addresses(NodeSituation situation) =>
        NodeChecks.PerInstance(situation, instance =>
        {
            const string Advice = "Give all nodes the same virtualAddresses.";
            var own = instance.VirtualAddresses.Select(address => address.Prefix.Address.ToString()).Order(StringComparer.Ordinal);
            var other = Accepted(situation, instance).FirstOrDefault(
                one => !one.Last.VirtualAddresses.Order(StringComparer.Ordinal).SequenceEqual(own));
            if (other is not null)
            {
                return Failed(
                    $"{other.Last.Source} advertises {string.Join(", ", other.Last.VirtualAddresses)}; here it is {string.Join(", ", own)}",
                    Advice);
            }

            if (Accepted(situation, instance).Any()) return Passed("those heard have the same");
            var told = situation.Events.LastOrDefault(
                e => e.Instance == instance.Name && e.Kind == nameof(EventKind.AddressListDiffers));
            return told is null ? Skipped("nobody else speaks") : Warning(told.Message, Advice);
        });

    private static IEnumerable<Verdict> Each(NodeSituation situation, RejectReason[] reasons, string advice) =>
        NodeChecks.PerInstance(situation, instance => Judge(situation, instance, reasons, advice));

    private static Verdict Judge(NodeSituation situation, Settings instance, RejectReason[] reasons, string advice)
    {
        var isElsewhere = CredentialReference.AreElsewhere(instance);

        // Without the secret only the runner can tell.
        var heard = situation.Heard(instance)
            .Where(one => !isElsewhere || !OfAuthentication.Contains(one.Last.Rejected)).ToList();
        var now = heard.Find(one => reasons.Contains(one.Last.Rejected));
        if (now is not null) return Failed($"{now.Last.Source}: {now.Last.Reason}", advice);
        var grown = reasons.FirstOrDefault(
            reason => situation.Growth(instance, c => c.Rejected.GetValueOrDefault(reason.ToString())) > 0);
        if (grown != RejectReason.None) return Failed($"refused now: {RejectText.Explain(grown, instance)}", advice);
        var before = reasons.Where(reason => situation.StateOf(instance)?.Counters.Rejected.ContainsKey(reason.ToString()) == true);
        if (before.Any())
        {
            var told = before.Select(reason => $"{situation.StateOf(instance)!.Counters.Rejected[reason.ToString()]} times: {RejectText.Explain(reason, instance)}");
            return Warning($"not now, but before, {string.Join("; ", told)}", advice);
        }

        if (heard.Count > 0) return Passed("those heard have the same");
        return Skipped(isElsewhere ? "the secrets are credentials of a service that does not run" : "nobody else speaks");
    }

    private static IEnumerable<HeardAdvertisement> Accepted(NodeSituation situation, Settings instance) =>
        situation.Heard(instance).Where(one => one.Last.Rejected == RejectReason.None);
}
