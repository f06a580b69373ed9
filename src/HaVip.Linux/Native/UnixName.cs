using System.Text;
using Tmds.Linux;
using static Tmds.Linux.LibC;

namespace HaVip.Linux.Native;

/// <summary>A <c>sockaddr_un</c> made from text: a path, or <c>@name</c> for the abstract namespace.</summary>
internal unsafe struct UnixName
{
    /// <summary>Bytes of a path, its closing zero included (unix(7)).</summary>
    public const int PathSize = 108;

    private sockaddr_un _name;

    private UnixName(sockaddr_un name, int length)
    {
        _name = name;
        Length = length;
    }

    /// <summary>The length to give to the kernel.</summary>
    public int Length { get; }

    public sockaddr_un Value => _name;

    /// <exception cref="LinuxException">ENAMETOOLONG, with the path and the limit.</exception>
    public static UnixName Of(string path)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        var bytes = Encoding.UTF8.GetBytes(path);
        if (bytes.Length >= PathSize)
        {
            throw new LinuxException(
                $"use {path} as a unix socket",
                Errno.ENAMETOOLONG,
                $"it has {bytes.Length} bytes, and at most {PathSize - 1} fit; choose a shorter folder");
        }

        var name = new sockaddr_un { sun_family = AF_UNIX };
        bytes.CopyTo(new Span<byte>(name.sun_path, PathSize));
        var isAbstract = bytes[0] == (byte)'@';
        if (isAbstract) name.sun_path[0] = 0;
        var header = sizeof(sockaddr_un) - PathSize;
        return new UnixName(name, header + bytes.Length + (isAbstract ? 0 : 1));
    }
}
