using System.Runtime.InteropServices;

namespace HaVip.Linux.Native;

/// <summary>What a process gives up, and going on without it.</summary>
internal static unsafe partial class Syscalls
{
    [LibraryImport(Library, EntryPoint = "capset", SetLastError = true)]
    public static partial int SetCapabilities(CapabilityHeader* header, CapabilityData* data);

    [LibraryImport(Library, EntryPoint = "prctl", SetLastError = true)]
    public static partial int ControlProcess(int operation, nuint second, nuint third, nuint fourth, nuint fifth);

    // The C library's take all threads along.
    [LibraryImport(Library, EntryPoint = "setgroups", SetLastError = true)]
    public static partial int SetGroups(nuint count, uint* groups);

    [LibraryImport(Library, EntryPoint = "setresgid", SetLastError = true)]
    public static partial int SetGroup(uint real, uint effective, uint saved);

    [LibraryImport(Library, EntryPoint = "setresuid", SetLastError = true)]
    public static partial int SetUser(uint real, uint effective, uint saved);

    [LibraryImport(Library, EntryPoint = "execve", SetLastError = true)]
    public static partial int ChangeProgram(byte* path, byte** arguments, byte** environment);
}
