using HaVip.PowerShell.Runners;

namespace HaVip.PowerShell.Tests;

/// <summary>An image gets the module's runner and unit, whatever they are; nothing runs here.</summary>
internal static class ModuleFiles
{
    private static readonly Lazy<bool> Made = new(Make);

    public static void Require() => Assert.True(Made.Value);

    private static bool Make()
    {
        foreach (var path in new[] { RunnerBinary.ModulePath, Path.Combine(RunnerBinary.ModuleFolder, "systemd/havip.service") })
        {
            Directory.CreateDirectory(Path.GetDirectoryName(path)!);
            if (!File.Exists(path)) File.WriteAllText(path, "");
        }

        return true;
    }
}
