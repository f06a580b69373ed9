using System.Text.Json;
using HaVip.Linux;
using HaVip.Linux.Netlink;
using HaVip.Node.Kernel;
using HaVip.Node.Ownership;

namespace HaVip.Node.Commands;

/// <summary>Removes what a dead runner left behind.</summary>
internal static class ReleaseCommand
{
    public static ExitCode Run(CommandLine line)
    {
        if (StartFault.MissingCapability() is { } missing) return missing.Print();
        var paths = line.Paths(configuredNamespace: null);
        paths.Create();
        using var alone = LockFile.TryAcquire(paths.LockFile, out var holder);
        if (alone is null) return StartFault.AlreadyRunning(paths, holder).Print();
        if (line.NetworkNamespace is not null) NetworkNamespace.Enter(line.NetworkNamespace);
        using var claim = NamespaceClaim.TryTake(LeftoverSweep.ClaimName);
        using var kernel = new LinuxKernel(paths.Fingerprint);
        var journal = new OwnershipJournal(paths.OwnershipJournal, OwnershipJournal.CurrentPlace());
        var sweep = new LeftoverSweep(kernel, Read(journal), alone: claim is not null);
        sweep.Run(NameOf);
        foreach (var what in sweep.Removed) Console.Out.WriteLine($"removed {what}");
        foreach (var what in sweep.Failed) Console.Error.WriteLine($"havip-node: {what}");
        if (sweep.Failed.Count > 0) return ExitCode.Failed;
        journal.Write(new JournalContent());
        return ExitCode.Success;
    }

    private static JournalDocument? Read(OwnershipJournal journal)
    {
        try
        {
            return journal.Read();
        }
        catch (JsonException error)
        {
            Console.Error.WriteLine($"havip-node: the ownership journal cannot be read: {error.Message}");
            return null;
        }
    }

    private static string NameOf(int index)
    {
        using var netlink = new RouteNetlink();
        return netlink.DumpLinks().FirstOrDefault(link => link.Index == index)?.Name ?? $"interface {index}";
    }
}
