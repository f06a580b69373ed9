using System.Globalization;
using HaVip.Core.Configuration;
using HaVip.PowerShell.Runners;
using static HaVip.PowerShell.Checks.Verdict;

namespace HaVip.PowerShell.Checks;

internal static class RunnerChecks
{
    private const int NetworkAdministration = 12;
    private const int RawNetwork = 13;

    public static IEnumerable<Verdict> Configuration(NodeSituation situation)
    {
        if (situation.File is not { } file)
        {
            yield return Skipped("only the control socket is known of this node, not its files");
            yield break;
        }

        var path = situation.Node.ConfigurationPath;
        foreach (var finding in file.Diagnostics)
        {
            var advice = finding.Recommendation ?? "Test-HaVipConfiguration lists all findings.";
            yield return finding.Severity == DiagnosticSeverity.Error
                ? Failed(finding.ToString(), advice)
                : Warning(finding.ToString(), advice);
        }

        if (file.Diagnostics.Count == 0) yield return Passed($"{path} has no errors");
    }

    public static IEnumerable<Verdict> Program(NodeSituation situation)
    {
        var place = File.Exists(RunnerBinary.ModulePath) ? RunnerBinary.ModulePath : RunnerBinary.InstalledPath;
        yield return File.Exists(place)
            ? Passed(place)
            : Failed($"there is no node runner at {RunnerBinary.ModulePath} or {RunnerBinary.InstalledPath}",
                "Install the module's package for this architecture, or build it with build.ps1.");
    }

    public static IEnumerable<Verdict> Running(NodeSituation situation)
    {
        if (situation.After is { } state)
        {
            yield return Passed(string.Create(CultureInfo.InvariantCulture, $"process {state.ProcessId}"));
            yield break;
        }

        if (situation.Node.IsImage)
        {
            yield return Skipped("an image does not run");
            yield break;
        }

        yield return Failed(
            situation.ConnectionProblem ?? $"nobody answers at {situation.Node.ControlSocket}",
            $"Start it with: Start-HaVipInstance{situation.Node.Arguments}");
    }

    public static IEnumerable<Verdict> Version(NodeSituation situation)
    {
        var module = typeof(RunnerChecks).Assembly.GetName().Version!.ToString(3);
        yield return situation.After is not { } state ? Skipped("no runner answers")
            : state.RunnerVersion.Split('+')[0] == module ? Passed(module)
            : Warning($"the runner is version {state.RunnerVersion}, the module {module}",
                "Run Install-HaVipNode again and Restart-HaVipInstance.");
    }

    public static IEnumerable<Verdict> Capability(NodeSituation situation)
    {
        var who = situation.After is { } state ? $"{state.ProcessId}" : "self";
        var subject = situation.After is null ? "this process, and a runner started by it," : "the runner";
        if (Effective(who) is not { } held)
        {
            yield return Skipped($"what process {who} may do cannot be read");
            yield break;
        }

        var missing = new[] { (NetworkAdministration, "CAP_NET_ADMIN"), (RawNetwork, "CAP_NET_RAW") }
            .Where(one => (held >> one.Item1 & 1) == 0).Select(one => one.Item2).ToList();
        yield return missing.Count == 0
            ? Passed("CAP_NET_ADMIN, CAP_NET_RAW")
            : Failed($"{subject} lacks {string.Join(" and ", missing)}",
                "Run it as root, or give the service AmbientCapabilities=CAP_NET_ADMIN CAP_NET_RAW.");
    }

    private static ulong? Effective(string process)
    {
        const string Key = "CapEff:";
        try
        {
            var line = File.ReadLines($"/proc/{process}/status").First(text => text.StartsWith(Key, StringComparison.Ordinal));
            return ulong.Parse(line[Key.Length..].Trim(), NumberStyles.HexNumber, CultureInfo.InvariantCulture);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or InvalidOperationException)
        {
            return null;
        }
    }
}
