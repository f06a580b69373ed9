using System.Collections.Concurrent;
using System.Management.Automation;
using System.Text.Json;
using HaVip.PowerShell.Remoting;

namespace HaVip.PowerShell.Checks;

/// <summary>Members on another machine. The script there ends the exchange when its input ends, or it is stopped.</summary>
internal sealed class RemoteExchangeSide : IExchangeSide
{
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(30);

    private readonly IReadOnlyList<ClusterMember> _members;
    private readonly PSDataCollection<PSObject> _input = [];
    private readonly BlockingCollection<RemoteItem> _sink = [];
    private readonly CancellationTokenSource _ending = new();
    private readonly Task _running;
    private string? _problem;

    public RemoteExchangeSide(RemoteNode node, IReadOnlyList<ClusterMember> members, byte virtualRouterId)
    {
        _members = members;
        var orders = members.Select(member => ExchangeOrder.For(member, virtualRouterId));
        var command = new RemoteCommand(node, RemoteScripts.Exchange, new Dictionary<string, object?>
        {
            ["Command"] = "Test-HaVipCluster",
            ["Orders"] = JsonSerializer.Serialize(orders),
        })
        {
            OpenInput = _input,
        };
        _running = Task.Factory.StartNew(
            () => new RemoteCall(command, _sink, _ending.Token).Run(),
            CancellationToken.None,
            TaskCreationOptions.LongRunning,
            TaskScheduler.Default);
    }

    public void WaitUntilReady(CancellationToken stopping) => Next(stopping);

    public IEnumerable<ClusterMember> End(CancellationToken stopping)
    {
        _input.Complete();
        if (_problem is null && Next(stopping) is { } text)
        {
            var ends = JsonSerializer.Deserialize<ExchangeEnd[]>(text) ?? [];
            if (ends.Length == _members.Count) return _members.Zip(ends, (member, end) => member.With(end));
        }

        return _members.Select(member => member.With(new ExchangeEnd(null, _problem ?? "nothing came back")));
    }

    public void Dispose()
    {
        _ending.Cancel();
        _input.Complete();
        // Not longer: a connection that is gone answers nothing.
        if (!_running.Wait(TimeSpan.FromSeconds(5))) return;
        _input.Dispose();
        _sink.Dispose();
        _ending.Dispose();
    }

    /// <summary>The next line the script writes; null where it has ended, or takes too long.</summary>
    private string? Next(CancellationToken stopping)
    {
        while (_sink.TryTake(out var item, (int)Limit.TotalMilliseconds, stopping))
        {
            if (item.Output is { } output) return output.ToString();
            _problem = item.Error?.Message ?? _problem;
            if (item.Ended) return null;
        }

        return null;
    }
}
