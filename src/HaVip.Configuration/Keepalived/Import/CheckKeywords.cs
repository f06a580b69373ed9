using HaVip.Configuration.Keepalived.Language;
using HaVip.Core.Configuration;
using HaVip.Core.Values;

namespace HaVip.Configuration.Keepalived.Import;

/// <summary>The blocks that say what can be tracked.</summary>
internal static class CheckKeywords
{
    public const string ScriptBlock = "vrrp_script";
    public const string ProcessBlock = "vrrp_track_process";
    public const string FileBlock = "track_file";

    public static readonly KeywordTable<CheckDraft> Script = new(ScriptBlock,
    [
        new("script", ReadScript),
        new("interval", (s, d, c) => Change(d, Time(s, c), (check, time) => check with { Interval = time })),
        new("timeout", (s, d, c) => Change(d, Time(s, c), (check, time) => check with { Timeout = time })),
        new("rise", (s, d, c) => Change(d, Count(s, c), (check, count) => check with { Rise = count })),
        new("fall", (s, d, c) => Change(d, Count(s, c), (check, count) => check with { Fall = count })),
        new("weight", (s, d, c) => d.Weight = Weight.Read(s, 0, false, 253, c) ?? d.Weight),
        new("user", (s, d, c) => d.Check = d.Check with { User = ScriptUser.Read(s.Arguments, s, c) }),
        new("init_fail", (_, d, _) => d.Check = d.Check with { Start = CheckStart.Bad }),
    ]);

    public static readonly KeywordTable<CheckDraft> Process = new(ProcessBlock,
    [
        new("process", ReadProcess),
        new("param_match", ReadMatch),
        new("full_command", (s, d, c) => ReadFullCommand(s, d, c)),
        new("quorum", (s, d, c) => Change(d, c.Integer(s, 1, 65535), (check, n) => check with { Quorum = (ushort)n })),
        new("quorum_max", ReadMaximum),
        new("fork_delay", (s, d, c) => Change(d, Delay(s, c), (check, time) => check with { UpDelay = time })),
        new("terminate_delay", (s, d, c) => Change(d, Delay(s, c), (check, time) => check with { DownDelay = time })),
        new("delay", (s, d, c) => Change(
            d, Delay(s, c), (check, time) => check with { UpDelay = time, DownDelay = time })),
        new("weight", (s, d, c) => d.Weight = Weight.Read(s, 0, false, 254, c) ?? d.Weight),
    ]);

    public static readonly KeywordTable<CheckDraft> File = new(FileBlock,
    [
        new("file", (s, d, c) => d.Check = d.Check with { Path = c.Word(s, "the path of a file") ?? d.Check.Path }),
        new("weight", (s, d, c) => d.Weight = Weight.Read(s, 0, false, 254, c) ?? d.Weight),
        new("init_file", (s, _, c) => c.Lost(s, "HaVip writes no file, and takes one that is not there for 0.")),
    ]);

    private static void Change<T>(CheckDraft draft, T? value, Func<CheckConfiguration, T, CheckConfiguration> set)
        where T : struct
    {
        if (value is { } read) draft.Check = set(draft.Check, read);
    }

    private static Duration? Time(Statement statement, ImportContext context)
    {
        var read = context.Seconds(statement, new Duration(1), ConfigurationLimits.MaximumCheckInterval);
        if (read is not { } time || time >= ConfigurationLimits.MinimumCheckInterval) return read;
        context.Add(
            ImportRules.ValueAdjusted, statement, $"HaVip runs a script every {ConfigurationLimits.MinimumCheckInterval} at most.");
        return ConfigurationLimits.MinimumCheckInterval;
    }

    private static Duration? Delay(Statement statement, ImportContext context) => context.Seconds(statement, 3600);

    private static byte? Count(Statement statement, ImportContext context)
    {
        if (context.Integer(statement, 1, int.MaxValue) is not { } count) return null;
        if (count > byte.MaxValue) context.Add(ImportRules.ValueAdjusted, statement, "HaVip counts to 255 at most.");
        return (byte)Math.Min(count, byte.MaxValue);
    }

    private static void ReadScript(Statement statement, CheckDraft draft, ImportContext context)
    {
        if (ScriptLine.Read(statement, context) is { } script)
            draft.Check = draft.Check with { Command = script.Command };
    }

    private static void ReadProcess(Statement statement, CheckDraft draft, ImportContext context)
    {
        if (CommandWords.Split(statement.Line.Text) is not [_, var process, .. var arguments])
        {
            context.Ignored(statement, "the name of a process");
            return;
        }

        draft.Check = draft.Check with { Process = process, Arguments = arguments.Length > 0 ? arguments : null };
    }

    /// <summary>None at all is the contrary of one at least.</summary>
    private static void ReadMaximum(Statement statement, CheckDraft draft, ImportContext context)
    {
        if (context.Integer(statement, 0, 65535) is not { } maximum) return;
        draft.IsContrary = maximum == 0;
        draft.Check = draft.Check with { Maximum = maximum == 0 ? null : (ushort)maximum };
    }

    private static void ReadMatch(Statement statement, CheckDraft draft, ImportContext context)
    {
        draft.HasArgumentMatch = true;
        if (statement.Argument(0) is "initial")
            draft.Check = draft.Check with { ArgumentMatch = ArgumentMatch.Partial };
        else if (statement.Argument(0) is "partial")
            draft.Check = draft.Check with { ArgumentMatch = ArgumentMatch.Initial };
        else if (statement.Argument(0) is not null) context.Ignored(statement, "initial or partial");
    }

    /// <summary>HaVip compares the whole path where the process has one, which says as much.</summary>
    private static void ReadFullCommand(Statement statement, CheckDraft draft, ImportContext context)
    {
        if (draft.Check.Process is { } process && !process.Contains('/'))
            context.Lost(statement, "HaVip compares the command line where the process is written with its path.");
    }
}
