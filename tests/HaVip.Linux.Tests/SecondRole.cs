using System.Diagnostics;
using System.Net.Sockets;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Text;
using HaVip.Core.Values;

namespace HaVip.Linux.Tests;

/// <summary>
/// This very program in another role, chosen by an environment variable before any test code runs: the starter of a
/// detached process, and the process that is started.
/// </summary>
internal static class SecondRole
{
    public const string Variable = "HAVIP_LINUX_TESTS_ROLE";
    public const string Starter = "starter";
    public const string Served = "served";
    public const string Refusing = "refusing";
    public const string Client = "client";
    public const string Changing = "changing";
    public const string Stubborn = "stubborn";

    public static string Program => Path.Combine(AppContext.BaseDirectory, "HaVip.Linux.Tests");

    [ModuleInitializer]
    internal static void Play()
    {
        var role = Environment.GetEnvironmentVariable(Variable);
        if (role is null) return;
        Environment.Exit(role switch
        {
            Starter => Start(Environment.GetCommandLineArgs()),
            Served => Serve(),
            Refusing => Refuse(),
            Client => Connect(Environment.GetCommandLineArgs()[1]),
            Changing => Change(Environment.GetCommandLineArgs()[1]),
            Stubborn => Fail(Environment.GetCommandLineArgs()[1]),
            _ => 99,
        });
    }

    /// <summary>Starts the role of the first argument with the log of the second, and prints what it learns.</summary>
    private static int Start(string[] arguments)
    {
        var role = new Dictionary<string, string?> { [Variable] = arguments[1] };
        using var process = DetachedProcess.Start(Program, ["from the starter"], role, arguments[2]);
        var report = process.WaitForReadiness(Duration.FromSeconds(60));
        Console.WriteLine($"{process.ProcessId} {report.Kind} {report.ExitCode} {report.Message}");
        return report.ExitCode;
    }

    /// <summary>Serves until the signal to end comes.</summary>
    private static int Serve()
    {
        using var signals = new SignalReceiver(PosixSignal.SIGTERM, PosixSignal.SIGHUP);
        using var epoll = new Epoll();
        epoll.Add(signals.Descriptor, EpollEvents.Readable, 1);
        Readiness.FromEnvironment()!.ReportReady();
        Console.WriteLine("serving");
        var ready = new EpollReady[4];
        var watch = Stopwatch.StartNew();
        while (watch.Elapsed < TimeSpan.FromSeconds(120))
        {
            epoll.Wait(ready, Duration.FromSeconds(120));
            while (signals.TryRead(out var signal))
            {
                Console.WriteLine(signal);
                if (signal == PosixSignal.SIGTERM) return 0;
            }
        }

        // Nobody who forgets this process shall keep it for ever.
        return 98;
    }

    private static int Refuse()
    {
        Readiness.FromEnvironment()!.ReportFailure(7, "no such interface: eth7");
        return 7;
    }

    /// <summary>
    /// Becomes a program that shows its status, its environment, the file it is left, and fails on the one it is not. No
    /// shell, which would let signals through.
    /// </summary>
    private static int Change(string secret)
    {
        using var kept = MemoryFile.Create("kept", Encoding.UTF8.GetBytes(secret));
        using var closed = MemoryFile.Create("closed");
        Console.WriteLine(Environment.ProcessId);
        ProgramChange.Run(
            "/bin/cat",
            [
                "/proc/self/status", "/proc/self/environ", $"/proc/self/fd/{kept.Descriptor}",
                $"/proc/self/fd/{closed.Descriptor}",
            ],
            new Dictionary<string, string> { ["WORD"] = "word" },
            [kept.Descriptor],
            [PosixSignal.SIGTERM, PosixSignal.SIGHUP]);
        return 97;
    }

    /// <summary>Cannot become what is not there, and is as before.</summary>
    private static int Fail(string nothing)
    {
        using var kept = MemoryFile.Create("kept");
        try
        {
            ProgramChange.Run(
                nothing, [], new Dictionary<string, string>(), [kept.Descriptor], [PosixSignal.SIGTERM]);
        }
        catch (LinuxException error)
        {
            var mask = File.ReadLines("/proc/thread-self/status").First(line => line.StartsWith("SigBlk", StringComparison.Ordinal));
            var flags = File.ReadLines($"/proc/self/fdinfo/{kept.Descriptor}").First(line => line.StartsWith("flags", StringComparison.Ordinal));
            Console.WriteLine($"{error.ErrorName} {mask.Split('\t')[1]} {flags.Split('\t')[1]}");
            return 0;
        }

        return 97;
    }

    /// <summary>Connects and stays until its input ends.</summary>
    private static int Connect(string path)
    {
        using var socket = new Socket(System.Net.Sockets.AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
        socket.Connect(new UnixDomainSocketEndPoint(path));
        Console.In.ReadToEnd();
        return 0;
    }
}
