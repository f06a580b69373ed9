using HaVip.Core.Configuration;
using HaVip.Core.Values;

namespace HaVip.Configuration.Keepalived.Import;

internal sealed partial class InstanceCompletion
{
    // No message here may hold the password or a part of it.
    private SimplePasswordAuthentication? Authentication(byte version)
    {
        if (draft.AuthenticationType is null && draft.Password is null) return null;
        const string Keyword = "authentication";
        if (draft.Hmac is not null)
            Say(ImportRules.ValueIgnored, Keyword, "'auth_hmac' excludes 'authentication', which is left out.");
        else if (IsStrict)
            Strict(Keyword, "keepalived leaves 'authentication' out in strict mode, and so do we.");
        else if (version == 3)
            Say(ImportRules.ValueIgnored, Keyword, "Version 3 has no passwords, so keepalived leaves this one out.");
        else if (draft.AuthenticationType == "AH")
        {
            Say(
                ImportRules.NotCarriedOver,
                Keyword,
                "'auth_type AH' is not carried over: HaVip has no IPsec header, and does not hear nodes that send it.",
                "Convert all nodes together, and use HMAC keys with version 3.");
        }
        else if (draft.AuthenticationType is null || draft.Password is null)
            Say(ImportRules.ValueIgnored, Keyword, "Type or password is missing, so there is none, as for keepalived.");
        else return Password(draft.Password, Keyword);
        return null;
    }

    private SimplePasswordAuthentication Password(string password, string keyword)
    {
        if (password.Length <= SimplePasswordAuthentication.MaximumLength)
            return new SimplePasswordAuthentication(password);
        Say(
            ImportRules.ValueAdjusted,
            keyword,
            "The password has more than 8 characters: keepalived sends the first 8, and so do we.",
            "Write 8 characters on all nodes, so that it is what it looks like.");
        return new SimplePasswordAuthentication(password[..SimplePasswordAuthentication.MaximumLength]);
    }

    private UnicastSettings? Unicast()
    {
        const string Peers = "unicast_peer";
        if (draft.Peers.Count > 0)
        {
            if (IsStrict) Strict(Peers, "keepalived refuses unicast in strict mode; HaVip does it.");
            return new UnicastSettings { Source = draft.Source ?? default, Peers = draft.Peers };
        }

        if (draft.Statements.ContainsKey(Peers) || draft.Statements.ContainsKey("unicast_fault_no_peer"))
        {
            Say(
                ImportRules.InstanceIncomplete,
                Peers,
                "There is no unicast peer, so nobody would hear this node.",
                "List every other node's address, or leave unicast out for multicast.");
        }
        else if (draft.Source is { } source)
        {
            Say(
                ImportRules.NotCarriedOver,
                draft.Statements.ContainsKey("mcast_src_ip") ? "mcast_src_ip" : "unicast_src_ip",
                $"The source {source} is not carried over: to the multicast group HaVip sends from the interface's first "
                + "address.",
                "For unicast, list the other nodes with unicast_peer.");
        }

        return null;
    }

    private ChecksumPreference Checksum(InstanceConfiguration instance)
    {
        var matters = instance.Version == 3 && instance.Family == AddressFamily.IPv4;
        var isMessageOnly = draft.IsChecksumAsVersion2 ?? global.IsChecksumAsVersion2;
        return matters && isMessageOnly ? ChecksumPreference.MessageOnly : ChecksumPreference.Auto;
    }

    private AnnouncementSettings Announcements()
    {
        var (own, all) = (draft.Announcements, global.Announcements);
        var pauses = global.InterfaceAnnouncements.GetValueOrDefault(draft.Interface ?? "") ?? all;
        var pause = draft.Family == AddressFamily.IPv6 ? pauses.NeighborSpacing : pauses.ArpSpacing;
        var none = new AnnouncementSettings();
        var isStrict = IsStrict && own.Repeat is null && all.Repeat is null;
        return new AnnouncementSettings
        {
            // keepalived reads 0 as 1.
            Repeat = (byte)Math.Clamp(own.Repeat ?? all.Repeat ?? (isStrict ? 1 : none.Repeat), 1, 100),
            Delay = Bounded(
                "garp_master_delay", own.Delay ?? all.Delay, none.Delay, ConfigurationLimits.MaximumAnnouncementDelay),
            Refresh = Bounded(
                "garp_master_refresh",
                own.Refresh ?? all.Refresh,
                none.Refresh,
                ConfigurationLimits.MaximumAnnouncementRefresh),
            Spacing = Bounded("garp_interval", pause, none.Spacing, ConfigurationLimits.MaximumAnnouncementSpacing),
        };
    }

    private Duration Bounded(string keyword, Duration? written, Duration otherwise, Duration maximum)
    {
        var value = written ?? otherwise;
        if (value <= maximum) return value;
        Say(ImportRules.ValueAdjusted, keyword, $"{value} for '{keyword}' is more than HaVip takes: it is {maximum} here.");
        return maximum;
    }
}
