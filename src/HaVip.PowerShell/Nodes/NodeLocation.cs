using System.Management.Automation;
using HaVip.Core.Control;
using HaVip.PowerShell.Remoting;

namespace HaVip.PowerShell.Nodes;

/// <summary>
/// Where one node keeps its files: <c>/etc/havip</c>, <c>/run/havip</c>, <c>/var/lib/havip</c>, <c>/var/log/havip</c>,
/// with a folder per network namespace, all below a root path where one is given.
/// </summary>
/// <param name="NetworkNamespace">A name of <c>ip netns</c>; null for the host itself.</param>
/// <param name="RootPath">An absolute prefix of every file, as <c>DESTDIR</c>; null for none.</param>
internal sealed record NodeLocation(string? NetworkNamespace = null, string? RootPath = null)
{
    private readonly string? _controlSocket;

    /// <summary>
    /// The machine it is on; null for this one. Files and sockets of another are not to be looked for here, so asking for
    /// one is an error.
    /// </summary>
    public RemoteNode? Remote { get; init; }

    public string ConfigurationPath => Below("etc/havip", "havip.yaml");

    public string RuntimeDirectory => Below("run/havip");

    public string StateDirectory => Below("var/lib/havip");

    public string LogFile => Below("var/log/havip", "havip-node.log");

    public string InstallationRecord => Below("etc/havip", "install.json");

    /// <summary>The socket a user named, else the default of the location.</summary>
    public string ControlSocket
    {
        get => Remote is not null ? throw NotHere() : _controlSocket ?? Path.Combine(RuntimeDirectory, ControlProtocol.SocketName);
        init => _controlSocket = value;
    }

    /// <summary>False where only a socket is known, not the node's files.</summary>
    public bool HasFiles => _controlSocket is null || _controlSocket == Default().ControlSocket;

    /// <summary>The socket a user named, wherever it is; null for the default of the location.</summary>
    public string? NamedSocket => _controlSocket;

    /// <summary>The host itself, with its own files and systemd.</summary>
    public bool IsHost => NetworkNamespace is null && RootPath is null;

    /// <summary>An image on disk: files below a root path, with no kernel behind them.</summary>
    public bool IsImage => NetworkNamespace is null && RootPath is not null;

    /// <summary>How a user names this node on a command line; empty for the host.</summary>
    public string Arguments
    {
        get
        {
            if (Remote is not null) return $" on {this}";
            if (!HasFiles) return $" -ControlSocket {NamedSocket}";
            var ns = NetworkNamespace is null ? "" : $" -NetworkNamespace {NetworkNamespace}";
            return RootPath is null ? ns : $"{ns} -RootPath {RootPath}";
        }
    }

    /// <summary>A file of the node below the root path, not per namespace.</summary>
    public string Rooted(string absolutePath) =>
        RootPath is null ? absolutePath : Path.Combine(RootPath, absolutePath.TrimStart('/'));

    public override string ToString()
    {
        var place = NetworkNamespace ?? RootPath ?? (HasFiles ? null : NamedSocket);
        if (Remote is null) return place ?? "this host";
        return place is null ? Remote.Name : $"{place} of {Remote.Name}";
    }

    private HaVipException NotHere() => new(
        "NodeElsewhere",
        ErrorCategory.InvalidArgument,
        $"The node {this} is on another machine, and this cmdlet only works on this one.",
        "Run it there with Invoke-Command -Session, where the node is not remote.",
        Remote?.Name);

    private NodeLocation Default() => new(NetworkNamespace, RootPath);

    private string Below(string folder, string file = "") => Remote is not null ? throw NotHere() :
        Path.Combine(RootPath ?? "/", folder, NetworkNamespace ?? "", file).TrimEnd('/');
}
