using HaVip.Core.Configuration;
using HaVip.Linux;

namespace HaVip.Node.Checks;

/// <summary>
/// Carries out one check, again and again, on a thread of its own: one that hangs holds up nothing but itself. The thread
/// is in the network namespace of the one that started it.
/// </summary>
internal abstract class CheckWorker
{
    private bool _stopped;
    private Action<CheckOutcome>? _post;
    private Thread? _thread;

    protected CheckWorker(CheckConfiguration check) => Check = check;

    public CheckConfiguration Check { get; }

    /// <summary>What it came to under the program before this one; Pending where there was none.</summary>
    public Core.Election.Health Known { get; init; }

    protected object Gate { get; } = new();

    protected bool IsStopped => Volatile.Read(ref _stopped);

    /// <param name="check">What to look at.</param>
    /// <param name="nodeUser">The node's scriptUser.</param>
    /// <param name="known">What it came to before.</param>
    public static CheckWorker For(CheckConfiguration check, string? nodeUser, Core.Election.Health known) => check.Type switch
    {
        CheckType.Tcp => new TcpCheckWorker(check) { Known = known },
        CheckType.Http => new HttpCheckWorker(check) { Known = known },
        CheckType.Script => new ScriptCheckWorker(check, nodeUser) { Known = known },
        CheckType.Process => new ProcessCheckWorker(check) { Known = known },
        CheckType.File => new FileCheckWorker(check) { Known = known },
        CheckType.Interface => new InterfaceCheckWorker(check) { Known = known },
        _ => throw new ArgumentException($"Checks of type {check.Type} are not carried out.", nameof(check)),
    };

    /// <summary>Whether this is how the check is carried out by that configuration too.</summary>
    public bool Does(CheckConfiguration check, string? nodeUser) =>
        Check.Equals(check) && (this is not ScriptCheckWorker script || check.User is not null || script.NodeUser == nodeUser);

    /// <param name="post">Takes outcomes, from the check's thread.</param>
    public void Start(Action<CheckOutcome> post)
    {
        _post = post;
        _thread = new Thread(RunSafely) { IsBackground = true, Name = $"check {Check.Name}" };
        RealTime.Aside(_thread.Start);
    }

    /// <summary>Waits for the end of a check that was stopped; false where its time is over first.</summary>
    public bool Join(TimeSpan limit) => _thread?.Join(limit) ?? true;

    /// <summary>Does not wait for an attempt under way; what that comes to is not taken any more.</summary>
    public void Stop()
    {
        lock (Gate)
        {
            _stopped = true;
            Monitor.PulseAll(Gate);
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

    protected void Post(Core.Election.Health health, string detail) => Post(health, null, detail);

    protected void Post(Core.Election.Health health, int? number, string detail)
    {
        if (!IsStopped) _post!(new CheckOutcome(this, health, number, detail));
    }

    /// <summary>True where the check is to stop.</summary>
    protected bool Pause(TimeSpan time)
    {
        lock (Gate)
        {
            if (!_stopped && time > TimeSpan.Zero) Monitor.Wait(Gate, time);
            return _stopped;
        }
    }
}
