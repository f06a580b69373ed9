namespace HaVip.PowerShell.Checks;

/// <summary>A member on this machine.</summary>
internal sealed class LocalExchangeSide(ClusterMember member, byte virtualRouterId) : IExchangeSide
{
    private readonly ExchangeSession _session = new(ExchangeOrder.For(member, virtualRouterId));

    public void WaitUntilReady(CancellationToken stopping) => _session.WaitUntilReady(stopping);

    public IEnumerable<ClusterMember> End(CancellationToken stopping) => [member.With(_session.End(stopping))];

    public void Dispose() => _session.Dispose();
}
