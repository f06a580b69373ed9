using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using HaVip.Core.Values;

namespace HaVip.Node.Commands;

/// <summary>Reads the arguments; anything it does not know is one sentence and no guess.</summary>
internal static class CommandLineParser
{
    private const string CommandNames = "run, check, release, trace, probe, exchange or version";

    private static readonly string[] RunOptions =
    [
        "--config", "--network-namespace", "--runtime-directory", "--state-directory", "--log-file", "--detach",
        "--no-start", "--user",
    ];

    private static readonly string[] CheckOptions = ["--config", "--inherit"];

    private static readonly string[] ReleaseOptions =
        ["--network-namespace", "--runtime-directory", "--state-directory"];

    private static readonly string[] TraceOptions =
        ["--interface", "--config", "--instance", "--network-namespace", "--virtual-router-id", "--family"];

    private static readonly string[] ProbeOptions = ["--config", "--instance", "--network-namespace", "--duration"];

    private static readonly string[] ExchangeOptions =
        ["--interface", "--virtual-router-id", "--family", "--peer", "--network-namespace"];

    public static bool TryParse(
        ReadOnlySpan<string> arguments,
        [NotNullWhen(true)] out CommandLine? line,
        out string problem)
    {
        line = null;
        problem = "";
        if (arguments.IsEmpty)
        {
            problem = $"A command is missing: {CommandNames}.";
            return false;
        }

        var (command, options) = Command(arguments[0]);
        if (command is not { } known)
        {
            problem = $"'{arguments[0]}' is not a command of havip-node: {CommandNames}.";
            return false;
        }

        var parsed = new CommandLine(known);
        if (!TryReadOptions(arguments[1..], arguments[0], options, ref parsed, out problem)) return false;
        problem = Missing(parsed, arguments[0]);
        if (problem.Length > 0) return false;
        line = parsed;
        return true;
    }

    private static string Missing(CommandLine line, string command)
    {
        var needsFile = line.Command is NodeCommand.Run or NodeCommand.Check or NodeCommand.Probe || line.Instances.Count > 0;
        if (needsFile && line.ConfigurationPath is null) return $"'{command}' needs --config FILE.";
        if (line.Command == NodeCommand.Exchange && (line.Interfaces.Count != 1 || line.VirtualRouterIds.Count != 1))
            return $"'{command}' needs one --interface NAME and one --virtual-router-id ID.";
        return line.Command == NodeCommand.Trace && line.Interfaces.Count == 0 == (line.Instances.Count == 0)
            ? $"'{command}' needs --interface NAME, or --config FILE and --instance NAME."
            : "";
    }

    private static (NodeCommand? Command, string[] Options) Command(string word) => word switch
    {
        "run" => (NodeCommand.Run, RunOptions),
        "check" => (NodeCommand.Check, CheckOptions),
        "release" => (NodeCommand.Release, ReleaseOptions),
        "trace" => (NodeCommand.Trace, TraceOptions),
        "probe" => (NodeCommand.Probe, ProbeOptions),
        "exchange" => (NodeCommand.Exchange, ExchangeOptions),
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
        if (name == "--inherit" && !(int.TryParse(value, out var number) && number > 2))
            return $"'{value}' is not the number of a descriptor that was passed on.";
        if (name == "--virtual-router-id" && !(byte.TryParse(value, out var id) && id > 0))
            return $"'{value}' is not a virtual router id, 1 to 255.";
        if (name == "--peer" && !IpAddress.TryParse(value, out _)) return $"'{value}' is not an address.";
        if (name == "--duration" && !Duration.TryParse(value, out _)) return $"'{value}' is not a length of time, such as 2s.";
        if (name == "--family" && value is not ("ipv4" or "ipv6")) return $"'{value}' is neither ipv4 nor ipv6.";
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
        "--interface" => line with { Interfaces = [.. line.Interfaces, value!] },
        "--instance" => line with { Instances = [.. line.Instances, value!] },
        "--virtual-router-id" => line with
        {
            VirtualRouterIds = [.. line.VirtualRouterIds, byte.Parse(value!, CultureInfo.InvariantCulture)],
        },
        "--family" => line with { Family = value == "ipv4" ? AddressFamily.IPv4 : AddressFamily.IPv6 },
        "--peer" => line with { Peers = [.. line.Peers, IpAddress.TryParse(value, out var peer) ? peer : default] },
        "--duration" => line with { Duration = Duration.TryParse(value, out var duration) ? duration : default },
        "--log-file" => line with { LogFile = value },
        "--user" => line with { User = value },
        "--inherit" => line with { Inherit = int.Parse(value!, CultureInfo.InvariantCulture) },
        "--detach" => line with { Detach = true },
        "--no-start" => line with { NoStart = true },
        _ => throw new ArgumentException("Not an option.", nameof(name)),
    };
}
