using System.Text.Json;
using HaVip.PowerShell.Processes;

namespace HaVip.PowerShell.Checks.Firewall;

/// <summary>The program nft, on the host or in a network namespace.</summary>
internal static class Nftables
{
    private const string Program = "nft";

    /// <summary>All rules; null with the reason where they cannot be read.</summary>
    public static Ruleset? Read(string? networkNamespace, out string problem)
    {
        problem = "";
        try
        {
            var (program, words) = Command(networkNamespace, "-j", "list", "ruleset");
            var result = ExternalCommand.Run(program, words);
            if (result.ExitCode == 0) return Ruleset.Parse(string.Concat(result.Output));
            problem = result.Complaint.Contains("No such file", StringComparison.Ordinal)
                ? "there is no nft to read the rules with"
                : $"nft cannot read the rules: {result.Complaint}";
        }
        catch (HaVipException e)
        {
            problem = e.ErrorId == "CommandNotFound" ? "there is no nft to read the rules with" : e.Message;
        }
        catch (JsonException e)
        {
            problem = $"nft's rules are not understood: {e.Message}";
        }

        return null;
    }

    /// <summary>Carries out commands, all of them or none.</summary>
    public static void Change(string? networkNamespace, IEnumerable<string> commands)
    {
        var (program, words) = Command(networkNamespace, "-f", "-");
        ExternalCommand.Require(program, words, string.Join('\n', commands) + "\n");
    }

    private static (string Program, string[] Words) Command(string? networkNamespace, params string[] words) =>
        networkNamespace is null ? (Program, words) : ("ip", ["netns", "exec", networkNamespace, Program, .. words]);
}
