using HaVip.Core.Values;
using HaVip.Linux;

namespace HaVip.Node.Succession;

/// <summary>
/// Asks the new program, on a thread of its own, whether it could go on where this runner stands: it reads the same state
/// and the same configuration as it would have to, and touches nothing.
/// </summary>
internal sealed class SuccessorTrial
{
    private static readonly Duration Limit = Duration.FromSeconds(20);

    private readonly string _program;
    private readonly string _configurationPath;
    private readonly byte[] _state;
    private volatile TrialVerdict? _verdict;

    private SuccessorTrial(string program, string configurationPath, byte[] state)
    {
        _program = program;
        _configurationPath = configurationPath;
        _state = state;
    }

    /// <summary>Null while it is not known.</summary>
    public TrialVerdict? Verdict => _verdict;

    public static SuccessorTrial Begin(string program, string configurationPath, byte[] state)
    {
        var trial = new SuccessorTrial(program, configurationPath, state);
        RealTime.Aside(new Thread(trial.Run) { IsBackground = true, Name = "successor trial" }.Start);
        return trial;
    }

    private void Run()
    {
        try
        {
            using var file = MemoryFile.Create("havip-state", _state);
            string[] arguments = ["check", "--config", _configurationPath, "--inherit", $"{TrialRun.GivenNumber}"];
            _verdict = TrialVerdict.Of(_program, TrialRun.Run(_program, arguments, file, Limit));
        }
        catch (LinuxException error)
        {
            _verdict = TrialVerdict.CannotStart(_program, error);
        }
        catch (Exception error)
        {
            _verdict = new TrialVerdict($"It cannot be tried: {error.Message}", "");
        }
    }
}
