using System.Security.Cryptography;
using HaVip.Configuration.Files;

namespace HaVip.PowerShell.Installation;

/// <summary>A file as it is: its content, or where a symbolic link in its place leads.</summary>
internal sealed record FileFacts(byte[] Content, UnixFileMode Mode, FileOwner Owner, string? Link)
{
    /// <summary>Null where nothing is there. A link is not followed.</summary>
    public static FileFacts? Of(string path)
    {
        if (FileOwner.Of(path) is not { } owner) return null;
        if (new FileInfo(path).LinkTarget is { } link) return new FileFacts([], FileModes.Secret, owner, link);
        return new FileFacts(File.ReadAllBytes(path), File.GetUnixFileMode(path), owner, null);
    }

    /// <summary>As an installation step compares it; tells nothing of the content.</summary>
    public string State => Link is null ? StateOf(Content, Mode, Owner) : $"link {Link}";

    /// <summary>Who may use it, in words.</summary>
    public string Openness => $"mode {FileModes.Text(Mode)}{(Owner == FileOwner.Self ? "" : $", owner {Owner}")}";

    public static string StateOf(byte[] content, UnixFileMode mode, FileOwner owner)
    {
        var digest = Convert.ToHexString(SHA256.HashData(content)).ToLowerInvariant();
        return $"sha256:{digest} {Access.StateOf(mode, owner)}";
    }

    public override string ToString() => Link is null
        ? $"{Content.Length} bytes, {Openness}"
        : $"link to {Link}";
}
