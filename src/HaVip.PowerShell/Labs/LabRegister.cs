using System.Text.Json;
using HaVip.Configuration.Files;
using HaVip.PowerShell.Nodes;

namespace HaVip.PowerShell.Labs;

/// <summary>Which labs this machine has: one small file each, gone with the next boot as the namespaces are.</summary>
internal static class LabRegister
{
    private const string Folder = "/run/havip-lab";

    /// <summary>In the order of their names; what is left of a lab whose namespaces are gone is not one.</summary>
    public static IEnumerable<LabPlan> Read()
    {
        if (!Directory.Exists(Folder)) return [];
        return Directory.EnumerateFiles(Folder, "*.json").Order(StringComparer.Ordinal).Select(ReadFile).OfType<LabPlan>()
            .Where(plan => plan.Namespaces.Any(NetworkNamespaceName.Exists));
    }

    public static void Add(LabPlan plan)
    {
        const UnixFileMode Private = UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute;
        Directory.CreateDirectory(Folder, Private);
        ConfigurationFile.WriteAtomically(PathOf(plan.Name), JsonSerializer.Serialize(plan));
    }

    public static void Remove(LabPlan plan) => File.Delete(PathOf(plan.Name));

    public static string PathOf(string name) => Path.Combine(Folder, $"{name}.json");

    private static LabPlan? ReadFile(string path)
    {
        try
        {
            return JsonSerializer.Deserialize<LabPlan>(File.ReadAllText(path));
        }
        catch (FileNotFoundException)
        {
            // Removed by someone else since the folder was listed.
            return null;
        }
    }
}
