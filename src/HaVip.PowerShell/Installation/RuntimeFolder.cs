namespace HaVip.PowerShell.Installation;

/// <summary>What a runner that has ended leaves below <c>/run</c> until the next boot.</summary>
internal static class RuntimeFolder
{
    private static readonly string[] OwnFiles = ["havip-node.lock", "control.sock"];

    /// <summary>Removes the folder where nothing but that is in it.</summary>
    public static void Remove(string folder)
    {
        if (!Directory.Exists(folder)) return;
        var isOurs = Directory.EnumerateFileSystemEntries(folder).All(path => OwnFiles.Contains(Path.GetFileName(path)));
        if (isOurs) Directory.Delete(folder, recursive: true);
    }
}
