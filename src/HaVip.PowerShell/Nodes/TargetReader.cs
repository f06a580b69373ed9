using System.Management.Automation;

namespace HaVip.PowerShell.Nodes;

/// <summary>Finds the node, and the instance, that an object from the pipeline is about.</summary>
internal static class TargetReader
{
    /// <param name="input">What came through the pipeline.</param>
    /// <param name="names">Instances the user named beside it; they go before the object's own.</param>
    /// <exception cref="HaVipException">InvalidInputObject.</exception>
    public static IEnumerable<NodeTarget> Read(PSObject input, IReadOnlyList<string>? names) => input.BaseObject switch
    {
        InstanceState state => [new NodeTarget(Location(state), names ?? [state.Name])],
        InstanceStatistic counted => [new NodeTarget(Location(counted), names ?? [counted.Name])],
        InstanceConfiguration configured => [new NodeTarget(Location(configured), names ?? [configured.Name])],
        FailoverResult result => [new NodeTarget(Location(result), names ?? [result.Instance])],
        NodeEvent { Instance: { } instance } e => [new NodeTarget(Location(e), names ?? [instance])],
        NodeObject node => [new NodeTarget(Location(node), names)],
        Lab lab => lab.Nodes.Select(node => new NodeTarget(Location(node), names)),
        string name when names is null => [new NodeTarget(new NodeLocation(), [name])],
        _ => [FromProperties(input, names)],
    };

    /// <summary>Each node once, in the order first named; all instances where one entry meant all.</summary>
    public static IReadOnlyList<NodeTarget> Merge(IEnumerable<NodeTarget> targets) =>
        [.. targets.GroupBy(target => target.Location).Select(group => new NodeTarget(group.Key, Names(group)))];

    private static string[]? Names(IEnumerable<NodeTarget> targets)
    {
        var all = targets.Select(target => target.Names).ToList();
        return all.Contains(null) ? null : [.. all.SelectMany(names => names!).Distinct()];
    }

    /// <summary>Where the node of an object is.</summary>
    public static NodeLocation Location(NodeObject node) =>
        Location(node.NetworkNamespace, node.RootPath, node.ControlSocket) with { Remote = node.Remote };

    private static NodeLocation Location(string? networkNamespace, string? rootPath, string? socket)
    {
        var location = new NodeLocation(networkNamespace, rootPath);
        return string.IsNullOrEmpty(socket) || socket == location.ControlSocket
            ? location
            : location with { ControlSocket = socket };
    }

    /// <summary>Objects that went through JSON, CSV or a remote session have the properties but not the type.</summary>
    private static NodeTarget FromProperties(PSObject input, IReadOnlyList<string>? names)
    {
        var (ns, root, socket) =
            (Text(input, "NetworkNamespace"), Text(input, "RootPath"), Text(input, "ControlSocket"));
        if (ns is null && root is null && socket is null) throw Unknown(input);
        if (Text(input, nameof(NodeObject.PSComputerName)) is { } computer) throw Elsewhere(input, computer);
        if (ns is not null) NetworkNamespaceName.Check(ns);
        var isInstance = input.Properties["VirtualRouterId"] is not null;
        var instance = Text(input, isInstance ? "Name" : "Instance");
        return new NodeTarget(Location(ns, root, socket), names ?? (instance is null ? null : [instance]));
    }

    private static string? Text(PSObject input, string property) =>
        input.Properties[property]?.Value?.ToString() is { Length: > 0 } text ? text : null;

    private static HaVipException Elsewhere(PSObject input, string computer) => new(
        "NodeElsewhere",
        ErrorCategory.InvalidArgument,
        $"The node of this object is on {computer}, and how to reach it is not in it.",
        "Ask with -Session instead of Invoke-Command: such objects know the way back.",
        input);

    private static HaVipException Unknown(PSObject input) => new(
        "InvalidInputObject",
        ErrorCategory.InvalidArgument,
        $"An object of type {input.TypeNames[0]} does not say which node is meant.",
        "Pipe in what Get-HaVipState, Get-HaVipLab or Install-HaVipNode write, or use -NetworkNamespace.",
        input);
}
