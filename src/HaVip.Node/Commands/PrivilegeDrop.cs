using HaVip.Configuration.Files;
using HaVip.Core.Configuration;
using HaVip.Linux;
using HaVip.Node.Programs;

namespace HaVip.Node.Commands;

/// <summary>
/// A runner that systemd has not confined already confines itself: what only root can do is done, then it goes on with
/// the capabilities it needs, and as another user where that was asked for.
/// </summary>
internal static class PrivilegeDrop
{
    private const string Variable = "HAVIP_PRIVILEGES_GIVEN_UP";

    private static readonly Capability[] Needed =
        [Capability.NetworkAdministration, Capability.RawNetwork, Capability.Scheduling];

    public static bool IsDue(CommandLine line) =>
        Environment.GetEnvironmentVariable(Variable) is null
        && Environment.GetEnvironmentVariable("NOTIFY_SOCKET") is null
        && (line.User is not null || Privileges.Exceed(Needed));

    /// <summary>Returns only where it fails.</summary>
    public static StartFault Run(CommandLine line, NodeConfiguration configuration)
    {
        try
        {
            if (StartFault.MissingCapability() is { } missing) return missing;
            RunAs? user = null;
            if (line.User is { } name && (user = Find(name)) is null)
                return new StartFault(ExitCode.Usage, $"There is no user '{name}' in /etc/passwd.");
            var paths = line.Paths(configuration.Node.NetworkNamespace);
            paths.Create();
            if (user is not null) Give(paths, line, user);
            if ((line.NetworkNamespace ?? configuration.Node.NetworkNamespace) is { } ns) NetworkNamespace.Enter(ns);
            ProcessMemory.LiftLockLimit();
            Privileges.GiveUpAndStartAnew([.. Needed, .. ForCommands(line, configuration)], user, Variable);
            throw new InvalidOperationException("A program that was run anew does not return.");
        }
        catch (Exception error)
        {
            return StartFault.Explain(error);
        }
    }

    /// <summary>Being root without capabilities is more than being able to be somebody else: nothing is won by giving that up.</summary>
    private static Capability[] ForCommands(CommandLine line, NodeConfiguration configuration) =>
        line.User is null && ProgramUser.IsNeeded(ConfiguredPrograms.Of(configuration).Select(program => program.User))
            ? [Capability.SetUser, Capability.SetGroup]
            : [];

    private static RunAs? Find(string name) =>
        AccountFile.User(name) is { } user && AccountFile.GroupOf(name) is { } group
            ? new RunAs(user, group, [group, .. AccountFile.GroupsWith(name).Where(one => one != group)])
            : null;

    /// <summary>What the runner keeps, also what one that was root left.</summary>
    private static void Give(NodePaths paths, CommandLine line, RunAs user)
    {
        List<string> folders = [paths.RuntimeDirectory, paths.StateDirectory];
        if (line.LogFile is not null) folders.Add(Path.GetDirectoryName(paths.LogFile)!);
        foreach (var folder in folders)
        {
            var group = FileOwner.Of(folder)?.Group is { } readers && readers == AccountFile.Group(ReaderGroup)
                ? readers
                : user.Group;
            new FileOwner(user.User, group).Apply(folder);
            foreach (var file in Directory.GetFiles(folder)) new FileOwner(user.User, user.Group).Apply(file);
        }
    }

    private const string ReaderGroup = Core.Control.ControlProtocol.ReaderGroup;
}
