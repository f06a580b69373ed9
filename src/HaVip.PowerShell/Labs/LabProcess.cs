using HaVip.PowerShell.Runners;

namespace HaVip.PowerShell.Labs;

/// <summary>A process in one of a lab's namespaces.</summary>
internal sealed record LabProcess(int Id, string Command, string NetworkNamespace)
{
    public bool IsRunner => Command == RunnerBinary.FileName;

    /// <summary>Null where it has ended meanwhile.</summary>
    public static LabProcess? TryRead(int id, string networkNamespace)
    {
        try
        {
            return new LabProcess(id, File.ReadAllText($"/proc/{id}/comm").TrimEnd(), networkNamespace);
        }
        catch (IOException)
        {
            return null;
        }
    }

    public override string ToString() => $"{Command} ({Id}) in {NetworkNamespace}";
}
