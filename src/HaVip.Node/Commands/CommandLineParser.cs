using System.Diagnostics.CodeAnalysis;

namespace HaVip.Node.Commands;

/// <summary>Reads the arguments; anything it does not know is one sentence and no guess.</summary>
internal static class CommandLineParser
{
    private static readonly string[] RunOptions =
    [
        "--config", "--network-namespace", "--runtime-directory", "--state-directory", "--log-file", "--detach",
        "--no-start",
    ];

    private static readonly string[] CheckOptions = ["--config"];

    private static readonly string[] ReleaseOptions =
        ["--network-namespace", "--runtime-directory", "--state-directory"];

    public static bool TryParse(
        ReadOnlySpan<string> arguments,
        [NotNullWhen(true)] out CommandLine? line,
        out string problem)
    {
        line = null;
        problem = "";
        if (arguments.IsEmpty)
        {
            problem = "A command is missing: run, check, release or version.";
            return false;
        }

        var (command, options) = Command(arguments[0]);
        if (command is not { } known)
        {
            problem = $"'{arguments[0]}' is not a command of havip-node: run, check, release or version.";
            return false;
        }

        var parsed = new CommandLine(known);
        if (!TryReadOptions(arguments[1..], arguments[0], options, ref parsed, out problem)) return false;
        if (parsed.Command is NodeCommand.Run or NodeCommand.Check && parsed.ConfigurationPath is null)
        {
            problem = $"'{arguments[0]}' needs --config FILE.";
            return false;
        }

        line = parsed;
        return true;
    }

    private static (NodeCommand? Command, string[] Options) Command(string word) => word switch
    {
        "run" => (NodeCommand.Run, RunOptions),
        "check" => (NodeCommand.Check, CheckOptions),
        "release" => (NodeCommand.Release, ReleaseOptions),
        "version" or "--version" => (NodeCommand.Version, []),
        "help" or "--help" or "-h" => (NodeCommand.Help, []),
        _ => (null, []),
    };

    private static bool TryReadOptions(
        ReadOnlySpan<string> arguments,
        string command,
        string[] allowed,
        ref CommandLine line,
        out string problem)
    {
        problem = "";
        for (var i = 0; i < arguments.Length; i++)
        {
            if (arguments[i] is "--help" or "-h")
            {
                line = new CommandLine(NodeCommand.Help);
                return true;
            }

            var equals = arguments[i].IndexOf('=', StringComparison.Ordinal);
            var name = equals < 0 ? arguments[i] : arguments[i][..equals];
            var value = equals < 0 ? null : arguments[i][(equals + 1)..];
            if (!allowed.Contains(name))
            {
                problem = allowed.Length == 0
                    ? $"'{command}' takes no arguments, so '{arguments[i]}' has no meaning."
                    : $"'{arguments[i]}' is not an option of '{command}': {string.Join(", ", allowed)}.";
                return false;
            }

            var isSwitch = name is "--detach" or "--no-start";
            if (!isSwitch && value is null && i + 1 < arguments.Length) value = arguments[++i];
            problem = Misuse(name, value, isSwitch);
            if (problem.Length > 0) return false;
            line = With(line, name, value);
        }

        return true;
    }

    private static string Misuse(string name, string? value, bool isSwitch)
    {
        if (isSwitch) return value is null ? "" : $"'{name}' takes no value.";
        if (string.IsNullOrEmpty(value)) return $"'{name}' needs a value.";
        var plain = value is not ("." or "..") && !value.Contains('/', StringComparison.Ordinal);
        return name != "--network-namespace" || plain
            ? ""
            : $"'{value}' is not a network namespace name; names are those of 'ip netns list'.";
    }

    private static CommandLine With(CommandLine line, string name, string? value) => name switch
    {
        "--config" => line with { ConfigurationPath = value },
        "--network-namespace" => line with { NetworkNamespace = value },
        "--runtime-directory" => line with { RuntimeDirectory = value },
        "--state-directory" => line with { StateDirectory = value },
        "--log-file" => line with { LogFile = value },
        "--detach" => line with { Detach = true },
        "--no-start" => line with { NoStart = true },
        _ => throw new ArgumentException("Not an option.", nameof(name)),
    };
}
