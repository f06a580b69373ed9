using System.Globalization;
using HaVip.Configuration.Files;
using HaVip.PowerShell.Processes;

namespace HaVip.PowerShell.Installation;

/// <summary>A system user with a group of its own, or a group, on this machine or in an image.</summary>
internal sealed class AccountStep(StepKind kind, string name, string? root, string reason) : InstallationStep
{
    private const string Home = "/var/lib/havip";

    public override StepKind Kind => kind;

    public override string Target => name;

    public override string? Before => State is null ? null : $"{Noun} {State}";

    public override string? State { get; } = NumberOf(kind, name, root);

    public override string After => kind == StepKind.User ? $"system user without login, group {name}" : "system group";

    public override bool IsNeeded => State is null;

    public override string Reason => reason;

    public override string Action => $"Make a {After}";

    private string Noun => kind.ToString().ToLowerInvariant();

    public override RecordedChange ToRecord() => new(kind, name, State, State);

    public override void Apply()
    {
        if (kind == StepKind.Group) ExternalCommand.Require("groupadd", ["--system", .. Prefix(root), name]);
        else ExternalCommand.Require("useradd", [.. UserOptions(), .. Prefix(root), name]);
    }

    /// <summary>The number is whatever was free.</summary>
    public override string? StateAfter() => NumberOf(kind, name, root);

    public static string? NumberOf(StepKind kind, string name, string? root)
    {
        var number = kind == StepKind.User ? AccountFile.User(name, root) : AccountFile.Group(name, root);
        return number?.ToString(CultureInfo.InvariantCulture);
    }

    public static void Remove(StepKind kind, string name, string? root)
    {
        if (kind == StepKind.User) ExternalCommand.Require("userdel", [.. Prefix(root), name]);

        // Whether a user's group goes along is the machine's policy (USERGROUPS_ENAB of login.defs).
        if (AccountFile.Group(name, root) is not null) ExternalCommand.Require("groupdel", [.. Prefix(root), name]);
    }

    private static string[] UserOptions() =>
    [
        "--system", "--user-group", "--no-create-home", "--home-dir", Home,
        "--shell", "/usr/sbin/nologin", "--comment", "HaVip node runner",
    ];

    private static string[] Prefix(string? root) => root is null ? [] : ["--prefix", root];
}
