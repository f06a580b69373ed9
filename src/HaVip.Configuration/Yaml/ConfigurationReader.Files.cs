using System.Text;
using HaVip.Configuration.Yaml.Source;
using HaVip.Core.Configuration;

namespace HaVip.Configuration.Yaml;

public static partial class ConfigurationReader
{
    /// <summary>1 MiB: hundreds of times the largest configuration that makes sense.</summary>
    public const int MaximumFileSize = 1024 * 1024;

    private const UnixFileMode OthersRead = UnixFileMode.GroupRead | UnixFileMode.OtherRead;
    private const UnixFileMode OthersWrite = UnixFileMode.GroupWrite | UnixFileMode.OtherWrite;
    private static readonly UTF8Encoding StrictUtf8 = new(false, throwOnInvalidBytes: true);

    /// <summary>Reads a file; that it is missing or cannot be read is a finding like any other.</summary>
    public static ConfigurationReadResult ReadFile(string path)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        if (Directory.Exists(path))
            return Failed(path, ReaderRules.FileIsDirectory, "This is a directory.", "Name the file, for example havip.yaml.");
        try
        {
            using var file = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete, 1);
            var result = Read(ReadBytes(file), path);
            if (result.Configuration is not { } read) return result;
            return result with { Diagnostics = [.. ModeFindings(file, path, read), .. result.Diagnostics] };
        }
        catch (Exception e) when (e is FileNotFoundException or DirectoryNotFoundException)
        {
            return Failed(path, ReaderRules.FileMissing, "There is no such file.", "Install-HaVipNode writes one.");
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or NotSupportedException or ArgumentException)
        {
            return Failed(path, ReaderRules.FileUnreadable, $"The file cannot be read: {e.Message}", "Read it as root.");
        }
    }

    /// <summary>Reads the bytes of a file.</summary>
    internal static ConfigurationReadResult Read(ReadOnlySpan<byte> bytes, string? fileName)
    {
        if (bytes.Length > MaximumFileSize)
        {
            return Failed(
                fileName, ReaderRules.FileSize, "The file is larger than 1 MiB.", "This is not a node's configuration.");
        }

        try
        {
            return Read(StrictUtf8.GetString(bytes), fileName);
        }
        catch (DecoderFallbackException e)
        {
            var valid = Encoding.UTF8.GetString(bytes[..Math.Clamp(e.Index, 0, bytes.Length)]);
            var position = SourcePosition.After(valid.TrimStart(ByteOrderMark));
            return Failed(
                fileName, ReaderRules.FileEncoding, "The bytes here are not UTF-8.", "Save the file as UTF-8.", position);
        }
    }

    // One byte more than allowed tells a file that is too large from one that is just large enough, /dev/zero included.
    private static ReadOnlySpan<byte> ReadBytes(FileStream file)
    {
        var buffer = new byte[MaximumFileSize + 1];
        var count = file.ReadAtLeast(buffer, buffer.Length, throwOnEndOfStream: false);
        return buffer.AsSpan(0, count);
    }

    private static IEnumerable<ConfigurationDiagnostic> ModeFindings(
        FileStream file, string path, NodeConfiguration configuration)
    {
        if (OperatingSystem.IsWindows()) yield break;
        var mode = File.GetUnixFileMode(file.SafeFileHandle);
        var advice = $"Run: chmod 600 {path}";
        if ((mode & OthersWrite) != 0)
        {
            yield return Found(
                path, ReaderRules.FileWritableByOthers, "Others than the owner may write this file.", advice, default);
        }

        if ((mode & OthersRead) != 0 && configuration.Instances.Any(HoldsSecret))
        {
            yield return Found(
                path,
                ReaderRules.FileReadableByOthers,
                "The file holds a password or a key, and others than its owner may read it.",
                advice,
                default);
        }
    }

    private static ConfigurationReadResult Failed(
        string? file, ConfigurationRule rule, string message, string advice, SourcePosition position = default) =>
        Result(null, [Found(file, rule, message, advice, position)]);

    private static bool HoldsSecret(InstanceConfiguration instance) =>
        instance.Authentication is not null
        || instance.Hmac?.Keys.Any(key => !HmacKeyReference.IsFile(key.Reference)) == true;

    private static ConfigurationDiagnostic Found(
        string? file, ConfigurationRule rule, string message, string advice, SourcePosition position) =>
        new()
        {
            Severity = rule.Severity,
            RuleId = rule.Id,
            Message = message,
            Recommendation = advice,
            File = file,
            Line = position.Line,
            Column = position.Column,
        };
}
