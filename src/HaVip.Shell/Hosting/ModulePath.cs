namespace HaVip.Shell.Hosting;

/// <summary>
/// Makes the module this shell was built with importable by name. The build puts a folder <c>Modules/HaVip</c> with
/// links to the checkout's manifest and module folder next to the shell, whatever the checkout's own folder is called;
/// the engine then loads it when one of its cmdlets is first used. Nothing is loaded, or locked, before.
/// </summary>
internal static class ModulePath
{
    private const string Variable = "PSModulePath";

    public static void AddOwn()
    {
        var own = Path.Combine(AppContext.BaseDirectory, "Modules");
        if (!Directory.Exists(own))
        {
            return;
        }

        // The engine completes the variable with its default places, but only where it is not set at all.
        var present = Environment.GetEnvironmentVariable(Variable) ?? DefaultPlaces();
        if (!present.Split(Path.PathSeparator).Contains(own, StringComparer.Ordinal))
        {
            Environment.SetEnvironmentVariable(Variable, present + Path.PathSeparator + own);
        }
    }

    private static string DefaultPlaces()
    {
        var home = Environment.GetFolderPath(Environment.SpecialFolder.UserProfile);
        var data = Environment.GetEnvironmentVariable("XDG_DATA_HOME") is { Length: > 0 } set
            ? set
            : Path.Combine(home, ".local", "share");
        return string.Join(
            Path.PathSeparator, Path.Combine(data, "powershell", "Modules"), "/usr/local/share/powershell/Modules");
    }
}
