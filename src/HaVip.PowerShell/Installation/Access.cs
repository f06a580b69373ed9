using System.Globalization;
using HaVip.Configuration.Files;

namespace HaVip.PowerShell.Installation;

/// <summary>
/// Whom a file or folder is for: its owner, who installs, and a group where one is named. While that group is not there
/// yet, the owner alone.
/// </summary>
/// <param name="Mode">For owner and group.</param>
/// <param name="Group">A name; null for the group of who installs.</param>
/// <param name="Root">The image the group is looked up in; null for this machine.</param>
internal sealed record Access(UnixFileMode Mode, string? Group = null, string? Root = null)
{
    private static readonly CultureInfo Digits = CultureInfo.InvariantCulture;

    private const UnixFileMode OfOwner = UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute;

    public UnixFileMode ModeNow => IsPending ? Mode & OfOwner : Mode;

    public FileOwner Owner => GroupNumber is { } number ? FileOwner.Self with { Group = number } : FileOwner.Self;

    /// <summary>As an installation step compares it.</summary>
    public string State => StateOf(ModeNow, Owner);

    private bool IsPending => Group is not null && GroupNumber is null;

    private uint? GroupNumber => Group is null ? null : AccountFile.Group(Group, Root);

    public static string StateOf(UnixFileMode mode, FileOwner owner) => $"{FileModes.Text(mode)} {owner}";

    /// <summary>Reads a state; one of a mode alone has no owner.</summary>
    public static (UnixFileMode Mode, FileOwner? Owner) Parse(string state)
    {
        var parts = state.Split(' ', ':');
        var mode = (UnixFileMode)Convert.ToInt32(parts[0], 8);
        return parts.Length < 3
            ? (mode, null)
            : (mode, new FileOwner(uint.Parse(parts[1], Digits), uint.Parse(parts[2], Digits)));
    }

    public override string ToString() =>
        $"mode {FileModes.Text(Mode)}{(Group is null ? "" : $", group {Group}")}";
}
