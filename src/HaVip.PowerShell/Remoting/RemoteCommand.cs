using System.Collections;
using System.Management.Automation;

namespace HaVip.PowerShell.Remoting;

/// <summary>A script that is always the same, and what it is given: nothing of a user becomes part of its text.</summary>
/// <param name="Node">Where it runs.</param>
/// <param name="Script">One of <see cref="RemoteScripts"/>.</param>
/// <param name="Arguments">Its parameters by name.</param>
internal sealed record RemoteCommand(RemoteNode Node, string Script, IReadOnlyDictionary<string, object?> Arguments)
{
    /// <summary>What goes through the pipeline into the script; null for nothing.</summary>
    public IReadOnlyList<PSObject>? Input { get; init; }

    /// <summary>The same where the caller decides when it ends, and the script with it; null for what is known before.</summary>
    public PSDataCollection<PSObject>? OpenInput { get; init; }

    /// <summary>A cmdlet of the module over there, whose objects come back as text of <see cref="ObjectText"/>.</summary>
    public static RemoteCommand Cmdlet(RemoteNode node, string name, Hashtable parameters) => new(
        node,
        RemoteScripts.Cmdlet,
        new Dictionary<string, object?> { ["Command"] = name, ["Parameters"] = parameters });
}
