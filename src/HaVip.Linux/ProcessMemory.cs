using System.Globalization;
using HaVip.Linux.Native;

namespace HaVip.Linux;

/// <summary>What of this process is in memory.</summary>
public static class ProcessMemory
{
    internal const int DontNeed = 4; // MADV_DONTNEED
    internal const int Current = 1; // MCL_CURRENT
    internal const int Future = 2; // MCL_FUTURE
    internal const int OnFault = 4; // MCL_ONFAULT
    internal const int LockLimit = 8; // RLIMIT_MEMLOCK
    private const int ModeColumn = 1;
    private const int PathColumn = 5;
    private const string Written = "Anonymous:";

    /// <summary>Beside the program: what is mapped once and for as long as the process lives.</summary>
    private static readonly string[] Lasting = ["libc.so", "libm.so", "ld-linux"];

    private static readonly List<(nint Start, nuint Length)> Programs = [];

    /// <summary>
    /// Lets go of the pages of the program and of the C library, unless they are locked; those needed again come back from
    /// the kernel's file cache by themselves.
    /// </summary>
    public static void ForgetProgramPages()
    {
        if (Programs.Count == 0) FindPrograms(Environment.ProcessPath);
        foreach (var (start, length) in Programs) _ = Syscalls.AdviseMemory(start, length, DontNeed);
    }

    /// <summary>
    /// Looked up once, so nothing may be among them whose place another mapping could take. A file any page of which was
    /// written, as a loader does, is left out.
    /// </summary>
    internal static void FindPrograms(string? program)
    {
        Programs.Clear();
        string[] parts = [];
        foreach (var line in File.ReadLines("/proc/self/smaps"))
        {
            // 7f0000000000-7f0000001000 r-xp 00000000 fe:01 1234   /usr/lib/...
            // Anonymous:             0 kB
            if (char.IsAsciiHexDigitLower(line[0]))
                parts = line.Split(' ', PathColumn + 1, StringSplitOptions.RemoveEmptyEntries);
            else if (line.StartsWith(Written, StringComparison.Ordinal) && line.EndsWith(" 0 kB", StringComparison.Ordinal))
                AddProgram(parts, program);
        }
    }

    private static void AddProgram(string[] parts, string? program)
    {
        if (parts.Length <= PathColumn || parts[PathColumn][0] != '/' || parts[ModeColumn].Contains('w')) return;
        var name = Path.GetFileName(parts[PathColumn]);
        if (parts[PathColumn] != program && !Lasting.Any(file => name.StartsWith(file, StringComparison.Ordinal))) return;
        var dash = parts[0].IndexOf('-', StringComparison.Ordinal);
        var start = Parse(parts[0].AsSpan(0, dash));
        Programs.Add((start, (nuint)(Parse(parts[0].AsSpan(dash + 1)) - start)));
    }

    private static nint Parse(ReadOnlySpan<char> text) =>
        nint.Parse(text, NumberStyles.HexNumber, CultureInfo.InvariantCulture);

    /// <summary>
    /// Lifts the limit that <see cref="TryLock"/> may meet, where this process may; the programs it becomes inherit that.
    /// </summary>
    public static unsafe void LiftLockLimit()
    {
        var unlimited = stackalloc ulong[2] { ulong.MaxValue, ulong.MaxValue };
        _ = Syscalls.SetLimit(LockLimit, unlimited);
    }

    /// <summary>
    /// Keeps what is touched from being swapped out, now and later; what is only reserved takes no memory. False where the
    /// limit of locked memory or a missing capability forbids it.
    /// </summary>
    public static bool TryLock() => Syscalls.LockMemory(Current | Future | OnFault) == 0;

    public static void Unlock() => _ = Syscalls.UnlockMemory();
}
