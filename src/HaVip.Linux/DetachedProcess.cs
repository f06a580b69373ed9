using System.Collections;
using System.Globalization;
using HaVip.Core.Values;
using HaVip.Linux.Native;
using Tmds.Linux;
using static Tmds.Linux.LibC;

namespace HaVip.Linux;

/// <summary>
/// A process of its own session: no terminal, none of the starter's files, input from nowhere, output to a log. It
/// outlives its starter, inherits the network namespace of the starting thread, and reports by
/// <see cref="Readiness"/> when it serves.
/// </summary>
public sealed unsafe class DetachedProcess : IDisposable
{
    private const int ReadinessNumber = 3;
    private const ushort LogMode = 0x1A0; // 0640
    private const int WithoutWaiting = 1;

    private readonly FileDescriptor _line;

    private DetachedProcess(int processId, FileDescriptor line)
    {
        ProcessId = processId;
        _line = line;
    }

    /// <summary>This program's own file, also where it has been replaced since it was started.</summary>
    public static string OwnProgram =>
        Environment.ProcessPath is { } path && File.Exists(path) ? path : "/proc/self/exe";

    public int ProcessId { get; }

    /// <summary>Starts it; does not wait for its readiness.</summary>
    /// <param name="program">The path of the program.</param>
    /// <param name="arguments">What follows the program's name.</param>
    /// <param name="environment">Added to this process's environment; null removes a variable.</param>
    /// <param name="logFile">Where its output goes, added at the end, made with mode 0640; null is nowhere.</param>
    /// <exception cref="LinuxException">The log can't be opened or the program not started.</exception>
    public static DetachedProcess Start(
        string program,
        IReadOnlyList<string> arguments,
        IReadOnlyDictionary<string, string?>? environment = null,
        string? logFile = null)
    {
        ArgumentException.ThrowIfNullOrEmpty(program);
        ArgumentNullException.ThrowIfNull(arguments);
        var ends = stackalloc int[2];
        LinuxException.ThrowIfFailed(socketpair(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0, ends), "make a readiness line");
        var line = new FileDescriptor(ends[0]);
        try
        {
            using var childEnd = MoveUp(new FileDescriptor(ends[1]));
            using var nothing = MoveUp(NativePath.Open("/dev/null", O_RDWR, 0, "open /dev/null"));
            using var log = MoveUp(OpenLog(logFile));
            using var plan = new SpawnPlan();
            plan.CloseInherited(ReadinessNumber + 1);
            plan.Give(nothing, 0);
            plan.Give(log, 1);
            plan.Give(log, 2);
            plan.Give(childEnd, ReadinessNumber);
            using var words = new NativeStrings([program, .. arguments]);
            using var variables = new NativeStrings(Merge(environment));
            return new DetachedProcess(plan.Start(program, words, variables), line);
        }
        catch
        {
            line.Dispose();
            throw;
        }
    }

    /// <summary>Waits for the report, once.</summary>
    /// <param name="timeout">The longest wait, up to 24 days.</param>
    public ReadinessReport WaitForReadiness(Duration timeout)
    {
        var watch = new pollfd { fd = _line.Number, events = POLLIN };
        var milliseconds = (int)Math.Clamp(timeout.Milliseconds, 0, int.MaxValue);
        int ready;
        do ready = poll(&watch, 1, milliseconds);
        while (ready < 0 && errno == Errno.EINTR);
        LinuxException.ThrowIfFailed(ready, "wait for a detached process");
        if (ready == 0)
            return new ReadinessReport(ReadinessKind.TimedOut, 0, $"did not report within {timeout.ToSeconds()}");
        Span<byte> message = stackalloc byte[Readiness.MessageSize];
        var length = NativePath.Read(_line, message, "read the report of a detached process");
        return Readiness.Parse(message[..length]) ?? DescribeEnd();
    }

    public void Dispose() => _line.Dispose();

    private static FileDescriptor OpenLog(string? logFile) => logFile is null
        ? NativePath.Open("/dev/null", O_WRONLY, 0, "open /dev/null")
        : NativePath.Open(logFile, O_WRONLY | O_CREAT | O_APPEND | O_NOFOLLOW, LogMode, $"open the log {logFile}");

    /// <summary>Out of the way of the numbers the new process gets.</summary>
    private static FileDescriptor MoveUp(FileDescriptor file)
    {
        using (file)
            return FileDescriptor.Take(fcntl(file.Number, F_DUPFD_CLOEXEC, 10), "duplicate a descriptor");
    }

    private static List<string> Merge(IReadOnlyDictionary<string, string?>? additions)
    {
        var merged = new Dictionary<string, string?>(StringComparer.Ordinal);
        foreach (DictionaryEntry entry in Environment.GetEnvironmentVariables())
            merged[(string)entry.Key] = (string?)entry.Value;
        foreach (var (name, value) in additions ?? new Dictionary<string, string?>()) merged[name] = value;
        merged[Readiness.Variable] = ReadinessNumber.ToString(CultureInfo.InvariantCulture);
        var lines = new List<string>(merged.Count);
        foreach (var (name, value) in merged)
        {
            if (value is not null) lines.Add($"{name}={value}");
        }

        return lines;
    }

    /// <summary>The line was closed without a report, which the end of the process follows within moments.</summary>
    private ReadinessReport DescribeEnd()
    {
        for (var attempt = 0; attempt < 200; attempt++)
        {
            int status;
            var ended = Syscalls.WaitProcess(ProcessId, &status, WithoutWaiting);
            if (ended == ProcessId) return DescribeStatus(status);
            if (ended < 0 && errno != Errno.EINTR) throw LinuxException.Last("learn how a detached process ended");
            Thread.Sleep(10);
        }

        return new ReadinessReport(ReadinessKind.TimedOut, 0, "closed its readiness line without a report");
    }

    private static ReadinessReport DescribeStatus(int status)
    {
        // The macros of wait(2): the signal in the low seven bits, the exit code in the second byte.
        var signal = status & 0x7F;
        if (signal != 0) return new ReadinessReport(ReadinessKind.Ended, 128 + signal, $"was ended by signal {signal}");
        var code = (status >> 8) & 0xFF;
        return new ReadinessReport(ReadinessKind.Ended, code, $"ended with exit code {code} without a report");
    }
}
