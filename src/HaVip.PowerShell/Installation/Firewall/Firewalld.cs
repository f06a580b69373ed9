using HaVip.PowerShell.Processes;

namespace HaVip.PowerShell.Installation.Firewall;

/// <summary>The program firewall-cmd of the host's firewalld.</summary>
internal static class Firewalld
{
    /// <summary>The table of nf_tables that is firewalld's own.</summary>
    public const string Table = "firewalld";

    private const string Program = "firewall-cmd";

    public static bool IsRunning
    {
        get
        {
            try
            {
                return Run("--state").ExitCode == 0;
            }
            catch (HaVipException e) when (e.ErrorId == "CommandNotFound")
            {
                return false;
            }
        }
    }

    /// <summary>The zone an interface is in, the default one where nobody has said.</summary>
    public static string ZoneOf(string interfaceName)
    {
        var zone = Run($"--get-zone-of-interface={interfaceName}");
        if (zone is { ExitCode: 0, Output: [var name, ..] }) return name.Trim();
        return ExternalCommand.Require(Program, ["--get-default-zone"])[0].Trim();
    }

    public static bool Has(FirewalldRule rule, bool permanent) =>
        Run([.. Place(rule.Zone, permanent), $"--query-rich-rule={rule.Text}"]).ExitCode == 0;

    public static void Add(FirewalldRule rule, bool permanent) =>
        ExternalCommand.Require(Program, [.. Place(rule.Zone, permanent), $"--add-rich-rule={rule.Text}"]);

    public static void Remove(FirewalldRule rule, bool permanent) =>
        ExternalCommand.Require(Program, [.. Place(rule.Zone, permanent), $"--remove-rich-rule={rule.Text}"]);

    private static CommandResult Run(params string[] words) => ExternalCommand.Run(Program, words);

    private static string[] Place(string zone, bool permanent) =>
        permanent ? ["--permanent", $"--zone={zone}"] : [$"--zone={zone}"];
}
