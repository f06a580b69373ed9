using System.Collections;
using System.Diagnostics;
using System.Text;
using HaVip.Core.Values;
using HaVip.Linux.Native;
using Tmds.Linux;
using static Tmds.Linux.LibC;

namespace HaVip.Linux;

/// <summary>
/// A program run to its end to see what it says: input from nowhere, output kept, one file given as descriptor 3.
/// </summary>
public static unsafe class TrialRun
{
    /// <summary>The number the program finds the file under.</summary>
    public const int GivenNumber = 3;

    private const int MostOutput = 64 * 1024;
    private const int WithoutWaiting = 1;
    private const int KillSignal = 9;
    private static readonly TimeSpan Rhythm = TimeSpan.FromMilliseconds(2);

    /// <summary>Blocks the calling thread until the program has ended, or is ended when its time is over.</summary>
    /// <exception cref="LinuxException">It cannot be started: ENOENT, EACCES, ENOEXEC.</exception>
    public static TrialResult Run(string program, IReadOnlyList<string> arguments, MemoryFile given, Duration limit)
    {
        ArgumentNullException.ThrowIfNull(given);
        using var output = MemoryFile.Create("havip-trial");
        var process = Start(program, arguments, given, output);
        var code = Wait(process, limit.ToTimeSpan());
        return new TrialResult(code, Encoding.UTF8.GetString(output.ReadAll(MostOutput)));
    }

    private static int Start(string program, IReadOnlyList<string> arguments, MemoryFile given, MemoryFile output)
    {
        using var nothing = MoveUp(NativePath.Open("/dev/null", O_RDWR, 0, "open /dev/null"));
        using var words = MoveUp(output.File);
        using var file = MoveUp(given.File);
        using var plan = new SpawnPlan();
        plan.CloseInherited(GivenNumber);
        plan.Give(nothing, 0);
        plan.Give(words, 1);
        plan.Give(words, 2);
        plan.Give(file, GivenNumber);
        using var line = new NativeStrings([program, .. arguments]);
        using var variables = new NativeStrings(Environment());
        return plan.Start(program, line, variables);
    }

    private static List<string> Environment()
    {
        var lines = new List<string>();
        foreach (DictionaryEntry entry in System.Environment.GetEnvironmentVariables())
            lines.Add($"{entry.Key}={entry.Value}");
        return lines;
    }

    /// <summary>A duplicate, out of the way of the numbers the new process gets.</summary>
    private static FileDescriptor MoveUp(FileDescriptor file) =>
        FileDescriptor.Take(fcntl(file.Number, F_DUPFD_CLOEXEC, 10), "duplicate a descriptor");

    /// <summary>The exit code, 128 and the signal where one ended it, null where its time was over.</summary>
    private static int? Wait(int process, TimeSpan limit)
    {
        var clock = Stopwatch.StartNew();
        while (true)
        {
            var late = clock.Elapsed >= limit;
            if (late) _ = kill(process, KillSignal);
            int status;
            var ended = Syscalls.WaitProcess(process, &status, late ? 0 : WithoutWaiting);
            if (ended == process) return late ? null : CodeOf(status);
            if (ended < 0 && errno != Errno.EINTR) throw LinuxException.Last("learn how a trial run ended");
            if (!late) Thread.Sleep(Rhythm);
        }
    }

    private static int CodeOf(int status)
    {
        // The macros of wait(2): the signal in the low seven bits, the exit code in the second byte.
        var signal = status & 0x7F;
        return signal != 0 ? 128 + signal : (status >> 8) & 0xFF;
    }
}
