using HaVip.Core.Configuration;

namespace HaVip.Configuration.Keepalived.Export;

/// <summary>What stands before the instances: <c>global_defs</c> and the blocks about interfaces.</summary>
internal sealed class GlobalBlocks(NodeConfiguration configuration, BlockWriter blocks, Losses losses)
{
    private const int MostFifos = 2;

    public void Write()
    {
        var node = configuration.Node;
        if (node.NetworkNamespace is { } ns) blocks.Line("net_namespace", ns);
        ReportLosses();
        ReportTest();
        blocks.Open("global_defs");
        if (node.Name is { } name) blocks.Line("router_id", name);
        blocks.Line("dynamic_interfaces");
        if (node.ScriptUser is { } user) blocks.Line("script_user", user.Replace(':', ' '));
        blocks.Line("enable_script_security");
        if (node.StartupDelay > default(Core.Values.Duration))
            blocks.Line("vrrp_startup_delay", WordText.Seconds(node.StartupDelay));
        WriteFifos();
        blocks.Close();
        new InterfaceBlocks(configuration, blocks, losses).Write();
    }

    private void ReportLosses()
    {
        if (!configuration.Node.Lease.IsOff)
        {
            const string Lost =
                "keepalived has no leases: addresses of a Master that dies or hangs stay until somebody removes them.";
            blocks.Comment("node.lease: " + Lost);
            losses.Add("node.lease", Lost);
        }

        for (var i = 0; i < configuration.Instances.Count; i++)
        {
            if (configuration.Instances[i].StrictSkew) continue;
            const string Lost =
                "keepalived waits the whole skew time after a goodbye, and so leaves the addresses alone that long.";
            blocks.Comment("strictSkew: " + Lost);
            losses.Add($"instances[{i}].strictSkew", Lost);
            break;
        }
    }

    private void ReportTest()
    {
        var users = configuration.Checks.Where(check => check.Command.Count > 0).Select(check => check.User)
            .Concat(configuration.Instances.SelectMany(i => i.Notify)
                .Concat(configuration.Groups.SelectMany(g => g.Notify))
                .Where(notify => notify.Command.Count > 0).Select(notify => notify.User));
        if (users.All(user => (user ?? configuration.Node.ScriptUser) is "root" or "root:root")) return;
        const string Found =
            "keepalived 2.2.7 ends itself with SIGTERM while it tests a file whose scripts do not run as root; it "
            + "runs with the file all the same.";
        blocks.Comment(Found);
        losses.Add("node.scriptUser", Found);
    }

    /// <summary>keepalived knows two pipes, and tells both of everything.</summary>
    private void WriteFifos()
    {
        var lists = configuration.Instances.Select(instance => instance.Notify)
            .Concat(configuration.Groups.Select(group => group.Notify)).ToList();
        var all = lists.SelectMany(list => list).Where(notify => notify.Fifo is not null).ToList();
        var paths = all.Select(notify => notify.Fifo!).Distinct().ToList();
        string[] keywords = ["vrrp_notify_fifo", "notify_fifo"];
        foreach (var (keyword, path) in keywords.Zip(paths))
        {
            if (WordText.TryWrite(path, out var word)) blocks.Line(keyword, word);
            else losses.Add(
                "instances[0].notify", "keepalived cannot write the path of a pipe that holds a double quote.");
        }

        blocks.LineIf(
            all.Exists(notify => notify.Events.HasFlag(NotifyEvents.Priority)), "vrrp_notify_priority_changes on");
        foreach (var _ in paths.Skip(MostFifos)) losses.Add("instances[0].notify", "keepalived writes to two pipes at most.");
        var isUneven = paths.Exists(path => lists.Exists(list => list.All(notify => notify.Fifo != path)));
        if (isUneven || all.Exists(notify => (notify.Events | NotifyEvents.Priority) != FifoEvents))
            losses.Add("instances[0].notify", "keepalived tells its pipes of every event of all instances and groups.");
    }

    private const NotifyEvents FifoEvents =
        NotifyEvents.States | NotifyEvents.RivalRejected | NotifyEvents.Priority;
}
