using System.Management.Automation;
using HaVip.Configuration.Yaml;
using HaVip.PowerShell.Completion;
using HaVip.PowerShell.Nodes;

namespace HaVip.PowerShell.Commands;

/// <summary><c>Get-HaVipConfiguration</c>: what nodes are configured to be, from their files or any other.</summary>
[Cmdlet(VerbsCommon.Get, "HaVipConfiguration", DefaultParameterSetName = NodeCmdlet.NodeSet)]
[OutputType(typeof(NodeConfiguration))]
public sealed class GetHaVipConfigurationCommand : HaVipCmdlet
{
    private const string PathSet = "Path";

    [Parameter(Position = 0, Mandatory = true, ParameterSetName = PathSet)]
    [ValidateNotNullOrEmpty]
    public string[]? Path { get; set; }

    [Parameter(ParameterSetName = NodeCmdlet.NodeSet)]
    [ValidateNotNullOrEmpty]
    [ArgumentCompleter(typeof(NetworkNamespaceCompleter))]
    public string[]? NetworkNamespace { get; set; }

    [Parameter(ParameterSetName = NodeCmdlet.NodeSet)]
    [ValidateNotNullOrEmpty]
    public string? RootPath { get; set; }

    [Parameter(ParameterSetName = NodeCmdlet.InputSet, Mandatory = true, ValueFromPipeline = true)]
    [ValidateNotNull]
    public PSObject? InputObject { get; set; }

    private protected override void Process()
    {
        if (Path is not null)
        {
            foreach (var path in Path) Show(FullPath(path), path => ReadFile(new NodeLocation(), path));
            return;
        }

        foreach (var node in Nodes()) Show(node.ConfigurationPath, _ => ReadNode(node));
    }

    private void Show(string path, Func<string, NodeConfiguration> read)
    {
        WriteVerbose($"Reading {path}.");
        Attempt(() => WriteObject(read(path)));
    }

    private IEnumerable<NodeLocation> Nodes() => InputObject is not null
        ? TargetReader.Merge(TargetReader.Read(InputObject, null)).Select(target => target.Location)
        : NodeCmdlet.Locations(this, NetworkNamespace, RootPath);

    internal static NodeConfiguration ReadNode(NodeLocation node)
    {
        if (!node.HasFiles || !File.Exists(node.ConfigurationPath)) throw NodeFile.Missing(node);
        return ReadFile(node, node.ConfigurationPath);
    }

    private static NodeConfiguration ReadFile(NodeLocation node, string path)
    {
        var result = ConfigurationReader.ReadFile(path);
        var configuration = result.Configuration ?? throw NodeFile.Invalid(path, result.Diagnostics);
        return new NodeConfiguration
        {
            Node = NodeFile.NodeName(configuration),
            NetworkNamespace = node.NetworkNamespace,
            RootPath = node.RootPath,
            ControlSocket = node.ControlSocket,
            Path = path,
            NodeName = configuration.Node.Name,
            RunnerNamespace = configuration.Node.NetworkNamespace,
            Origin = configuration,
            Instances = [.. configuration.Instances.Select(i => Instance(node, configuration, i))],
        };
    }

    /// <summary>An instance of a node's file, for the pipeline.</summary>
    internal static InstanceConfiguration Instance(
        NodeLocation node, Core.Configuration.NodeConfiguration configuration, Core.Configuration.InstanceConfiguration instance) =>
        new(instance)
        {
            Node = NodeFile.NodeName(configuration),
            NetworkNamespace = node.NetworkNamespace,
            RootPath = node.RootPath,
            ControlSocket = node.ControlSocket,
        };
}
