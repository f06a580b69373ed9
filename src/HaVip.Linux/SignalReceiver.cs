using System.Runtime.InteropServices;

namespace HaVip.Linux;

/// <summary>
/// Turns process signals into a descriptor and values. Built on the runtime's own signal registration rather than
/// signalfd: that would need the signal blocked in every thread of the runtime, and a blocked mask is inherited by
/// every child. The default action (ending the process) does not happen for the signals received.
/// </summary>
public sealed class SignalReceiver : IDisposable
{
    private readonly WakeEvent _wake = new();
    private readonly PosixSignal[] _signals;
    private readonly PosixSignalRegistration[] _registrations;
    private int _pending;

    /// <param name="signals">The signals to receive, in the order they are to be read when several are pending.</param>
    public SignalReceiver(params PosixSignal[] signals)
    {
        ArgumentNullException.ThrowIfNull(signals);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(signals.Length, 32);
        _signals = [.. signals];
        _registrations = new PosixSignalRegistration[signals.Length];
        for (var index = 0; index < signals.Length; index++)
        {
            var bit = 1 << index;
            _registrations[index] = PosixSignalRegistration.Create(signals[index], context => Receive(context, bit));
        }
    }

    /// <summary>Readable while a signal is pending.</summary>
    public int Descriptor => _wake.Descriptor;

    /// <summary>A signal has come and was not read yet.</summary>
    public bool IsPending => Volatile.Read(ref _pending) != 0;

    /// <summary>Takes one pending signal. The same signal sent twice before it is read is read once, as signals are.</summary>
    public bool TryRead(out PosixSignal signal)
    {
        signal = default;
        var pending = Volatile.Read(ref _pending);
        if (pending == 0)
        {
            _wake.Drain();

            // One may have come between the look and the drain, which then swallowed its wake.
            pending = Volatile.Read(ref _pending);
            if (pending == 0) return false;
        }

        var index = int.TrailingZeroCount(pending);
        var left = Interlocked.And(ref _pending, ~(1 << index)) & ~(1 << index);
        if (left != 0) _wake.Signal(); // The drain above may have taken their wake.
        signal = _signals[index];
        return true;
    }

    public void Dispose()
    {
        foreach (var registration in _registrations) registration.Dispose();
        _wake.Dispose();
    }

    private void Receive(PosixSignalContext context, int bit)
    {
        context.Cancel = true;
        Interlocked.Or(ref _pending, bit);
        _wake.Signal();
    }
}
