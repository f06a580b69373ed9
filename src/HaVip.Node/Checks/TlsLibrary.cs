using System.Runtime.InteropServices;

namespace HaVip.Node.Checks;

/// <summary>
/// Whether there is an OpenSSL for .NET to use. Without one its first use ends the process, and so the addresses of the node.
/// </summary>
internal static class TlsLibrary
{
    private static readonly string[] Names = ["libssl.so.3", "libssl.so.1.1"];

    private static readonly Lazy<bool> Found =
        new(() => Array.Exists(Names, name => NativeLibrary.TryLoad(name, out _)));

    public static bool IsThere => Found.Value;
}
