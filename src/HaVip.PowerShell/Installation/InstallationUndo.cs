using HaVip.Configuration.Files;
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

    public string Action => After is null ? $"Remove: {Before}" : $"Change from '{Before}' back to '{After}'";

    public abstract void Apply();

    public static InstallationUndo Of(RecordedChange change, string? networkNamespace) => change.Kind switch
    {
        StepKind.Sysctl => new SysctlUndo(change, networkNamespace),
        StepKind.Link => new LinkUndo(change),
        StepKind.Folder => new FolderUndo(change),
        _ => new FileUndo(change),
    };

    private sealed class SysctlUndo(RecordedChange change, string? networkNamespace) : InstallationUndo
    {
        public override string? Before { get; } = Read(change.Target, networkNamespace);

        public override string? After => change.Before;

        public override bool IsNeeded => Before is not null && Before == change.After && Before != After;

        public override void Apply() => SysctlStep.Write(change.Target, After!, networkNamespace);

        private static string? Read(string key, string? networkNamespace) =>
            networkNamespace is null || NetworkNamespaceName.Exists(networkNamespace)
                ? SysctlStep.Read(key, networkNamespace)
                : null;
    }

    private sealed class FileUndo(RecordedChange change) : InstallationUndo
    {
        public override string? Before { get; } = File.Exists(change.Target) ? "file" : null;

        public override string? After => change.Before is null ? null : "file that was there before";

        public override bool IsNeeded => Before is not null || After is not null;

        public override void Apply()
        {
            if (change.Before is null)
            {
                File.Delete(change.Target);
                return;
            }

            var mode = (UnixFileMode)change.BeforeMode!.Value;
            ConfigurationFile.WriteAtomically(change.Target, Convert.FromBase64String(change.Before), mode);
        }
    }

    private sealed class LinkUndo(RecordedChange change) : InstallationUndo
    {
        public override string? Before { get; } = new FileInfo(change.Target).LinkTarget;

        public override string? After => change.Before;

        public override bool IsNeeded => Before == change.After && Before != After;

        public override void Apply()
        {
            File.Delete(change.Target);
            if (After is not null) File.CreateSymbolicLink(change.Target, After);
        }
    }

    /// <summary>The folder goes with the files the runner left in it, unless another node has a folder there.</summary>
    private sealed class FolderUndo(RecordedChange change) : InstallationUndo
    {
        public override string? Before => Directory.Exists(change.Target) ? "folder" : null;

        public override string? After => change.Before;

        public override bool IsNeeded => Before is not null && After is null && IsDisposable;

        private bool IsDisposable =>
            Directory.GetDirectories(change.Target).Length == 0
            && Directory.GetFiles(change.Target).All(file => StateFiles.Contains(Path.GetFileName(file)));

        public override void Apply() => Directory.Delete(change.Target, recursive: true);
    }

    /// <summary>What the runner and the installation keep in the state directory.</summary>
    private static readonly string[] StateFiles = ["owned.json", "install.json"];
}
