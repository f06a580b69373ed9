using System.Diagnostics;
using System.Text;
using HaVip.Linux.Native;
using Tmds.Linux;
using static Tmds.Linux.LibC;

namespace HaVip.Linux;

/// <summary>
/// One run of a program: of its own session and process group, input from nowhere, of its output the end kept. For the
/// thread that started it.
/// </summary>
public sealed unsafe class ProgramRun : IDisposable
{
    private const int KeptOutput = 1024;
    private const int WithoutWaiting = 1;
    private const int KillSignal = 9;
    private const int TerminateSignal = 15;

    private readonly FileDescriptor _process;
    private readonly FileDescriptor _output;
    private readonly byte[] _said = new byte[KeptOutput];
    private int _saidLength;

    private ProgramRun(int processId, FileDescriptor process, FileDescriptor output)
    {
        ProcessId = processId;
        _process = process;
        _output = output;
    }

    public int ProcessId { get; }

    /// <summary>The exit code, 128 and the signal where one ended it; null while it runs.</summary>
    public int? ExitCode { get; private set; }

    /// <summary>The last line it wrote that is not empty, cut at 200 characters; "" where there is none.</summary>
    public string LastLine
    {
        get
        {
            var lines = Encoding.UTF8.GetString(_said, 0, _saidLength).Split('\n', StringSplitOptions.TrimEntries);
            var last = Array.FindLast(lines, line => line.Length > 0) ?? "";
            var shown = string.Concat(last.Select(c => char.IsControl(c) ? ' ' : c));
            return shown.Length > 200 ? shown[..200] : shown;
        }
    }

    /// <summary>Starts it with what the calling thread may do and who that is.</summary>
    /// <param name="command">The program's absolute path and its arguments.</param>
    /// <param name="environment">All of it, as <c>NAME=value</c>.</param>
    /// <exception cref="LinuxException">It cannot be started.</exception>
    public static ProgramRun Start(IReadOnlyList<string> command, IReadOnlyList<string> environment)
    {
        var ends = stackalloc int[2];
        LinuxException.ThrowIfFailed(pipe2(ends, O_CLOEXEC), "make a pipe");
        var output = new FileDescriptor(ends[0]);
        try
        {
            LinuxException.ThrowIfFailed(fcntl(ends[0], F_SETFL, O_NONBLOCK), "make a pipe");
            var process = Spawn(command, environment, ends[1]);
            var watch = Syscalls.OpenProcess(Syscalls.PidfdOpen, process, 0);
            return new ProgramRun(process, FileDescriptor.Take(watch, $"watch process {process}"), output);
        }
        catch
        {
            output.Dispose();
            throw;
        }
    }

    /// <summary>Waits for its end, at most so long; true where it has ended.</summary>
    public bool Wait(TimeSpan limit)
    {
        var clock = Stopwatch.StartNew();
        var polled = stackalloc pollfd[2];
        polled[0] = new pollfd { fd = _process.Number, events = POLLIN };
        polled[1] = new pollfd { fd = _output.Number, events = POLLIN };
        while (ExitCode is null)
        {
            var left = limit - clock.Elapsed;
            _ = poll(polled, 2, Math.Max(0, (int)Math.Min(left.TotalMilliseconds + 1, int.MaxValue)));
            Listen();
            if (polled[0].revents != 0) Reap();
            else if (left <= TimeSpan.Zero) return false;
        }

        return true;
    }

    /// <summary>
    /// Ends it and all that it has started and that is still of its process group: politely, and by force when the grace is
    /// over.
    /// </summary>
    public void End(TimeSpan grace)
    {
        if (ExitCode is not null) return;
        _ = kill(-ProcessId, TerminateSignal);
        _ = Wait(grace);
        _ = kill(-ProcessId, KillSignal);
        while (!Wait(TimeSpan.FromSeconds(1))) _ = kill(-ProcessId, KillSignal);
    }

    public void Dispose()
    {
        End(TimeSpan.Zero);
        _process.Dispose();
        _output.Dispose();
    }

    private static int Spawn(IReadOnlyList<string> command, IReadOnlyList<string> environment, int outputEnd)
    {
        using var end = new FileDescriptor(outputEnd);
        using var nothing = MoveUp(NativePath.Open("/dev/null", O_RDWR, 0, "open /dev/null"));
        using var output = FileDescriptor.Take(fcntl(outputEnd, F_DUPFD_CLOEXEC, 10), "duplicate a descriptor");
        using var plan = new SpawnPlan();
        plan.CloseInherited(3);
        plan.Give(nothing, 0);
        plan.Give(output, 1);
        plan.Give(output, 2);
        using var words = new NativeStrings(command);
        using var variables = new NativeStrings(environment);
        return plan.Start(command[0], words, variables);
    }

    private static FileDescriptor MoveUp(FileDescriptor file)
    {
        using (file)
            return FileDescriptor.Take(fcntl(file.Number, F_DUPFD_CLOEXEC, 10), "duplicate a descriptor");
    }

    private void Reap()
    {
        int status;
        int ended;
        do ended = Syscalls.WaitProcess(ProcessId, &status, WithoutWaiting);
        while (ended < 0 && errno == Errno.EINTR);
        if (ended == 0) return;
        LinuxException.ThrowIfFailed(ended, "learn how a program ended");

        // The macros of wait(2): the signal in the low seven bits, the exit code in the second byte.
        var signal = status & 0x7F;
        ExitCode = signal != 0 ? 128 + signal : (status >> 8) & 0xFF;
        Listen();
    }

    /// <summary>Takes what it has written meanwhile; what was before the last of it is forgotten.</summary>
    private void Listen()
    {
        Span<byte> buffer = stackalloc byte[KeptOutput];
        while (true)
        {
            int count;
            fixed (byte* bytes = buffer) count = (int)(long)read(_output.Number, bytes, KeptOutput);
            if (count <= 0) return;
            var kept = Math.Min(_saidLength, KeptOutput - count);
            _said.AsSpan(_saidLength - kept, kept).CopyTo(_said);
            buffer[..count].CopyTo(_said.AsSpan(kept));
            _saidLength = kept + count;
        }
    }
}
