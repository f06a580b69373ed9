namespace HaVip.Node.Programs;

/// <summary>What a command of the configuration finds in its environment: little, and nothing of the runner's own.</summary>
internal static class ProgramEnvironment
{
    private const string Path = "/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin";

    public static string[] With(params IReadOnlyList<(string Name, string Value)> variables) =>
        [$"PATH={Path}", "LANG=C.UTF-8", .. variables.Select(variable => $"{variable.Name}={variable.Value}")];
}
