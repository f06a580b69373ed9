using System.Runtime.InteropServices;

namespace HaVip.Linux.Native;

/// <summary>
/// What changes one thread alone: the C library's calls of these names take all threads along, the kernel's do not.
/// </summary>
internal static unsafe partial class Syscalls
{
    private static bool IsX64 => RuntimeInformation.ProcessArchitecture == Architecture.X64;

    /// <summary>The number of setgroups.</summary>
    public static long ThreadGroups => IsX64 ? 116 : 159;

    /// <summary>The number of setresuid.</summary>
    public static long ThreadUser => IsX64 ? 117 : 147;

    /// <summary>The number of setresgid.</summary>
    public static long ThreadGroup => IsX64 ? 119 : 149;

    [LibraryImport(Library, EntryPoint = "syscall", SetLastError = true)]
    public static partial int CallForThread(long number, nuint first, nuint second, nuint third);

    [LibraryImport(Library, EntryPoint = "syscall", SetLastError = true)]
    public static partial int CallForThread(long number, nuint count, uint* groups);

    [LibraryImport(Library, EntryPoint = "inotify_init1", SetLastError = true)]
    public static partial int CreateFileNotices(int flags);

    [LibraryImport(Library, EntryPoint = "inotify_add_watch", SetLastError = true)]
    public static partial int AddFileNotice(int notices, byte* path, uint mask);

    /// <summary>The number of getdents64.</summary>
    public static long ReadFolder => IsX64 ? 217 : 61;

    [LibraryImport(Library, EntryPoint = "syscall", SetLastError = true)]
    public static partial int ReadFolderEntries(long number, uint folder, byte* entries, nuint size);

    [LibraryImport(Library, EntryPoint = "mkfifo", SetLastError = true)]
    public static partial int MakePipe(byte* path, uint mode);
}
