using HaVip.Core.Values;

namespace HaVip.Core.Configuration;

public static partial class ConfigurationValidator
{
    private static void CheckChecks(NodeConfiguration configuration, DiagnosticList findings)
    {
        var seen = new Dictionary<string, int>(StringComparer.OrdinalIgnoreCase);
        for (var i = 0; i < configuration.Checks.Count; i++)
        {
            var check = configuration.Checks[i];
            var path = $"{ConfigurationKeys.Checks}[{i}]";
            CheckListedName(
                check.Name, path, "check", seen, i, TrackingRules.CheckNameFormat, TrackingRules.CheckNameUnique, findings);
            CheckRhythm(check, path, findings);
            CheckKeysOfType(check, path, findings);
            CheckSubject(check, path, findings);
            if (check.Name.Length > 0 && !IsTracked(configuration, check.Name))
            {
                findings.Add(
                    TrackingRules.CheckUnused,
                    path,
                    $"Nothing tracks the check '{Shown(check.Name)}'.",
                    $"Write 'track: {{ checks: [{{ name: {Shown(check.Name)} }}] }}' in an instance or a group.");
            }
        }
    }

    private static void CheckListedName(
        string name,
        string path,
        string kind,
        Dictionary<string, int> seen,
        int index,
        ConfigurationRule format,
        ConfigurationRule unique,
        DiagnosticList findings)
    {
        var key = $"{path}.{ConfigurationKeys.Name}";
        if (name.Length == 0) AddRequired(key, ConfigurationKeys.Name, $"name: {kind}1", findings);
        else if (!IsName(name)) findings.Add(format, key, $"The {kind}'s name '{Shown(name)}' is not a name.", NameAdvice);
        else if (!seen.TryAdd(name, index))
        {
            findings.Add(
                unique,
                key,
                $"The name '{Shown(name)}' is already that of {path[..path.IndexOf('[')]}[{seen[name]}].",
                $"Give each {kind} its own name; upper and lower case count as the same.");
        }
    }

    private static bool IsTracked(NodeConfiguration configuration, string check) =>
        configuration.Instances.Select(i => i.Track).Concat(configuration.Groups.Select(g => g.Track))
            .Any(track => track.Checks.Any(tracked => tracked.Name == check));

    private static void CheckRhythm(CheckConfiguration check, string path, DiagnosticList findings)
    {
        CheckBetween(
            TrackingRules.CheckIntervalRange,
            $"{path}.{ConfigurationKeys.Interval}",
            check.Interval,
            ConfigurationLimits.MinimumCheckInterval,
            ConfigurationLimits.MaximumCheckInterval,
            findings);
        CheckBetween(
            TrackingRules.CheckTimeoutRange,
            $"{path}.{ConfigurationKeys.Timeout}",
            check.Timeout ?? ConfigurationLimits.MinimumTimeout,
            ConfigurationLimits.MinimumTimeout,
            ConfigurationLimits.MaximumTimeout,
            findings);
        CheckCount(TrackingRules.CheckRiseRange, $"{path}.{ConfigurationKeys.Rise}", check.Rise, findings);
        CheckCount(TrackingRules.CheckFallRange, $"{path}.{ConfigurationKeys.Fall}", check.Fall, findings);
        CheckRange(
            TrackingRules.CheckDelayRange,
            $"{path}.{ConfigurationKeys.UpDelay}",
            check.UpDelay,
            ConfigurationLimits.MaximumTrackDelay,
            findings);
        CheckRange(
            TrackingRules.CheckDelayRange,
            $"{path}.{ConfigurationKeys.DownDelay}",
            check.DownDelay,
            ConfigurationLimits.MaximumTrackDelay,
            findings);
    }

    private static void CheckCount(ConfigurationRule rule, string path, byte count, DiagnosticList findings)
    {
        if (count > 0) return;
        var key = path[(path.LastIndexOf('.') + 1)..];
        findings.Add(rule, path, $"{key} is 0: expected a whole number from 1 to 255.", "1 is the default.");
    }

    private static void CheckBetween(
        ConfigurationRule rule, string path, Duration value, Duration minimum, Duration maximum, DiagnosticList findings)
    {
        if (value >= minimum && value <= maximum) return;
        var key = path[(path.LastIndexOf('.') + 1)..];
        findings.Add(rule, path, $"{key} is {value}: expected a duration from {minimum} to {maximum}.");
    }

    private static void CheckSubject(CheckConfiguration check, string path, DiagnosticList findings)
    {
        switch (check.Type)
        {
            case CheckType.Process:
                CheckProcess(check, path, findings);
                break;
            case CheckType.Tcp:
                if (check.Endpoint is null)
                    AddRequired($"{path}.{ConfigurationKeys.Endpoint}", ConfigurationKeys.Endpoint, "endpoint: \"127.0.0.1:443\"", findings);
                break;
            case CheckType.Http:
                CheckUrl(check, $"{path}.{ConfigurationKeys.Url}", findings);
                CheckExpectations(check, path, findings);
                break;
            case CheckType.Script:
                CheckScript(check, path, findings);
                break;
            case CheckType.File:
                CheckFilePath(check, $"{path}.{ConfigurationKeys.Path}", findings);
                break;
            case CheckType.Interface:
                CheckInterfaceSubject(check, $"{path}.{ConfigurationKeys.Interface}", findings);
                break;
        }
    }

    private static void CheckProcess(CheckConfiguration check, string path, DiagnosticList findings)
    {
        var key = $"{path}.{ConfigurationKeys.Process}";
        if (check.Process is not { Length: > 0 } process)
            AddRequired(key, ConfigurationKeys.Process, "process: haproxy", findings);
        else if (process.Contains('/') ? !IsAbsolute(process) : !IsProcessName(process))
        {
            findings.Add(
                TrackingRules.CheckProcessFormat,
                key,
                $"'{Shown(process)}' is neither the name nor the path of a process.",
                "Write the name that 'ps -o comm' shows, 15 characters at most, or the absolute path it was started by.");
        }

        if (check.Quorum > 0 && (check.Maximum ?? check.Quorum) >= check.Quorum) return;
        findings.Add(
            TrackingRules.CheckQuorumRange,
            $"{path}.{ConfigurationKeys.Quorum}",
            check.Quorum == 0
                ? "quorum is 0: expected a whole number from 1 to 65535."
                : $"quorum is {check.Quorum}, which is more than the maximum of {check.Maximum}.",
            "quorum is the least number of processes, maximum the largest.");
    }

    private static void CheckUrl(CheckConfiguration check, string path, DiagnosticList findings)
    {
        if (check.Url is not { Length: > 0 } text)
            AddRequired(path, ConfigurationKeys.Url, "url: \"http://127.0.0.1/healthz\"", findings);
        else if (!Uri.TryCreate(text, UriKind.Absolute, out var url) || url.Scheme is not ("http" or "https")
            || url.UserInfo.Length > 0 || text.Any(char.IsControl))
        {
            findings.Add(
                TrackingRules.CheckUrlFormat,
                path,
                $"'{Shown(text)}' is not the URL of something to ask for.",
                "Write http:// or https://, an address and a path, without user and password.");
        }
    }

    private static void CheckExpectations(CheckConfiguration check, string path, DiagnosticList findings)
    {
        if (check.ServerName is { } server && Uri.CheckHostName(server) == UriHostNameType.Unknown)
        {
            findings.Add(
                TrackingRules.CheckServerName,
                $"{path}.{ConfigurationKeys.ServerName}",
                $"'{Shown(server)}' is not the name of a host.",
                "Write the name that the certificate is for, such as www.example.org.");
        }

        foreach (var (key, text) in new[]
        {
            (ConfigurationKeys.ExpectHeader, check.ExpectHeader), (ConfigurationKeys.ExpectBody, check.ExpectBody),
        })
        {
            if (text is null || (text.Length is > 0 and <= ConfigurationLimits.MaximumExpectation && !text.Any(char.IsControl)))
                continue;
            findings.Add(
                TrackingRules.CheckExpectation,
                $"{path}.{key}",
                $"'{Shown(text)}' cannot be looked for.",
                "Write 1 to 256 characters on one line.");
        }
    }

    private static void CheckScript(CheckConfiguration check, string path, DiagnosticList findings)
    {
        var key = $"{path}.{ConfigurationKeys.Command}";
        if (check.Command.Count == 0)
            AddRequired(key, ConfigurationKeys.Command, "command: [/usr/local/bin/check, --fast]", findings);
        else CheckCommand(TrackingRules.CheckCommandFormat, check.Command, key, findings);
        CheckUser(TrackingRules.CheckUserFormat, check.User, $"{path}.{ConfigurationKeys.User}", findings);
    }

    private static void CheckFilePath(CheckConfiguration check, string path, DiagnosticList findings)
    {
        if (check.Path is not { Length: > 0 } file)
            AddRequired(path, ConfigurationKeys.Path, "path: /run/havip/drain", findings);
        else if (!IsAbsolute(file))
        {
            findings.Add(
                TrackingRules.CheckPathFormat,
                path,
                $"'{Shown(file)}' is not the absolute path of a file.",
                "Begin it with '/', without '..'.");
        }
    }

    private static void CheckInterfaceSubject(CheckConfiguration check, string path, DiagnosticList findings)
    {
        if (check.Interface is not { Length: > 0 })
            AddRequired(path, ConfigurationKeys.Interface, "interface: eth1", findings);
        else CheckInterfaceName(TrackingRules.CheckInterfaceFormat, check.Interface, path, findings);
    }

    private static bool IsProcessName(string name) =>
        System.Text.Encoding.UTF8.GetByteCount(name) <= 15 && !name.Any(char.IsControl);
}
