using System.Globalization;
using HaVip.PowerShell.Nodes;

namespace HaVip.PowerShell.Labs;

/// <summary>Names and addresses of a lab: they follow from its name, the number of nodes and the root path.</summary>
internal sealed record LabPlan(string Name, int NodeCount, string? RootPath = null)
{
    /// <summary>The addresses .110, .120 and so on end at .250.</summary>
    public const int MaximumNodes = 15;

    /// <summary>Namespaces are named after the lab, and become folders and command line arguments.</summary>
    public const string NamePattern = "^[A-Za-z0-9][A-Za-z0-9_-]{0,31}$";

    public string BridgeNamespace => $"{Name}-sw";

    public string ClientNamespace => $"{Name}-client";

    public IEnumerable<string> NodeNamespaces => Enumerable.Range(1, NodeCount).Select(NodeNamespace);

    public IEnumerable<string> Namespaces => [BridgeNamespace, .. NodeNamespaces, ClientNamespace];

    public Lab ToLab() => new()
    {
        Name = Name,
        RootPath = RootPath,
        BridgeNamespace = BridgeNamespace,
        Client = new LabHost
        {
            Node = ClientNamespace,
            Name = "client",
            NetworkNamespace = ClientNamespace,
            BridgeNamespace = BridgeNamespace,
            BridgePort = "client",
            Address = ["192.168.6.1/24", "192.168.7.1/24"],
        },
        Nodes = [.. Enumerable.Range(1, NodeCount).Select(Node)],
    };

    private LabNode Node(int number) => new()
    {
        Node = NodeNamespace(number),
        Name = ShortName(number),
        NetworkNamespace = NodeNamespace(number),
        RootPath = RootPath,
        ControlSocket = new NodeLocation(NodeNamespace(number), RootPath).ControlSocket,
        BridgeNamespace = BridgeNamespace,
        BridgePort = ShortName(number),
        Address = [string.Create(CultureInfo.InvariantCulture, $"192.168.6.{100 + (10 * number)}/24")],
    };

    private string NodeNamespace(int number) => $"{Name}-{ShortName(number)}";

    private static string ShortName(int number) => string.Create(CultureInfo.InvariantCulture, $"n{number}");
}
