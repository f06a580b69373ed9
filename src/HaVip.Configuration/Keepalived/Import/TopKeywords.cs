using HaVip.Configuration.Keepalived.Language;

namespace HaVip.Configuration.Keepalived.Import;

/// <summary>What may stand outside of all blocks. What is not ours is one finding for each block.</summary>
internal static class TopKeywords
{
    private const string NotOurs = "HaVip shares addresses between nodes and leaves that to others.";

    public static readonly KeywordTable<Importer> Keywords = new("",
    [
        new(GlobalKeywords.Block, (s, importer, _) => importer.ReadGlobal(s)),
        new(InstanceKeywords.Block, (s, importer, _) => importer.ReadInstance(s)),
        new("net_namespace", (s, importer, _) => importer.ReadNetworkNamespace(s)),
        new(CheckKeywords.ScriptBlock, (s, importer, _) => importer.ReadCheck(
            s, TrackKind.Script, CheckKeywords.Script)),
        new(CheckKeywords.ProcessBlock, (s, importer, _) => importer.ReadCheck(
            s, TrackKind.Process, CheckKeywords.Process)),
        new(CheckKeywords.FileBlock, (s, importer, _) => importer.ReadCheck(s, TrackKind.File, CheckKeywords.File)),
        new("vrrp_track_file", (s, importer, _) => importer.ReadCheck(s, TrackKind.File, CheckKeywords.File)),
        new(GroupKeywords.Block, (s, importer, _) => importer.ReadGroup(s)),
        new(AnnouncementGroupKeywords.Block, (s, importer, _) => importer.ReadAnnouncementGroup(s)),
        new("interface_up_down_delays", (s, importer, _) => importer.ReadDelays(s)),
        new("linkbeat_interfaces", Skip("HaVip follows the state of links as the kernel tells it.")),
        .. Skipped("static addresses and routes are the network manager's to make, and HaVip does not touch them.",
            "static_ipaddress", "static_routes", "static_rules", "track_group"),
        .. Skipped(NotOurs,
            "virtual_server", "virtual_server_group", "real_server", "SSL", "local_address_group"),
        new("bfd_instance", Skip("HaVip has no BFD; see 'detection' for knowing sooner that a Master is dead.")),
        .. Lost("HaVip runs one process for each configuration and network namespace.",
            "instance", "use_pid_dir", "child_wait_time", "process_name"),
        .. Lost("HaVip follows the state of links as the kernel tells it.", "linkbeat_use_polling"),
        .. Lost(NotOurs, "net_namespace_ipvs", "namespace_with_ipsets"),
    ]);

    private static IEnumerable<Keyword<Importer>> Skipped(string why, params string[] names) =>
        names.Select(name => new Keyword<Importer>(name, Skip(why)));

    private static IEnumerable<Keyword<Importer>> Lost(string why, params string[] names) =>
        names.Select(name => new Keyword<Importer>(name, (s, _, context) => context.Lost(s, why)));

    private static Action<Statement, Importer, ImportContext> Skip(string why) => (statement, _, context) =>
        context.Add(
            ImportRules.BlockSkipped,
            statement,
            $"The block '{Yaml.Shown.Text(statement.ToString())}' is not carried over: {why}");
}
