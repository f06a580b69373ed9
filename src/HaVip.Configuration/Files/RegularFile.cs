using System.Runtime.InteropServices;
using System.Runtime.Versioning;

namespace HaVip.Configuration.Files;

/// <summary>Whether opening a path reads a file: a pipe would wait for its writer, and a device has no end.</summary>
internal static partial class RegularFile
{
    private const int CurrentDirectory = -100;
    private const uint Type = 0x1;

    // struct statx is the same on every architecture, which struct stat is not.
    private const int StatSize = 256;
    private const int ModeOffset = 28;
    private const int TypeMask = 0xF000;
    private const int Regular = 0x8000;

    /// <summary>True for a regular file, also one behind symbolic links; elsewhere than on Linux nobody asks.</summary>
    public static bool Is(string path) => !OperatingSystem.IsLinux() || IsRegular(path);

    [SupportedOSPlatform("linux")]
    private static bool IsRegular(string path)
    {
        Span<byte> stat = stackalloc byte[StatSize];
        return Stat(CurrentDirectory, path, 0, Type, stat) == 0
            && (MemoryMarshal.Read<ushort>(stat[ModeOffset..]) & TypeMask) == Regular;
    }

    [LibraryImport("libc", EntryPoint = "statx", StringMarshalling = StringMarshalling.Utf8)]
    private static partial int Stat(int directory, string path, int flags, uint mask, Span<byte> result);
}
