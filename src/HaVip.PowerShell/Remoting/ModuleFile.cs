using System.IO.Compression;

namespace HaVip.PowerShell.Remoting;

/// <summary>One file of the module that is copied to another machine.</summary>
/// <param name="Path">Below the module's folder.</param>
/// <param name="Bytes">All of it.</param>
/// <param name="Hash">SHA-256, hexadecimal.</param>
internal sealed record ModuleFile(string Path, byte[] Bytes, string Hash)
{
    /// <summary>A piece of it as it travels: a runner is a third then.</summary>
    public static byte[] Compress(ReadOnlySpan<byte> piece)
    {
        using var packed = new MemoryStream();
        using (var stream = new GZipStream(packed, CompressionLevel.Optimal, leaveOpen: true)) stream.Write(piece);
        return packed.ToArray();
    }
}
