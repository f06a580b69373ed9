using HaVip.Configuration.Keepalived.Language;
using HaVip.Core.Configuration;
using HaVip.Core.Values;

namespace HaVip.Configuration.Keepalived.Import;

/// <summary>
/// Makes an instance of a draft as keepalived does it when it has read everything: the defaults, and what settings do
/// to each other.
/// </summary>
internal sealed partial class InstanceCompletion(InstanceDraft draft, GlobalDraft global, ImportContext context)
{
    private bool IsStrict => draft.IsStrict ?? global.IsStrict;

    public InstanceConfiguration Complete(PlaceMap places, int index)
    {
        context.Block = $"{InstanceKeywords.Block} {Yaml.Shown.Text(draft.WrittenName)}";
        Require();
        ExplainOwner();
        var version = Version();
        var instance = new InstanceConfiguration
        {
            Name = draft.Name,
            Interface = draft.Interface ?? "",
            VirtualRouterId = draft.VirtualRouterId ?? 0,
            Version = version,
            AddressOwner = draft.IsOwner,
            Priority = draft.IsOwner ? InstanceConfiguration.DefaultPriority : draft.EffectivePriority,
            AdvertisementInterval = Interval(version),
            Preempt = !IsPreemptOff(),
            PreemptDelay = PreemptDelay(),
            MissedAdvertisements = Missed(),
            AcceptMode = Accept(),
            Authentication = Authentication(version),
            Hmac = draft.Hmac,
            Unicast = Unicast(),
            Announcements = Announcements(),
        };
        return WithAddresses(instance, places, $"{ConfigurationKeys.Instances}[{index}]");
    }

    /// <summary>What keepalived drops an instance for; a node that leaves one out would be a surprise.</summary>
    private void Require()
    {
        if (draft.VirtualRouterId is null)
            Incomplete("has no virtual_router_id", "Write the number the other nodes have: virtual_router_id 52");
        if (draft.Interface is null)
            Incomplete("has no interface", "Name the one that shares a network with the other nodes: interface eth0");
    }

    private void Incomplete(string what, string advice) => context.Add(
        ImportRules.InstanceIncomplete, draft.Statement, $"The instance '{Yaml.Shown.Text(draft.WrittenName)}' {what}.", advice);

    private void ExplainOwner()
    {
        if (draft.Priority is not null || !draft.IsMasterWanted) return;
        Say(
            ImportRules.StateCancels,
            "state",
            "With 'state MASTER' and no priority keepalived takes 255, the address owner's; it is 'addressOwner: true' here.",
            "Where the interface itself does not have the addresses, write a priority of 254 at most instead.");
    }

    private byte Version()
    {
        var version = draft.Version ?? global.Version ?? 2;
        if (draft.Family != AddressFamily.IPv6 && !draft.IsIPv6Native) return version;
        if (draft.Version == 2)
            Say(ImportRules.ValueIgnored, "version", "Version 2 carries IPv4 alone, so keepalived takes 3 here.");
        return 3;
    }

    private Duration Interval(byte version)
    {
        var interval = draft.Interval ?? Duration.FromSeconds(1);
        var nearest = ConfigurationLimits.NearestInterval(version, interval);
        if (nearest != interval)
        {
            Say(
                ImportRules.ValueAdjusted,
                "advert_int",
                $"Version {version} cannot carry {interval}, so keepalived takes {nearest}.");
        }

        return nearest;
    }

    private bool IsPreemptOff()
    {
        if (!draft.IsPreemptOff) return false;
        if (draft.IsMasterWanted)
        {
            Say(
                ImportRules.StateCancels,
                "nopreempt",
                "keepalived ignores 'nopreempt' because of 'state MASTER': this node takes over whenever it returns, and so "
                + "it is here ('preempt: true').",
                "To have what the word says, write 'preempt: false' on the nodes, or 'state BACKUP' here before.");
        }
        else if (draft.IsOwner)
            Say(ImportRules.StateCancels, "nopreempt", "keepalived ignores 'nopreempt' at priority 255: the owner always takes over.");
        else return true;
        return false;
    }

    private Duration PreemptDelay()
    {
        var delay = draft.PreemptDelay ?? Duration.Zero;
        var cause = IsStrict ? "of strict mode"
            : draft.IsMasterWanted ? "of 'state MASTER'"
            : draft.IsPreemptOff && !draft.IsOwner ? "of 'nopreempt'"
            : null;
        if (delay == Duration.Zero || cause is null) return delay;
        Say(ImportRules.StateCancels, "preempt_delay", $"keepalived ignores 'preempt_delay' because {cause}, and so do we.");
        return Duration.Zero;
    }

    private byte Missed()
    {
        var missed = draft.MissedAdvertisements ?? global.MissedAdvertisements ?? 3;
        if (missed == 3 || !IsStrict) return missed;
        Strict("down_timer_adverts", "keepalived takes 3 for 'down_timer_adverts' in strict mode.");
        return 3;
    }

    private bool Accept()
    {
        if (draft.Accept is { } accept) return accept;
        if (!IsStrict || draft.IsOwner) return true;
        Strict(
            "strict_mode",
            "In strict mode a Master of keepalived drops what is sent to its addresses, unless it is their owner; so it is "
            + "here ('acceptMode: false').",
            "Where services listen on the addresses, write 'acceptMode: true'.");
        return false;
    }

    private void Strict(string keyword, string message, string? advice = null) =>
        context.Add(
            ImportRules.StrictMode,
            (draft.Statements.GetValueOrDefault(keyword) ?? draft.Statements.GetValueOrDefault("strict_mode")
                ?? draft.Statement).Place,
            keyword,
            message,
            advice);

    private void Say(ConfigurationRule rule, string keyword, string message, string? advice = null) => context.Add(
        rule, (draft.Statements.GetValueOrDefault(keyword) ?? draft.Statement).Place, keyword, message, advice);
}
