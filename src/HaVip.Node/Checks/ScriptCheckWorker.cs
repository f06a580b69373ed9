using HaVip.Core.Configuration;
using HaVip.Node.Programs;

namespace HaVip.Node.Checks;

/// <summary>
/// Whether a command ends with exit code 0. The thread has given up what the command is not to have, so that it has no
/// more than that itself.
/// </summary>
internal sealed class ScriptCheckWorker(CheckConfiguration check, string? nodeUser) : PolledCheckWorker(check)
{
    private readonly string[] _environment = ProgramEnvironment.With(("HAVIP_CHECK", check.Name));
    private volatile bool _isRunning;
    private string? _fault;

    /// <summary>The node's scriptUser; where it changes the check begins anew.</summary>
    public string? NodeUser => nodeUser;

    public bool IsRunning => _isRunning;

    protected override string Success => $"{Check.Command[0]} ends with 0";

    protected override void Run()
    {
        _fault = ProgramUser.TryBecome(Check.User ?? nodeUser);
        base.Run();
    }

    protected override string? Attempt()
    {
        if (_fault is not null) return _fault;
        var timeout = Check.EffectiveTimeout;
        _isRunning = true;
        try
        {
            return ProgramStart.Run(Check.Command, _environment, timeout, () => IsStopped).Failure;
        }
        finally
        {
            _isRunning = false;
        }
    }
}
