using System.Diagnostics;
using System.Management.Automation;
using HaVip.Core.Values;
using HaVip.PowerShell.Completion;
using HaVip.PowerShell.Nodes;
using HaVip.PowerShell.Parameters;
using HaVip.PowerShell.Tracing;

namespace HaVip.PowerShell.Commands;

/// <summary><c>Trace-HaVipAdvertisement</c>: the VRRP packets of an interface as they pass.</summary>
[Cmdlet(VerbsDiagnostic.Trace, "HaVipAdvertisement", DefaultParameterSetName = InterfaceSet)]
[OutputType(typeof(Advertisement))]
public sealed class TraceHaVipAdvertisementCommand : HaVipCmdlet
{
    private const string InterfaceSet = "Interface";
    private const string InstanceSet = "Instance";

    [Parameter(Position = 0, Mandatory = true, ParameterSetName = InterfaceSet)]
    [Parameter(ParameterSetName = InstanceSet)]
    [ValidateNotNullOrEmpty]
    [ArgumentCompleter(typeof(InterfaceCompleter))]
    public string[]? Interface { get; set; }

    [Parameter(Mandatory = true, ParameterSetName = InstanceSet, ValueFromPipelineByPropertyName = true)]
    [ValidateNotNullOrEmpty]
    [SupportsWildcards]
    [ArgumentCompleter(typeof(InstanceNameCompleter))]
    public string[]? Name { get; set; }

    [Parameter(ValueFromPipelineByPropertyName = true)]
    [ArgumentCompleter(typeof(NetworkNamespaceCompleter))]
    public string? NetworkNamespace { get; set; }

    [Parameter(ParameterSetName = InstanceSet, ValueFromPipelineByPropertyName = true)]
    public string? RootPath { get; set; }

    [Parameter(ValueFromPipelineByPropertyName = true)]
    public string? PSComputerName { get; set; }

    [Parameter]
    [ValidateRange(1, 255)]
    public byte[]? VirtualRouterId { get; set; }

    [Parameter]
    [ValidateSet("IPv4", "IPv6")]
    public AddressFamily? AddressFamily { get; set; }

    [Parameter]
    [ValidateRange(1, int.MaxValue)]
    public int? Count { get; set; }

    [Parameter]
    [Duration]
    [ValidateDuration("1ms", "168h")]
    public TimeSpan? Duration { get; set; }

    private protected override void Process()
    {
        var node = Locate(NetworkNamespace, RootPath, PSComputerName);
        if (node.NetworkNamespace is { } ns) NetworkNamespaceName.Require(ns);
        var request = new TraceRequest(node) { VirtualRouterIds = VirtualRouterId ?? [], Family = AddressFamily };
        Write(ParameterSetName == InstanceSet
            ? request with { Instances = [.. Instances(node)] }
            : request with { Interfaces = Interface! });
    }

    private void Write(TraceRequest request)
    {
        using var session = TraceSession.Open(request, Cancellation);
        WriteVerbose($"Listening on {request.Node}.");
        var clock = Stopwatch.StartNew();
        for (var written = 0; Count is null || written < Count; written++)
        {
            var left = Duration - clock.Elapsed;
            if (left <= TimeSpan.Zero || session.Next(left, Cancellation) is not { } line) return;
            WriteObject(TraceReader.Read(line, request.Node.NetworkNamespace));
        }
    }

    /// <summary>The exact names; those of wildcards may be none, which is reported too, as nothing could be seen.</summary>
    private IEnumerable<string> Instances(NodeLocation node)
    {
        var configured = NodeFile.Require(node).Instances
            .Where(instance => Interface is null || Interface.Contains(instance.Interface)).ToList();
        var names = configured.Select(instance => instance.Name).ToList();
        var found = new List<string>();
        foreach (var name in Name!)
        {
            var pattern = WildcardPattern.Get(name, WildcardOptions.IgnoreCase);
            var matching = names.Where(pattern.IsMatch).ToList();
            if (matching.Count == 0) throw Unknown(name, node, names);
            found.AddRange(matching);
        }

        return found.Distinct();
    }

    private HaVipException Unknown(string name, NodeLocation node, List<string> names) => new(
        Core.Control.ControlError.UnknownInstance,
        ErrorCategory.ObjectNotFound,
        $"There is no instance '{name}' on {node}{(Interface is null ? "" : $" on {string.Join(", ", Interface)}")}.",
        names.Count == 0 ? "There are none there." : $"There are: {string.Join(", ", names)}.",
        name);
}
