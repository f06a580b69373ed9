using System.Text;

namespace HaVip.Configuration.Files;

/// <summary>Writes files so that a reader sees the old text or the new one, even after a power loss.</summary>
public static class ConfigurationFile
{
    /// <summary>0600: the configuration may hold a password.</summary>
    public const UnixFileMode OwnerOnly = UnixFileMode.UserRead | UnixFileMode.UserWrite;

    private static readonly UTF8Encoding Utf8 = new(encoderShouldEmitUTF8Identifier: false);

    /// <summary>
    /// Writes a new file beside the old one, flushes it and renames it over the old one. The owner is kept; the mode is
    /// the one given. A symbolic link at the path is replaced and not followed.
    /// </summary>
    /// <exception cref="IOException">It cannot be written; the old file is as it was.</exception>
    /// <exception cref="UnauthorizedAccessException">The directory may not be written; the old file is as it was.</exception>
    public static void WriteAtomically(string path, string text, UnixFileMode mode = OwnerOnly)
    {
        ArgumentNullException.ThrowIfNull(text);
        WriteAtomically(path, Utf8.GetBytes(text), mode);
    }

    /// <summary>As for text, with bytes as they are.</summary>
    /// <exception cref="IOException">It cannot be written; the old file is as it was.</exception>
    /// <exception cref="UnauthorizedAccessException">The directory may not be written; the old file is as it was.</exception>
    public static void WriteAtomically(string path, ReadOnlySpan<byte> content, UnixFileMode mode) =>
        WriteAtomically(path, content, mode, null);

    /// <summary>As above, for an owner of its own; null keeps the one the file has.</summary>
    /// <exception cref="IOException">It cannot be written; the old file is as it was.</exception>
    /// <exception cref="UnauthorizedAccessException">The directory may not be written; the old file is as it was.</exception>
    public static void WriteAtomically(string path, ReadOnlySpan<byte> content, UnixFileMode mode, FileOwner? owner)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        var target = Path.GetFullPath(path);
        var directory = Path.GetDirectoryName(target) ?? throw new IOException($"'{path}' is a directory.");
        // From the kernel; RandomNumberGenerator would load OpenSSL for it.
        var unique = Guid.NewGuid().ToString("n")[..12];
        var temporary = Path.Combine(directory, $".{Path.GetFileName(target)}.{unique}.tmp");
        try
        {
            WriteNew(temporary, target, content, mode, owner);
            File.Move(temporary, target, overwrite: true);
        }
        catch
        {
            File.Delete(temporary);
            throw;
        }

        if (OperatingSystem.IsLinux()) DirectoryEntries.Flush(directory);
    }

    private static void WriteNew(
        string path, string target, ReadOnlySpan<byte> content, UnixFileMode mode, FileOwner? owner)
    {
        // CreateNew is O_EXCL: a file or link somebody put there under this name is an error and not followed.
        var options = new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.Write };
        if (!OperatingSystem.IsWindows()) options.UnixCreateMode = OwnerOnly;
        using var file = new FileStream(path, options);
        file.Write(content);
        if (OperatingSystem.IsLinux()) (owner ?? FileOwner.Of(target))?.Apply(file.SafeFileHandle);

        // After the owner: changing it may clear bits of the mode. And not at creation, where the umask would.
        if (!OperatingSystem.IsWindows()) File.SetUnixFileMode(file.SafeFileHandle, mode);
        file.Flush(flushToDisk: true);
    }
}
