using System.Management.Automation;
using HaVip.PowerShell.Completion;
using HaVip.PowerShell.Nodes;

namespace HaVip.PowerShell.Commands;

/// <summary>
/// A cmdlet about one or several nodes: named by namespace, by socket, or by objects from the pipeline.
/// </summary>
public abstract class NodeCmdlet : HaVipCmdlet
{
    internal const string NodeSet = "Node";
    internal const string SocketSet = "ControlSocket";
    internal const string InputSet = "InputObject";

    private readonly List<NodeTarget> _targets = [];

    internal NodeCmdlet()
    {
    }

    [Parameter(ParameterSetName = NodeSet)]
    [ValidateNotNullOrEmpty]
    [ArgumentCompleter(typeof(NetworkNamespaceCompleter))]
    public virtual string[]? NetworkNamespace { get; set; }

    [Parameter(ParameterSetName = NodeSet)]
    [ValidateNotNullOrEmpty]
    public virtual string? RootPath { get; set; }

    [Parameter(ParameterSetName = SocketSet, Mandatory = true)]
    [ValidateNotNullOrEmpty]
    public string[]? ControlSocket { get; set; }

    [Parameter(ParameterSetName = InputSet, Mandatory = true, ValueFromPipeline = true)]
    [ValidateNotNull]
    public PSObject[]? InputObject { get; set; }

    /// <summary>The instance names the user gave; null means all.</summary>
    private protected virtual string[]? InstanceNames => null;

    private protected sealed override void Process()
    {
        if (ParameterSetName == InputSet)
        {
            foreach (var input in InputObject!) Attempt(() => _targets.AddRange(TargetReader.Read(input, InstanceNames)));
            return;
        }

        _targets.AddRange(Named().Select(location => new NodeTarget(location, InstanceNames)));
    }

    private protected sealed override void End()
    {
        if (_targets.Count > 0) Dispatch(TargetReader.Merge(_targets));
    }

    /// <summary>Called once with every node asked for; here none may be on another machine.</summary>
    private protected virtual void Dispatch(IReadOnlyList<NodeTarget> targets) => Execute(targets);

    /// <summary>Called with nodes of this machine; each node occurs once.</summary>
    private protected abstract void Execute(IReadOnlyList<NodeTarget> targets);

    /// <summary>The nodes that namespaces and a root path name; the host where no namespace is given.</summary>
    internal static IEnumerable<NodeLocation> Locations(HaVipCmdlet cmdlet, string[]? networkNamespaces, string? rootPath)
    {
        var root = rootPath is null ? null : cmdlet.FullPath(rootPath);
        return networkNamespaces is null
            ? [new NodeLocation(null, root)]
            : networkNamespaces.Select(ns => new NodeLocation(NetworkNamespaceName.Check(ns), root));
    }

    /// <summary>The nodes that parameters name.</summary>
    private protected virtual IEnumerable<NodeLocation> Named() => ControlSocket is { } sockets
        ? sockets.Select(socket => new NodeLocation { ControlSocket = FullPath(socket) })
        : Locations(this, NetworkNamespace, RootPath);
}
