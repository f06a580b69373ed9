using System.Globalization;
using System.Text;
using HaVip.Configuration.Files;
using HaVip.Core.Control;

namespace HaVip.Node;

/// <summary>Where one runner keeps its files; runners of different network namespaces share nothing.</summary>
/// <param name="RuntimeDirectory">Lives as long as the process: control socket and lock.</param>
/// <param name="StateDirectory">Outlives the process: the ownership journal and the holds.</param>
/// <param name="LogFile">Where a detached runner without a journal writes.</param>
internal sealed record NodePaths(string RuntimeDirectory, string StateDirectory, string LogFile)
{
    private const UnixFileMode Private =
        UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute;

    public string LockFile => Path.Combine(RuntimeDirectory, "havip-node.lock");

    public string ControlSocket => Path.Combine(RuntimeDirectory, ControlProtocol.SocketName);

    public string OwnershipJournal => Path.Combine(StateDirectory, "owned.json");

    public string Holds => Path.Combine(StateDirectory, "holds.json");

    /// <summary>Eight hex digits, the same for every run from these directories.</summary>
    public string Fingerprint
    {
        get
        {
            // FNV-1a: a hash of the cryptography library would keep 4 MB of it in memory.
            var hash = 2166136261;
            foreach (var one in Encoding.UTF8.GetBytes(RuntimeDirectory)) hash = unchecked((hash ^ one) * 16777619);
            return hash.ToString("x8", CultureInfo.InvariantCulture);
        }
    }

    /// <summary>What is not given is the default of the namespace.</summary>
    public static NodePaths Resolve(string? runtime, string? state, string? log, string? networkNamespace)
    {
        var ns = networkNamespace ?? "";
        return new NodePaths(
            Path.GetFullPath(runtime ?? Path.Combine("/run/havip", ns)),
            Path.GetFullPath(state ?? Path.Combine("/var/lib/havip", ns)),
            Path.GetFullPath(log ?? Path.Combine("/var/log/havip", ns, "havip-node.log")));
    }

    /// <summary>
    /// Makes both directories where they are missing, for root alone; who may use the control socket gets through to it.
    /// </summary>
    public void Create()
    {
        if (!Directory.Exists(RuntimeDirectory)) CreateShared(RuntimeDirectory);
        CreatePrivate(StateDirectory);
    }

    public static void CreatePrivate(string directory) => Directory.CreateDirectory(directory, Private);

    private static void CreateShared(string directory)
    {
        CreatePrivate(directory);
        if (!Environment.IsPrivilegedProcess || AccountFile.Group(ControlProtocol.ReaderGroup) is not { } group) return;
        (FileOwner.Self with { Group = group }).Apply(directory);
        File.SetUnixFileMode(directory, Private | UnixFileMode.GroupRead | UnixFileMode.GroupExecute);
    }
}
