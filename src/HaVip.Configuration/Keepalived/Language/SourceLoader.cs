using System.Text;
using HaVip.Configuration.Files;
using HaVip.Core.Configuration;

namespace HaVip.Configuration.Keepalived.Language;

/// <summary>Reads files, within limits that hold for all of one configuration together.</summary>
internal sealed class SourceLoader(Findings findings)
{
    private static readonly UTF8Encoding StrictUtf8 = new(false, throwOnInvalidBytes: true);

    private int _files;
    private int _size;

    /// <summary>Null where there is a finding instead.</summary>
    public SourceFile? Load(string path, TextPlace from)
    {
        if (ReadBytes(path, from) is not { } bytes) return null;
        _files++;
        _size += bytes.Length;
        if (_files > LanguageLimits.Files || _size > LanguageLimits.TotalSize)
        {
            findings.Add(LanguageRules.IncludeLimit, from, "The included files are too many or too large together.");
            return null;
        }

        return SourceFile.Of(Decode(bytes, path), path, Path.GetDirectoryName(Path.GetFullPath(path)));
    }

    /// <summary>A text that came in bytes, from no file.</summary>
    public string Decode(ReadOnlySpan<byte> bytes, string? name)
    {
        try
        {
            return StrictUtf8.GetString(bytes).TrimStart('\uFEFF');
        }
        catch (DecoderFallbackException)
        {
            findings.Add(
                LanguageRules.FileEncoding,
                new TextPlace(name, 1, 1),
                "The file is not UTF-8; each byte beyond ASCII is read as the character of Latin 1 with its number.",
                "Look at names and passwords with such characters.");
            return Encoding.Latin1.GetString(bytes);
        }
    }

    private byte[]? ReadBytes(string path, TextPlace from)
    {
        if (Directory.Exists(path)) return Failed(LanguageRules.FileIsDirectory, "is a directory");
        if (File.Exists(path) && !RegularFile.Is(path)) return Failed(LanguageRules.FileUnreadable, "is no plain file");
        try
        {
            using var file = new FileStream(
                path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete, 1);
            var buffer = new byte[LanguageLimits.FileSize + 1];
            var count = file.ReadAtLeast(buffer, buffer.Length, throwOnEndOfStream: false);
            return count <= LanguageLimits.FileSize ? buffer[..count] : Failed(
                LanguageRules.FileSize, "is larger than 1 MiB");
        }
        catch (Exception e) when (e is FileNotFoundException or DirectoryNotFoundException)
        {
            return Failed(LanguageRules.FileMissing, "is not there");
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or NotSupportedException or ArgumentException)
        {
            return Failed(LanguageRules.FileUnreadable, $"cannot be read: {Yaml.Shown.OneLine(e.Message)}");
        }

        byte[]? Failed(ConfigurationRule rule, string what)
        {
            findings.Add(rule, from, $"'{Yaml.Shown.OneLine(path)}' {what}.");
            return null;
        }
    }
}
