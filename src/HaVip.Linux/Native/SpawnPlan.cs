using System.Globalization;
using System.Runtime.InteropServices;
using Tmds.Linux;
using static Tmds.Linux.LibC;

namespace HaVip.Linux.Native;

/// <summary>
/// What happens between fork and exec of a new process, which posix_spawn(3) does without running any code of the
/// runtime: a fork of a process with threads may run nothing else.
/// </summary>
internal sealed unsafe class SpawnPlan : IDisposable
{
    /// <summary>The opaque structures are 80 and 336 bytes in glibc; the test asks the compiler.</summary>
    public const int OpaqueSize = 1024;

    public const short SetSignalDefaults = 0x04;
    public const short SetSignalMask = 0x08;
    public const short NewSession = 0x80;

    private const int LastSignal = 64;

    private readonly void* _fileActions = NativeMemory.AllocZeroed(OpaqueSize);
    private readonly void* _attributes = NativeMemory.AllocZeroed(OpaqueSize);

    /// <summary>A new session, every signal at its default and none blocked, as a fresh login would have it.</summary>
    public SpawnPlan()
    {
        Check(Syscalls.InitFileActions(_fileActions));
        Check(Syscalls.InitAttributes(_attributes));
        Check(Syscalls.SetFlags(_attributes, SetSignalDefaults | SetSignalMask | NewSession));
        sigset_t signals = default; // None of them.
        Check(Syscalls.SetSignalMask(_attributes, &signals));

        // Those the C library keeps for itself refuse, and need no default.
        for (var signal = 1; signal <= LastSignal; signal++) _ = sigaddset(&signals, signal);
        Check(Syscalls.SetDefaultSignals(_attributes, &signals));
    }

    /// <summary>Makes a descriptor of ours the new process's descriptor of that number.</summary>
    public void Give(FileDescriptor file, int number) =>
        Check(Syscalls.AddDuplicate(_fileActions, file.Number, number));

    /// <summary>Closes what this process itself inherited and would pass on: the terminal's or a pipeline's files.</summary>
    public void CloseInherited(int firstNumber)
    {
        foreach (var path in Directory.EnumerateFileSystemEntries("/proc/self/fd"))
        {
            var number = int.Parse(Path.GetFileName(path), CultureInfo.InvariantCulture);
            if (number < firstNumber) continue;
            var flags = fcntl(number, F_GETFD);
            if (flags >= 0 && (flags & FD_CLOEXEC) == 0) Check(Syscalls.AddClose(_fileActions, number));
        }
    }

    public int Start(string program, NativeStrings arguments, NativeStrings environment)
    {
        int process;
        fixed (byte* path = NativePath.Terminated(program))
        {
            var error = Syscalls.Spawn(
                &process, path, _fileActions, _attributes, arguments.Pointer, environment.Pointer);
            return error == 0 ? process : throw new LinuxException($"start {program}", error);
        }
    }

    public void Dispose()
    {
        _ = Syscalls.DestroyFileActions(_fileActions);
        _ = Syscalls.DestroyAttributes(_attributes);
        NativeMemory.Free(_fileActions);
        NativeMemory.Free(_attributes);
    }

    private static void Check(int error)
    {
        if (error != 0) throw new LinuxException("prepare a process", error);
    }
}
