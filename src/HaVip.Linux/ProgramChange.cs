using System.Collections;
using System.Runtime.InteropServices;
using HaVip.Linux.Native;
using static Tmds.Linux.LibC;

namespace HaVip.Linux;

/// <summary>
/// Makes this process run another program (execve(2)): its id, its parent, its namespaces and its locks stay, every other
/// thread ends, and of its files those stay open that are named.
/// </summary>
public static unsafe class ProgramChange
{
    /// <summary>Returns only by an exception, and then everything is as it was before.</summary>
    /// <param name="program">The path of the program.</param>
    /// <param name="arguments">What follows its name.</param>
    /// <param name="additions">Variables beside those this process has.</param>
    /// <param name="descriptors">The numbers of the files that stay open.</param>
    /// <param name="held">Signals that stay pending from now until the new program lets them through.</param>
    /// <exception cref="LinuxException">The kernel will not run it.</exception>
    public static void Run(
        string program,
        IReadOnlyList<string> arguments,
        IReadOnlyDictionary<string, string> additions,
        IReadOnlyList<int> descriptors,
        ReadOnlySpan<PosixSignal> held)
    {
        ArgumentException.ThrowIfNullOrEmpty(program);
        ArgumentNullException.ThrowIfNull(descriptors);
        using var words = new NativeStrings([program, .. arguments]);
        using var variables = new NativeStrings(Merge(additions));
        SignalMask.Hold(held);
        try
        {
            foreach (var number in descriptors) SetFlags(number, 0);
            fixed (byte* path = NativePath.Terminated(program))
            {
                _ = Syscalls.Execute(path, words.Pointer, variables.Pointer);
                throw LinuxException.Last($"run {program} in this process");
            }
        }
        catch
        {
            foreach (var number in descriptors) _ = fcntl(number, F_SETFD, FD_CLOEXEC);
            SignalMask.LetThrough(held);
            throw;
        }
    }

    private static void SetFlags(int number, int flags) =>
        LinuxException.ThrowIfFailed(fcntl(number, F_SETFD, flags), $"keep the descriptor {number}");

    private static List<string> Merge(IReadOnlyDictionary<string, string> additions)
    {
        var merged = new Dictionary<string, string>(additions, StringComparer.Ordinal);
        foreach (DictionaryEntry entry in Environment.GetEnvironmentVariables())
            merged.TryAdd((string)entry.Key, (string?)entry.Value ?? "");
        return [.. merged.Select(variable => $"{variable.Key}={variable.Value}")];
    }
}
