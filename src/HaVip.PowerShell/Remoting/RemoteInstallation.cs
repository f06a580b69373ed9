using System.Collections;
using System.Globalization;
using System.Management.Automation;
using HaVip.PowerShell.Commands;

namespace HaVip.PowerShell.Remoting;

/// <summary>
/// <c>Install-HaVipNode</c> on other machines: looks at each, copies the module and its runner where they are not there, and
/// lets the copy install. One that is refused or fails does not end the others.
/// </summary>
internal sealed class RemoteInstallation(HaVipCmdlet cmdlet, int throttleLimit, string? configuration)
{
    private const int PieceLength = 1024 * 1024;

    private readonly RemoteFanout _fanout = new(cmdlet, throttleLimit);
    private readonly Dictionary<string, ModulePackage> _packages = [];

    public void Run(IReadOnlyList<RemoteNode> nodes)
    {
        var machines = Look(nodes);
        var ready = machines.Where(IsThere).Select(machine => machine.Node).ToList();
        foreach (var node in ready) cmdlet.WriteVerbose($"{node}: HaVip {ModulePackage.Version} is there.");
        ready.AddRange(Copy(machines.Where(machine => !IsThere(machine))));
        var chosen = ready.Where(ShouldInstall).Select(Install).ToList();
        _fanout.Run(chosen, (_, installation) => cmdlet.WriteObject(installation));
    }

    /// <summary>The machines that can become nodes.</summary>
    private List<RemoteMachine> Look(IReadOnlyList<RemoteNode> nodes)
    {
        var machines = new List<RemoteMachine>();
        _fanout.RunRaw(nodes.Select(RemoteMachine.Ask), (command, answer) => machines.Add(RemoteMachine.Read(command.Node, answer)));
        return [.. machines.Where(CanBecomeNode)];
    }

    private bool CanBecomeNode(RemoteMachine machine) => cmdlet.Attempt(() =>
    {
        machine.Require();
        if (!_packages.ContainsKey(machine.Runtime))
            _packages[machine.Runtime] = ModulePackage.For(machine.Node, machine.Runtime);
    });

    private bool IsThere(RemoteMachine machine) => _packages[machine.Runtime].IsThere(machine.Files);

    /// <summary>The machines that have the module afterwards.</summary>
    private IEnumerable<RemoteNode> Copy(IEnumerable<RemoteMachine> machines)
    {
        var copies = machines.Where(ShouldCopy).Select(Copy).ToList();
        if (copies.Count == 0) return [];
        using var report = new CopyReport(cmdlet, copies.Sum(copy => copy.Input!.Count(IsLast)));
        var failed = _fanout.RunRaw(copies, (command, file) => report.Show(command.Node, file.ToString()!));
        return copies.Where(copy => !failed.Contains(copy)).Select(copy => copy.Node);
    }

    private bool ShouldCopy(RemoteMachine machine)
    {
        var package = _packages[machine.Runtime];
        var size = (package.Length / 1e6).ToString("0.0", CultureInfo.InvariantCulture);
        var what = $"Copy HaVip {ModulePackage.Version} for {machine.Runtime} ({package.Files.Count} files, {size} MB)";
        if (cmdlet.ShouldProcess($"{ModulePackage.Folder} of {machine.Node}", what)) return true;
        // What it would install can only be asked where the module is.
        if (cmdlet.IsWhatIf) cmdlet.ShouldProcess(machine.Node.Name, cmdlet.MyInvocation.MyCommand.Name);
        return false;
    }

    private RemoteCommand Copy(RemoteMachine machine)
    {
        var package = _packages[machine.Runtime];
        var arguments = new Dictionary<string, object?>
        {
            ["Folder"] = ModulePackage.Folder,
            ["Hashes"] = new Hashtable(package.Files.ToDictionary(file => file.Path, file => file.Hash)),
            ["Program"] = $"module/node/{machine.Runtime}/{Runners.RunnerBinary.FileName}",
        };
        return new RemoteCommand(machine.Node, RemoteScripts.Receive, arguments) { Input = [.. package.Files.SelectMany(Pieces)] };
    }

    private static IEnumerable<PSObject> Pieces(ModuleFile file)
    {
        for (var start = 0; start == 0 || start < file.Bytes.Length; start += PieceLength)
        {
            var end = Math.Min(start + PieceLength, file.Bytes.Length);
            yield return new PSObject(new Hashtable
            {
                ["Path"] = file.Path,
                ["Bytes"] = ModuleFile.Compress(file.Bytes.AsSpan(start..end)),
                ["IsLast"] = end == file.Bytes.Length,
            });
        }
    }

    private static bool IsLast(PSObject piece) => ((Hashtable)piece.BaseObject)["IsLast"] is true;

    private bool ShouldInstall(RemoteNode node) =>
        cmdlet.IsWhatIf || cmdlet.ShouldProcess(node.Name, cmdlet.MyInvocation.MyCommand.Name);

    private RemoteCommand Install(RemoteNode node)
    {
        var parameters = RemoteParameters.Bound(cmdlet);
        parameters.Remove("ConfigurationPath");
        return new RemoteCommand(node, RemoteScripts.Install, new Dictionary<string, object?>
        {
            ["Module"] = $"{ModulePackage.Folder}/HaVip.psd1",
            ["Command"] = cmdlet.MyInvocation.MyCommand.Name,
            ["Parameters"] = parameters,
            ["Configuration"] = configuration,
        });
    }
}
