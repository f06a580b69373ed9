using System.Runtime.InteropServices;
using static Tmds.Linux.LibC;

namespace HaVip.Linux.Native;

/// <summary>Owns one file descriptor: closed once, also where its owner is forgotten.</summary>
internal sealed class FileDescriptor : SafeHandle
{
    public FileDescriptor(int number)
        : base(-1, ownsHandle: true) => SetHandle(number);

    public override bool IsInvalid => handle < 0;

    /// <summary>The number to give to the kernel; a closed descriptor is a programming error, never another file.</summary>
    public int Number
    {
        get
        {
            ObjectDisposedException.ThrowIf(IsClosed, this);
            return (int)handle;
        }
    }

    /// <summary>Takes what a native call answered, throwing where that is a failure.</summary>
    public static FileDescriptor Take(int result, string operation)
    {
        LinuxException.ThrowIfFailed(result, operation);
        return new FileDescriptor(result);
    }

    protected override bool ReleaseHandle() => close((int)handle) == 0;
}
