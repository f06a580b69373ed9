using System.Text;
using HaVip.Linux.Native;
using static Tmds.Linux.LibC;

namespace HaVip.Linux;

/// <summary>
/// Kernel settings under <c>/proc/sys</c>, by the names sysctl(8) uses. Those of <c>net.</c> are of the network
/// namespace the calling thread is in.
/// </summary>
public static class Sysctl
{
    private const string Root = "/proc/sys/";
    private const int LongestValue = 4096;

    /// <summary>
    /// The file of a setting. As sysctl(8) does, the first separator decides: in <c>net.ipv4.ip_forward</c> dots
    /// separate and a slash stands for a dot (<c>net.ipv4.conf.eth0/100.arp_ignore</c>); in
    /// <c>net/ipv4/conf/eth0.100/arp_ignore</c> slashes separate and dots stay.
    /// </summary>
    /// <exception cref="ArgumentException">No name of a setting: empty parts, or parts that lead elsewhere.</exception>
    public static string PathOf(string name)
    {
        ArgumentException.ThrowIfNullOrEmpty(name);
        var first = name.AsSpan().IndexOfAny('.', '/');
        var path = first >= 0 && name[first] == '/' ? name : Swap(name);
        foreach (var part in path.Split('/'))
        {
            if (part is "" or "." or ".." || part.Contains('\0'))
                throw new ArgumentException($"'{name}' is not a name of a kernel setting.", nameof(name));
        }

        return Root + path;
    }

    /// <summary>The name of a setting of one interface: family <c>ipv4</c> or <c>ipv6</c>, whatever dots the interface has.</summary>
    public static string OfInterface(string family, string interfaceName, string setting) =>
        $"net/{family}/conf/{interfaceName}/{setting}";

    /// <summary>The value without the line's end.</summary>
    /// <exception cref="LinuxException">ENOENT where the kernel has no such setting.</exception>
    public static string Read(string name)
    {
        using var file = NativePath.Open(PathOf(name), O_RDONLY, 0, $"read the kernel setting {name}");
        Span<byte> buffer = stackalloc byte[LongestValue];
        var length = NativePath.Read(file, buffer, $"read the kernel setting {name}");
        return Encoding.UTF8.GetString(buffer[..length]).TrimEnd('\n');
    }

    /// <exception cref="LinuxException">ENOENT, EINVAL (no value of it), EACCES or EPERM.</exception>
    public static void Write(string name, string value)
    {
        ArgumentNullException.ThrowIfNull(value);
        using var file = NativePath.Open(PathOf(name), O_WRONLY, 0, $"write the kernel setting {name}");
        NativePath.WriteAll(file, Encoding.UTF8.GetBytes(value + "\n"), $"write '{value}' to the kernel setting {name}");
    }

    private static string Swap(string name) => string.Create(name.Length, name, static (target, source) =>
    {
        for (var index = 0; index < source.Length; index++)
        {
            target[index] = source[index] switch
            {
                '.' => '/',
                '/' => '.',
                var other => other,
            };
        }
    });
}
