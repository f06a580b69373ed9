using System.Text;
using HaVip.Linux.Native;
using Tmds.Linux;
using static Tmds.Linux.LibC;

namespace HaVip.Linux;

/// <summary>
/// A name held within the network namespace of the calling thread, for as long as the claim or its process lives: an
/// abstract unix address, which the kernel keeps per namespace and forgets with the process. Any user can hold a name, so
/// it may advise but not protect.
/// </summary>
public sealed unsafe class NamespaceClaim : IDisposable
{
    private const int MaximumName = 100;

    private readonly FileDescriptor _socket;

    private NamespaceClaim(FileDescriptor socket) => _socket = socket;

    /// <summary>What a program that follows in this process holds the name by.</summary>
    public int Descriptor => _socket.Number;

    /// <summary>Takes the name, of up to 100 ASCII characters; null where it is taken.</summary>
    public static NamespaceClaim? TryTake(string name)
    {
        ArgumentException.ThrowIfNullOrEmpty(name);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(name.Length, MaximumName);
        var socket = FileDescriptor.Take(
            LibC.socket(AF_UNIX, SOCK_DGRAM | SOCK_CLOEXEC, 0), $"open a socket to claim '{name}'");
        var address = new sockaddr_un { sun_family = (ushort)AF_UNIX };

        // The zero in front makes it abstract; the length ends it.
        var length = Encoding.ASCII.GetBytes(name, new Span<byte>(address.sun_path + 1, MaximumName));
        if (bind(socket.Number, (sockaddr*)&address, sizeof(ushort) + 1 + length) == 0) return new NamespaceClaim(socket);
        var fault = LinuxException.Last($"claim '{name}' in the network namespace");
        socket.Dispose();
        return fault.ErrorNumber == Errno.EADDRINUSE ? null : throw fault;
    }

    /// <summary>The one that the program before this one holds in the same process.</summary>
    public static NamespaceClaim Inherit(int descriptor) => new(InheritedFile.TakeSocket(descriptor, "a claim"));

    public void Dispose() => _socket.Dispose();
}
