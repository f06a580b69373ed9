using System.Security.Cryptography;

namespace HaVip.PowerShell.Nodes;

/// <summary>
/// Writes a file so that a reader, or a crash at any point, finds the old content or the new one and never a part. The
/// new file is created with its final mode, so that what is secret is never open, not even for a moment.
/// </summary>
internal static class AtomicFile
{
    public static void Write(string path, ReadOnlySpan<byte> content, UnixFileMode mode)
    {
        var random = Convert.ToHexString(RandomNumberGenerator.GetBytes(8));
        var draft = Path.Combine(Path.GetDirectoryName(path)!, $".{Path.GetFileName(path)}.{random}");
        try
        {
            var options = new FileStreamOptions
            {
                Mode = FileMode.CreateNew,
                Access = FileAccess.Write,
                UnixCreateMode = mode,
            };
            using (var stream = new FileStream(draft, options))
            {
                // The process's mask may have taken bits that the file is to have.
                File.SetUnixFileMode(stream.SafeFileHandle, mode);
                stream.Write(content);
                stream.Flush(flushToDisk: true);
            }

            File.Move(draft, path, overwrite: true);
        }
        catch
        {
            File.Delete(draft);
            throw;
        }
    }
}
