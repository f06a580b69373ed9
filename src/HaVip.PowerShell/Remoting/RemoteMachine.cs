using System.Collections;
using System.Management.Automation;

namespace HaVip.PowerShell.Remoting;

/// <summary>What has to be known of a machine before anything is installed on it.</summary>
internal sealed record RemoteMachine(RemoteNode Node)
{
    public bool IsLinux { get; private init; }

    public bool IsRoot { get; private init; }

    /// <summary>Such as linux-x64.</summary>
    public string Runtime { get; private init; } = "";

    /// <summary>SHA-256 of the files of the module's version there, by their path; empty where it is not there.</summary>
    public IReadOnlyDictionary<string, string> Files { get; private init; } = new Dictionary<string, string>();

    public static RemoteCommand Ask(RemoteNode node) => new(
        node, RemoteScripts.Machine, new Dictionary<string, object?> { ["Folder"] = ModulePackage.Folder });

    public static RemoteMachine Read(RemoteNode node, PSObject answer) => new(node)
    {
        IsLinux = Value(answer, "IsLinux") is true,
        IsRoot = Value(answer, "IsRoot") is true,
        Runtime = Value(answer, "Runtime")?.ToString() ?? "",
        Files = Value(answer, "Files") is IDictionary files
            ? files.Cast<DictionaryEntry>().ToDictionary(file => file.Key.ToString()!, file => file.Value?.ToString() ?? "")
            : new Dictionary<string, string>(),
    };

    /// <exception cref="HaVipException">NotLinux or AccessDenied.</exception>
    public void Require()
    {
        if (!IsLinux)
        {
            throw new HaVipException(
                "NotLinux", ErrorCategory.NotImplemented, $"{Node} does not run Linux.", "HaVip nodes are Linux machines.", Node.Name);
        }

        if (!IsRoot)
        {
            throw new HaVipException(
                "AccessDenied",
                ErrorCategory.PermissionDenied,
                $"The session to {Node} is not root's.",
                $"Make one that is: New-PSSession -HostName {Node} -UserName root",
                Node.Name);
        }
    }

    private static object? Value(PSObject answer, string name) =>
        answer.Properties[name]?.Value is PSObject wrapped ? wrapped.BaseObject : answer.Properties[name]?.Value;
}
