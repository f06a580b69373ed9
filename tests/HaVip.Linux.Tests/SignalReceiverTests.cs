using System.Diagnostics;
using System.Globalization;
using System.Runtime.InteropServices;
using HaVip.Core.Values;

namespace HaVip.Linux.Tests;

public sealed class SignalReceiverTests
{
    private readonly EpollReady[] _ready = new EpollReady[4];

    [Fact]
    public void Signals_become_readable_values()
    {
        using var signals = new SignalReceiver(PosixSignal.SIGHUP, PosixSignal.SIGWINCH);
        using var epoll = new Epoll();
        epoll.Add(signals.Descriptor, EpollEvents.Readable, 1);
        Assert.Equal(0, epoll.Wait(_ready, Duration.Zero));

        Send("WINCH");
        Send("HUP");
        var seen = new List<PosixSignal>();
        var watch = Stopwatch.StartNew();
        while (seen.Count < 2 && watch.Elapsed < TimeSpan.FromSeconds(20))
        {
            // A signal may also interrupt the wait itself.
            epoll.Wait(_ready, Duration.FromSeconds(20));
            if (signals.TryRead(out var signal)) seen.Add(signal);
        }

        Assert.Equivalent(new[] { PosixSignal.SIGHUP, PosixSignal.SIGWINCH }, seen, strict: true);
        Assert.False(signals.TryRead(out _));
        Assert.Equal(0, epoll.Wait(_ready, Duration.Zero));
    }

    private static void Send(string signal) =>
        CommandLine.Run("kill", "-" + signal, Environment.ProcessId.ToString(CultureInfo.InvariantCulture));
}
