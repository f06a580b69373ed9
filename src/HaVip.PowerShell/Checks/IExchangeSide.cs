namespace HaVip.PowerShell.Checks;

/// <summary>The members of a virtual router on one machine, while they exchange test packets with the others.</summary>
internal interface IExchangeSide : IDisposable
{
    /// <summary>Returns when they listen, or cannot.</summary>
    void WaitUntilReady(CancellationToken stopping);

    /// <summary>Ends it; the members with what they heard.</summary>
    IEnumerable<ClusterMember> End(CancellationToken stopping);
}
