using HaVip.PowerShell.Processes;

namespace HaVip;

/// <summary>A machine of a lab: a network namespace with one cable, <c>eth0</c>, to the lab's bridge.</summary>
public class LabHost : NodeObject
{
    internal LabHost()
    {
    }

    /// <summary>Short, within the lab: <c>n1</c>, <c>client</c>.</summary>
    public string Name { get; internal init; } = "";

    /// <summary>Its own addresses with prefix lengths, the virtual ones not among them.</summary>
    public string[] Address { get; internal init; } = [];

    /// <summary>The bridge's end of its cable, in <see cref="BridgeNamespace"/>.</summary>
    public string BridgePort { get; internal init; } = "";

    public string BridgeNamespace { get; internal init; } = "";

    /// <summary>Pulls its cable: the bridge's port goes down, as in a power loss nobody hears from it.</summary>
    public void DisconnectLink() => SetPort("down");

    public void ConnectLink() => SetPort("up");

    /// <summary>Runs a program in the host and returns the lines it wrote; fails where it fails.</summary>
    public string[] Invoke(params string[] command)
    {
        var arguments = InNamespace(command);
        var result = ExternalCommand.Run("ip", arguments);
        return result.ExitCode == 0 ? [.. result.Output] : throw ExternalCommand.Failed("ip", arguments, result);
    }

    /// <summary>Runs a program in the host, whatever comes of it.</summary>
    public LabCommandResult Run(params string[] command)
    {
        var result = ExternalCommand.Run("ip", InNamespace(command));
        return new LabCommandResult(result.ExitCode, [.. result.Output], [.. result.Error]);
    }

    public override string ToString() => Name;

    private List<string> InNamespace(string[] command)
    {
        ArgumentNullException.ThrowIfNull(command);
        if (command.Length == 0) throw new ArgumentException("Name the program to run.", nameof(command));
        return ["netns", "exec", NetworkNamespace!, .. command];
    }

    private void SetPort(string state) =>
        ExternalCommand.Require("ip", ["-n", BridgeNamespace, "link", "set", BridgePort, state]);
}
