using HaVip.PowerShell.Installation.Firewall;
using HaVip.PowerShell.Nodes;

namespace HaVip.PowerShell.Installation;

/// <summary>The way back of one recorded change.</summary>
internal abstract class InstallationUndo
{
    public abstract string? Before { get; }

    /// <summary>Null where nothing stays.</summary>
    public abstract string? After { get; }

    /// <summary>False where what was installed is gone or was changed by somebody else.</summary>
    public abstract bool IsNeeded { get; }

    /// <summary>Why it stays although it was installed; null where that is plain.</summary>
    public virtual string? Reason => null;

    public string Action => After is null ? $"Remove: {Before}" : $"Change from '{Before}' back to '{After}'";

    public abstract void Apply();

    public static InstallationUndo Of(RecordedChange change, NodeLocation node) => change.Kind switch
    {
        StepKind.Sysctl => new SysctlUndo(change, node.NetworkNamespace),
        StepKind.Link => new LinkUndo(change),
        StepKind.Folder => new FolderUndo(change),
        StepKind.Access => new AccessUndo(change),
        StepKind.User or StepKind.Group => new AccountUndo(change, node.RootPath),
        StepKind.Service => new ServiceUndo(change),
        StepKind.NftRule => new NftRuleUndo(change, node.NetworkNamespace),
        StepKind.FirewalldRule => new FirewalldUndo(change),
        _ => new FileUndo(change),
    };
}
