using HaVip.PowerShell.Processes;

namespace HaVip.PowerShell.Installation;

/// <summary>A kernel parameter as it is live, on the host or in a network namespace.</summary>
internal sealed class SysctlStep(string key, string value, string? networkNamespace) : InstallationStep
{
    public override StepKind Kind => StepKind.Sysctl;

    public override string Target => key;

    public override string? Before { get; } = Read(key, networkNamespace);

    public override string After => value;

    public override bool IsNeeded => Before != value;

    public override string Action =>
        $"Change the live value{(networkNamespace is null ? "" : $" in {networkNamespace}")} from {Before} to {value}";

    public override RecordedChange ToRecord() => new(Kind, key, Before, value);

    public override void Apply() => Write(key, value, networkNamespace);

    public static string Read(string key, string? networkNamespace)
    {
        var path = PathOf(key);
        var text = networkNamespace is null
            ? File.ReadAllText(path)
            : string.Join('\n', ExternalCommand.Require("ip", ["netns", "exec", networkNamespace, "cat", path]));
        return text.Trim();
    }

    public static void Write(string key, string value, string? networkNamespace)
    {
        var path = PathOf(key);
        if (networkNamespace is null) File.WriteAllText(path, value);
        else ExternalCommand.Require("ip", ["netns", "exec", networkNamespace, "tee", path], value + "\n");
    }

    private static string PathOf(string key) => $"/proc/sys/{key.Replace('.', '/')}";
}
