namespace HaVip.PowerShell.Installation;

/// <summary>The modes the module gives to what it writes.</summary>
internal static class FileModes
{
    public const UnixFileMode Secret = UnixFileMode.UserRead | UnixFileMode.UserWrite;

    public const UnixFileMode Plain = Secret | UnixFileMode.GroupRead | UnixFileMode.OtherRead;

    public const UnixFileMode Program = Plain | UnixFileMode.UserExecute | UnixFileMode.GroupExecute
        | UnixFileMode.OtherExecute;

    public const UnixFileMode PrivateFolder = Secret | UnixFileMode.UserExecute;

    public static string Text(UnixFileMode mode) => "0" + Convert.ToString((int)mode, 8);
}
