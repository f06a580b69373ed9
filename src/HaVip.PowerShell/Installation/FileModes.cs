namespace HaVip.PowerShell.Installation;

/// <summary>The modes the module gives to what it writes.</summary>
internal static class FileModes
{
    public const UnixFileMode Secret = UnixFileMode.UserRead | UnixFileMode.UserWrite;

    /// <summary>A secret that a group reads as well.</summary>
    public const UnixFileMode Shared = Secret | UnixFileMode.GroupRead;

    public const UnixFileMode Plain = Shared | UnixFileMode.OtherRead;

    public const UnixFileMode Program = Plain | UnixFileMode.UserExecute | UnixFileMode.GroupExecute
        | UnixFileMode.OtherExecute;

    public const UnixFileMode PrivateFolder = Secret | UnixFileMode.UserExecute;

    public const UnixFileMode SharedFolder = PrivateFolder | UnixFileMode.GroupRead | UnixFileMode.GroupExecute;

    public static string Text(UnixFileMode mode) => "0" + Convert.ToString((int)mode, 8);
}
