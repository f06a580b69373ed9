using System.Runtime.InteropServices;
using Tmds.Linux;

namespace HaVip.Linux.Native;

/// <summary>What Tmds.LibC lacks, declared in this one place. All calls leave errno in the P/Invoke error.</summary>
internal static unsafe partial class Syscalls
{
    private const string Library = "libc.so.6";

    /// <summary>The number of epoll_pwait2, the same on every architecture since Linux 5.11.</summary>
    public const int EpollPwait2 = 441;

    /// <summary>The number of pidfd_open, the same on every architecture since Linux 5.3.</summary>
    public const int PidfdOpen = 434;

    [LibraryImport(Library, EntryPoint = "syscall", SetLastError = true)]
    public static partial int OpenProcess(long number, int process, uint flags);

    [LibraryImport(Library, EntryPoint = "recvmmsg", SetLastError = true)]
    public static partial int ReceiveMessages(
        int socket, mmsghdr* messages, uint count, int flags, KernelTimespec* timeout);

    [LibraryImport(Library, EntryPoint = "sendmmsg", SetLastError = true)]
    public static partial int SendMessages(int socket, mmsghdr* messages, uint count, int flags);

    [LibraryImport(Library, EntryPoint = "nanosleep", SetLastError = true)]
    public static partial int Sleep(KernelTimespec* time, KernelTimespec* left);

    [LibraryImport(Library, EntryPoint = "flock", SetLastError = true)]
    public static partial int LockFile(int file, int operation);

    [LibraryImport(Library, EntryPoint = "capget", SetLastError = true)]
    public static partial int GetCapabilities(CapabilityHeader* header, CapabilityData* data);

    [LibraryImport(Library, EntryPoint = "clock_gettime", SetLastError = true)]
    public static partial int GetClock(int clock, KernelTimespec* time);

    [LibraryImport(Library, EntryPoint = "adjtimex", SetLastError = true)]
    public static partial int AdjustClock(ClockAdjustment* adjustment);

    [LibraryImport(Library, EntryPoint = "waitpid", SetLastError = true)]
    public static partial int WaitProcess(int process, int* status, int options);

    [LibraryImport(Library, EntryPoint = "execve", SetLastError = true)]
    public static partial int Execute(byte* path, byte** arguments, byte** environment);

    [LibraryImport(Library, EntryPoint = "memfd_create", SetLastError = true)]
    public static partial int CreateMemoryFile(byte* name, uint flags);

    [LibraryImport(Library, EntryPoint = "madvise", SetLastError = true)]
    public static partial int AdviseMemory(nint address, nuint length, int advice);

    [LibraryImport(Library, EntryPoint = "mlockall", SetLastError = true)]
    public static partial int LockMemory(int flags);

    [LibraryImport(Library, EntryPoint = "munlockall", SetLastError = true)]
    public static partial int UnlockMemory();

    /// <summary>Of one thread, 0 for this one: what the C library calls a process is one to the kernel.</summary>
    [LibraryImport(Library, EntryPoint = "sched_setscheduler", SetLastError = true)]
    public static partial int SetScheduler(int thread, int policy, int* priority);

    [LibraryImport(Library, EntryPoint = "gettid", SetLastError = true)]
    public static partial int GetThread();

    [LibraryImport(Library, EntryPoint = "setrlimit64", SetLastError = true)]
    public static partial int SetLimit(int resource, ulong* softAndHard);

    [LibraryImport(Library, EntryPoint = "getrlimit64", SetLastError = true)]
    public static partial int GetLimit(int resource, ulong* softAndHard);

    // Answers the error number and leaves errno alone.
    [LibraryImport(Library, EntryPoint = "pthread_sigmask")]
    public static partial int SetThreadMask(int how, sigset_t* signals, sigset_t* before);

    // The posix_spawn family answers the error number and leaves errno alone.
    [LibraryImport(Library, EntryPoint = "posix_spawn")]
    public static partial int Spawn(
        int* process, byte* path, void* fileActions, void* attributes, byte** arguments, byte** environment);

    [LibraryImport(Library, EntryPoint = "posix_spawn_file_actions_init")]
    public static partial int InitFileActions(void* fileActions);

    [LibraryImport(Library, EntryPoint = "posix_spawn_file_actions_destroy")]
    public static partial int DestroyFileActions(void* fileActions);

    [LibraryImport(Library, EntryPoint = "posix_spawn_file_actions_adddup2")]
    public static partial int AddDuplicate(void* fileActions, int from, int to);

    [LibraryImport(Library, EntryPoint = "posix_spawn_file_actions_addclose")]
    public static partial int AddClose(void* fileActions, int file);

    [LibraryImport(Library, EntryPoint = "posix_spawnattr_init")]
    public static partial int InitAttributes(void* attributes);

    [LibraryImport(Library, EntryPoint = "posix_spawnattr_destroy")]
    public static partial int DestroyAttributes(void* attributes);

    [LibraryImport(Library, EntryPoint = "posix_spawnattr_setflags")]
    public static partial int SetFlags(void* attributes, short flags);

    [LibraryImport(Library, EntryPoint = "posix_spawnattr_setsigdefault")]
    public static partial int SetDefaultSignals(void* attributes, sigset_t* signals);

    [LibraryImport(Library, EntryPoint = "posix_spawnattr_setsigmask")]
    public static partial int SetSignalMask(void* attributes, sigset_t* signals);
}
