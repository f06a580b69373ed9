using HaVip.Core.Configuration;
using HaVip.Linux;

namespace HaVip.Node.Programs;

/// <summary>The commands of a configuration, and what keeps them from being run on this machine.</summary>
internal static class ConfiguredPrograms
{
    public static readonly ConfigurationRule NotTrusted = new("CommandNotTrusted", DiagnosticSeverity.Error, []);
    public static readonly ConfigurationRule NoUser = new("CommandUserUnusable", DiagnosticSeverity.Error, []);

    /// <summary>Whose commands they are: a place in the configuration, the program, and who is to run it.</summary>
    public static IEnumerable<(string Path, string Program, string? User)> Of(NodeConfiguration configuration)
    {
        var node = configuration.Node.ScriptUser;
        for (var i = 0; i < configuration.Checks.Count; i++)
        {
            var check = configuration.Checks[i];
            if (check.Type == CheckType.Script) yield return ($"checks[{i}].command", check.Command[0], check.User ?? node);
        }

        for (var i = 0; i < configuration.Instances.Count; i++)
        {
            foreach (var one in Of(configuration.Instances[i].Notify, $"instances[{i}]", node)) yield return one;
        }

        for (var i = 0; i < configuration.Groups.Count; i++)
        {
            foreach (var one in Of(configuration.Groups[i].Notify, $"groups[{i}]", node)) yield return one;
        }
    }

    /// <summary>Programs that others could replace, and users that cannot run them.</summary>
    /// <param name="configuration">Valid in itself.</param>
    /// <param name="file">Where it is from.</param>
    /// <param name="asRunner">This process is the one that would run them.</param>
    public static IReadOnlyList<ConfigurationDiagnostic> Findings(
        NodeConfiguration configuration, string file, bool asRunner)
    {
        var findings = new List<ConfigurationDiagnostic>();
        foreach (var (path, program, user) in Of(configuration))
        {
            if (Trust(program) is { } fault)
                findings.Add(Finding(NotTrusted, path, file, fault.Message, fault.Fix.Length == 0 ? "" : $"Run: {fault.Fix}"));
            if (asRunner && ProgramUser.Fault(user, out _) is { } reason)
                findings.Add(Finding(NoUser, path, file, $"{program} cannot be run: {reason}.", ""));
        }

        return findings;
    }

    private static PathFault? Trust(string program)
    {
        try
        {
            return PathTrust.Find(program);
        }
        catch (LinuxException error)
        {
            return new PathFault(program, error.Message, "");
        }
    }

    private static IEnumerable<(string Path, string Program, string? User)> Of(
        IReadOnlyList<NotifySettings> notify, string owner, string? node)
    {
        for (var i = 0; i < notify.Count; i++)
        {
            if (notify[i].Command.Count > 0)
                yield return ($"{owner}.notify[{i}].command", notify[i].Command[0], notify[i].User ?? node);
        }
    }

    private static ConfigurationDiagnostic Finding(
        ConfigurationRule rule, string path, string file, string message, string advice) => new()
        {
            Severity = rule.Severity,
            RuleId = rule.Id,
            Path = path,
            File = file,
            Message = message,
            Recommendation = advice,
        };
}
