using HaVip.Configuration.Yaml;
using HaVip.Linux;
using HaVip.Node.Commands;
using HaVip.Node.Logging;
using HaVip.Node.Loop;

namespace HaVip.Node.Tests.EndToEnd;

/// <summary>
/// A runner within this process, on a thread of its own in its network namespace, so that a test can look at what each turn
/// of its loop leaves. All of it is the runner's own, but that no memory is locked and the thread is an ordinary one.
/// </summary>
internal sealed class DrivenNode : IDisposable
{
    private readonly Lab _lab;
    private readonly int _host;
    private readonly Action<NodeLoop> _look;
    private readonly Thread _thread;
    private volatile bool _ending;

    /// <param name="lab">Where its namespace and its configuration are.</param>
    /// <param name="host">1 or 2.</param>
    /// <param name="look">Called on its thread after each turn.</param>
    public DrivenNode(Lab lab, int host, Action<NodeLoop> look)
    {
        (_lab, _host, _look) = (lab, host, look);
        _thread = new Thread(Run) { IsBackground = true, Name = $"node {host}" };
        _thread.Start();
    }

    /// <summary>What ended it before its time.</summary>
    public Exception? Fault { get; private set; }

    /// <summary>Ends it after its turn, as the end of a process would.</summary>
    public void Dispose()
    {
        _ending = true;
        _thread.Join();
    }

    private void Run()
    {
        try
        {
            // The thread ends in there.
            NetworkNamespace.Enter(_lab.Namespace(_host));
            Drive();
        }
        catch (Exception error)
        {
            Fault = error;
        }
    }

    private void Drive()
    {
        var file = $"{_lab.Folder}/n{_host}.yaml";
        var line = new CommandLine(NodeCommand.Run)
        {
            ConfigurationPath = file,
            NetworkNamespace = _lab.Namespace(_host),
            RuntimeDirectory = $"{_lab.Folder}/run{_host}",
            StateDirectory = $"{_lab.Folder}/state{_host}",
        };
        var result = ConfigurationReader.ReadNodeFile(file);
        Assert.True(result.Configuration is not null, string.Join('\n', result.Diagnostics));
        var paths = line.Paths(_lab.Namespace(_host));
        paths.Create();
        using var alone = LockFile.TryAcquire(paths.LockFile, out _);
        using var log = new LogWriter($"{_lab.Folder}/driven{_host}.log");
        var events = new EventLog(log.Write, forJournal: false);
        using var runner = new NodeRunner(
            line, paths, _lab.Namespace(_host), events, log, new LifeSigns(null, null), alone!, null);
        var loop = runner.Prepare(result.Configuration);
        loop.Begin(start: true);
        while (!_ending)
        {
            loop.Turn();
            _look(loop);
        }
    }
}
