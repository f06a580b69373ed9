using System.Text;
using HaVip.Configuration.Files;
using HaVip.Configuration.Yaml.Source;
using HaVip.Core.Configuration;

namespace HaVip.Configuration.Yaml;

public static partial class ConfigurationReader
{
    /// <summary>1 MiB: hundreds of times the largest configuration that makes sense.</summary>
    public const int MaximumFileSize = 1024 * 1024;

    private static readonly UTF8Encoding StrictUtf8 = new(false, throwOnInvalidBytes: true);

    private delegate IReadOnlyList<ConfigurationDiagnostic> FindOpenness(
        FileStream file, string path, NodeConfiguration? configuration);

    /// <summary>
    /// Reads a file somebody brings; that it is missing or cannot be read is a finding like any other, and that it is
    /// open to others a warning.
    /// </summary>
    public static ConfigurationReadResult ReadFile(string path) => ReadFile(path, AsWarnings, requiresSecrets: false);

    /// <summary>
    /// Reads the file a node lives by: one that others may read or change is refused (<see cref="FileTrust"/>).
    /// </summary>
    /// <param name="path">The file.</param>
    /// <param name="root">The image whose accounts count; null for this machine.</param>
    /// <param name="user">Another user who is trusted as well: the one this process is about to become.</param>
    /// <param name="requiresSecrets">A credential that this process does not have is an error: it is the runner.</param>
    public static ConfigurationReadResult ReadNodeFile(
        string path, string? root = null, uint? user = null, bool requiresSecrets = false) =>
        ReadFile(path, (file, name, _) => TrustFindings(file, name, root, user), requiresSecrets);

    private static ConfigurationReadResult ReadFile(string path, FindOpenness openness, bool requiresSecrets)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        if (Directory.Exists(path))
            return Failed(path, ReaderRules.FileIsDirectory, "This is a directory.", "Name the file, for example havip.yaml.");
        try
        {
            using var file = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete, 1);
            var result = Read(ReadBytes(file), path, requiresSecrets);
            return With(openness(file, path, result.Configuration), result);
        }
        catch (Exception e) when (e is FileNotFoundException or DirectoryNotFoundException)
        {
            return Failed(path, ReaderRules.FileMissing, "There is no such file.", "Install-HaVipNode writes one.");
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or NotSupportedException or ArgumentException)
        {
            return Failed(path, ReaderRules.FileUnreadable, $"The file cannot be read: {e.Message}", Access(path));
        }
    }

    /// <summary>Reads the bytes of a file.</summary>
    internal static ConfigurationReadResult Read(
        ReadOnlySpan<byte> bytes, string? fileName, bool requiresSecrets = false)
    {
        if (bytes.Length > MaximumFileSize)
        {
            return Failed(
                fileName, ReaderRules.FileSize, "The file is larger than 1 MiB.", "This is not a node's configuration.");
        }

        try
        {
            return Read(StrictUtf8.GetString(bytes), fileName, requiresSecrets);
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

    private static ConfigurationReadResult With(
        IReadOnlyList<ConfigurationDiagnostic> found, ConfigurationReadResult result)
    {
        var refused = found.Any(finding => finding.Severity == DiagnosticSeverity.Error);
        return result with
        {
            Configuration = refused ? null : result.Configuration,
            Diagnostics = [.. found, .. result.Diagnostics],
        };
    }

    private static IReadOnlyList<ConfigurationDiagnostic> TrustFindings(
        FileStream file, string path, string? root, uint? user) =>
        OperatingSystem.IsLinux()
            ? [.. FileTrust.Faults(file.SafeFileHandle, path, root, user).Select(fault => Found(path, fault))]
            : [];

    /// <summary>A draft without a secret may be read by everybody.</summary>
    private static IReadOnlyList<ConfigurationDiagnostic> AsWarnings(
        FileStream file, string path, NodeConfiguration? configuration)
    {
        if (configuration is null || !OperatingSystem.IsLinux()) return [];
        var isSecret = configuration.Instances.Any(HoldsSecret);
        var faults = FileTrust.Faults(file.SafeFileHandle, path)
            .Where(fault => fault.Kind == FileFaultKind.Writable || (fault.Kind == FileFaultKind.Readable && isSecret));
        return [.. faults.Select(fault => Found(path, fault) with { Severity = DiagnosticSeverity.Warning })];
    }

    private static ConfigurationDiagnostic Found(string path, FileFault fault)
    {
        var rule = fault.Kind switch
        {
            FileFaultKind.Owner => ReaderRules.FileOwnedByOthers,
            FileFaultKind.Writable => ReaderRules.FileWritableByOthers,
            _ => ReaderRules.FileReadableByOthers,
        };
        return Found(path, rule, $"The file {fault.Message}.", $"Run: {fault.Fix}", default);
    }

    private static ConfigurationReadResult Failed(
        string? file, ConfigurationRule rule, string message, string advice, SourcePosition position = default) =>
        Result(null, [Found(file, rule, message, advice, position)]);

    /// <summary>What lets in a reader that is kept out.</summary>
    private static string Access(string path)
    {
        if (!OperatingSystem.IsLinux() || AccountFile.User(AccountFile.Runner) != FileOwner.Self.User) return "Read it as root.";
        var shown = $"'{Shown.OneLine(path)}'";
        return $"Run: chown root:{AccountFile.Runner} {shown}; chmod 640 {shown}";
    }

    private static bool HoldsSecret(InstanceConfiguration instance) =>
        instance.Authentication is { Reference: null }
        || instance.Hmac?.Keys.Any(key => !HmacKeyReference.IsElsewhere(key.Reference)) == true;

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
