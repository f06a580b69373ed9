namespace HaVip.Core.Engine;

/// <summary>What the host must do. Actions are carried out in list order; the order is part of the contract.</summary>
public enum ActionKind : byte
{
    /// <summary>
    /// For each of Router.Paths that is usable and each of its Destinations, encode with
    /// <c>Router.WriteAdvertisement(Priority, path, destination, buffer)</c> and send from the path's Source.
    /// </summary>
    SendAdvertisement,

    /// <summary>
    /// Make exactly the addresses and routes of the router's configuration present; harmless when repeated. Where Peer is
    /// given, that node has them too, for a moment or for Drain: connections that are open to it are its.
    /// </summary>
    AcquireAddresses,

    /// <summary>Remove every address and route owned for the router; harmless when repeated.</summary>
    ReleaseAddresses,

    /// <summary>
    /// Begin no TCP connection to the addresses, and refuse none: who asks asks again. Until AdmitConnections, or until the
    /// addresses are released or acquired again.
    /// </summary>
    HoldConnections,

    /// <summary>Connections may begin again.</summary>
    AdmitConnections,

    /// <summary>
    /// Contradict, at once, whoever announces one of the router's IPv6 addresses at Router.Interface, unless it is for a virtual
    /// MAC. Until AcceptClaims, or until the addresses are released or acquired again.
    /// </summary>
    RebutClaims,

    /// <summary>Announcements of others are theirs again.</summary>
    AcceptClaims,

    /// <summary>Announce once on Router.Interface what Neighbor says: an address of the router is at another host.</summary>
    AnnounceForOther,

    /// <summary>
    /// Another node has the addresses from now on: keep them, but answer no neighbour's question about them, until they are
    /// released or acquired again.
    /// </summary>
    QuietAddresses,

    /// <summary>
    /// As QuietAddresses, and then release them by yourself: when connections that are open to them have ended, or when Drain
    /// is over.
    /// </summary>
    RetireAddresses,

    /// <summary>
    /// Send Count announcements (gratuitous ARP) for each address, round robin over the addresses: the first round at once
    /// unless IsPatient, all else one by one at Announcements.Spacing, until the router has the addresses no more.
    /// </summary>
    AnnounceAddresses,

    /// <summary>Something to tell: <see cref="EventText.Describe"/> has the words.</summary>
    Report,

    /// <summary>The hand-over asked for has ended; Refusal says whether it failed.</summary>
    EndHandover,

    /// <summary>Keep Router.Hold and Router.HoldDeadline where a restart does not reach; a default Hold means nothing.</summary>
    KeepHold,

    /// <summary>
    /// Ask the LAN once (ARP probe, neighbour solicitation) for each of Count addresses from Router.AddressAt(First) on; more
    /// than there are go on with the first. Answers come back through NodeEngine.NeighborHeard.
    /// </summary>
    ProbeAddresses,

    /// <summary>
    /// Ask on Router.Interface whether the host Neighbor.Address is there: at Neighbor.MacAddress, or everywhere where that is
    /// the default value. Its answer comes back through NodeEngine.NeighborHeard.
    /// </summary>
    ProbeHost,
}
