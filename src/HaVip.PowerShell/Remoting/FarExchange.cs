using System.ComponentModel;
using System.Text.Json;
using HaVip.PowerShell.Checks;

namespace HaVip.PowerShell.Remoting;

/// <summary>This machine's part of an exchange of test packets that another machine has asked for.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public sealed class FarExchange : IDisposable
{
    private readonly List<ExchangeSession> _sessions = [];

    internal FarExchange(string orders)
    {
        foreach (var order in JsonSerializer.Deserialize<ExchangeOrder[]>(orders) ?? []) _sessions.Add(new ExchangeSession(order));
        foreach (var session in _sessions) session.WaitUntilReady(CancellationToken.None);
    }

    /// <summary>Ends it; what came of each order, as text.</summary>
    public string End() => JsonSerializer.Serialize(_sessions.Select(session => session.End(CancellationToken.None)));

    public void Dispose()
    {
        foreach (var session in _sessions) session.Dispose();
        _sessions.Clear();
    }
}
