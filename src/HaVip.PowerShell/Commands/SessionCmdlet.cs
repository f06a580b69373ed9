using System.Collections;
using System.Management.Automation;
using System.Management.Automation.Runspaces;
using HaVip.PowerShell.Completion;
using HaVip.PowerShell.Nodes;
using HaVip.PowerShell.Remoting;

namespace HaVip.PowerShell.Commands;

/// <summary>
/// A cmdlet about nodes of this machine or of others. On another machine the same cmdlet does the work, with the same
/// parameters; what to do, and whether, is decided here.
/// </summary>
public abstract class SessionCmdlet : NodeCmdlet
{
    internal const string SessionSet = "Session";

    /// <summary>What each target has for itself.</summary>
    private static readonly string[] Placing = ["Name", nameof(NetworkNamespace), nameof(RootPath), nameof(ControlSocket)];

    internal SessionCmdlet()
    {
    }

    [Parameter(ParameterSetName = SessionSet, Mandatory = true)]
    [ValidateNotNullOrEmpty]
    public PSSession[]? Session { get; set; }

    [Parameter]
    [ValidateRange(1, 1000)]
    public int ThrottleLimit { get; set; } = 32;

    [Parameter(ParameterSetName = NodeSet)]
    [Parameter(ParameterSetName = SessionSet)]
    [ValidateNotNullOrEmpty]
    [ArgumentCompleter(typeof(NetworkNamespaceCompleter))]
    public override string[]? NetworkNamespace { get; set; }

    [Parameter(ParameterSetName = NodeSet)]
    [Parameter(ParameterSetName = SessionSet)]
    [ValidateNotNullOrEmpty]
    public override string? RootPath { get; set; }

    private protected RemoteFanout Fanout => new(this, ThrottleLimit);

    private protected override void Dispatch(IReadOnlyList<NodeTarget> targets)
    {
        var local = targets.Where(target => target.Location.Remote is null).ToList();
        if (local.Count > 0) Execute(local);
        var remote = targets.Where(target => target.Location.Remote is not null).ToList();
        if (remote.Count > 0) ExecuteRemote(remote);
    }

    /// <summary>Called with nodes of other machines; each node occurs once.</summary>
    private protected virtual void ExecuteRemote(IReadOnlyList<NodeTarget> targets) =>
        Fanout.Run(targets.Where(ShouldRun).Select(Command), (_, found) => WriteObject(found));

    /// <summary>Asked before something is changed on another machine.</summary>
    private protected virtual bool ShouldRun(NodeTarget target) => true;

    /// <summary>This cmdlet on the machine of the target.</summary>
    private protected RemoteCommand Command(NodeTarget target) => RemoteCommand.Cmdlet(
        target.Location.Remote!, MyInvocation.MyCommand.Name, Parameters(target));

    /// <summary>The states of nodes of other machines; a node that does not tell them is reported and missing.</summary>
    private protected Dictionary<NodeTarget, List<InstanceState>> ReadStates(IEnumerable<NodeTarget> targets)
    {
        var states = new Dictionary<NodeTarget, List<InstanceState>>();
        var commands = targets.ToDictionary(AskForStates, target => target);
        Fanout.Run(commands.Keys, (command, state) => Add(commands[command], (InstanceState)state));
        return states;

        void Add(NodeTarget target, InstanceState state)
        {
            if (!states.TryGetValue(target, out var found)) states[target] = found = [];
            found.Add(state);
        }
    }

    private static RemoteCommand AskForStates(NodeTarget target) => RemoteCommand.Cmdlet(
        target.Location.Remote!, "Get-HaVipState", RemoteParameters.Where(target with { Names = null }));

    private protected override IEnumerable<NodeLocation> Named() => Session is null
        ? base.Named()
        : Session.SelectMany(session => Spaces().Select(ns => new NodeLocation(ns, RootPath) { Remote = RemoteNode.Of(session) }));

    private IEnumerable<string?> Spaces() =>
        NetworkNamespace?.Select(NetworkNamespaceName.Check) ?? Enumerable.Repeat<string?>(null, 1);

    private Hashtable Parameters(NodeTarget target)
    {
        var parameters = RemoteParameters.Bound(this);
        foreach (var name in Placing) parameters.Remove(name);
        foreach (DictionaryEntry where in RemoteParameters.Where(target)) parameters[where.Key] = where.Value;
        return parameters;
    }
}
