using HaVip.Core.Configuration;

namespace HaVip.Node.Checks;

/// <summary>
/// Carries out one check, again and again, on a thread of its own: one that hangs holds up nothing but itself. The thread
/// is in the network namespace of the one that started it.
/// </summary>
internal abstract class CheckWorker
{
    private readonly object _gate = new();
    private bool _stopped;
    private Action<CheckOutcome>? _post;

    protected CheckWorker(CheckConfiguration check) => Check = check;

    public CheckConfiguration Check { get; }

    /// <summary>What it came to under the program before this one; Pending where there was none.</summary>
    public Core.Election.Health Known { get; init; }

    protected bool IsStopped => Volatile.Read(ref _stopped);

    public static CheckWorker For(CheckConfiguration check, Core.Election.Health known) => check.Type switch
    {
        CheckType.Tcp => new TcpCheckWorker(check) { Known = known },
        CheckType.Process => new ProcessCheckWorker(check) { Known = known },
        _ => throw new ArgumentException($"Checks of type {check.Type} are not carried out.", nameof(check)),
    };

    /// <param name="post">Takes outcomes, from the check's thread.</param>
    public void Start(Action<CheckOutcome> post)
    {
        _post = post;
        new Thread(RunSafely) { IsBackground = true, Name = $"check {Check.Name}" }.Start();
    }

    /// <summary>Does not wait for an attempt under way; what that comes to is not taken any more.</summary>
    public void Stop()
    {
        lock (_gate)
        {
            _stopped = true;
            Monitor.PulseAll(_gate);
        }
    }

    protected abstract void Run();

    /// <summary>What nobody foresaw makes the check bad, and leaves the runner alone.</summary>
    private void RunSafely()
    {
        try
        {
            Run();
        }
        catch (Exception error)
        {
            Post(Core.Election.Health.Bad, $"unforeseen, and not looked at again until a reload: {error.Message}");
        }
    }

    protected void Post(Core.Election.Health health, string detail)
    {
        if (!IsStopped) _post!(new CheckOutcome(this, health, detail));
    }

    /// <summary>True where the check is to stop.</summary>
    protected bool Pause(TimeSpan time)
    {
        lock (_gate)
        {
            if (!_stopped && time > TimeSpan.Zero) Monitor.Wait(_gate, time);
            return _stopped;
        }
    }
}
