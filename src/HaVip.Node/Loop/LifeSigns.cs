using HaVip.Core.Values;
using HaVip.Linux;

namespace HaVip.Node.Loop;

/// <summary>
/// Tells whoever started the runner how it goes: the service manager where there is one, and the process that waits for
/// a detached start.
/// </summary>
internal sealed class LifeSigns(ServiceNotify? service, Readiness? starter)
{
    private Readiness? _starter = starter;

    /// <summary>Null where no service manager asked to be told.</summary>
    public ServiceNotify? Service => service;
    private Instant _lastSign = new(long.MinValue / 2);

    /// <summary>When the service manager's watchdog wants to hear of us; Never without one.</summary>
    public Instant NextDeadline =>
        service?.WatchdogInterval is { } interval ? _lastSign + (interval / 2) : Instant.Never;

    /// <summary>The control socket answers and the instances are under way.</summary>
    public void Ready(string status)
    {
        service?.Ready(status);
        _starter?.ReportReady();
        _starter = null;
    }

    public void Stopping(string status) => service?.Stopping(status);

    /// <summary>What could not begin is told to the process that waits for it.</summary>
    public void Failed(ExitCode code, string message)
    {
        _starter?.ReportFailure((int)code, message);
        _starter = null;
    }

    /// <summary>Comes from the loop itself, so that a loop that hangs gives no sign.</summary>
    public void Advance(Instant now)
    {
        if (NextDeadline > now) return;
        _lastSign = now;
        service?.KeepAlive();
    }
}
