using HaVip.Core.Values;
using HaVip.Linux;
using HaVip.Linux.Netlink;

namespace HaVip.Node.Kernel;

/// <summary>
/// What the executor and the reconciler ask of the kernel. Changes are batches with one error number per item, 0 where
/// it is done: one that fails does not stop the others.
/// </summary>
internal interface IKernel
{
    /// <summary>
    /// Whether addresses can be tagged (IFA_PROTO, kernel 5.18), so that ours are known without a journal.
    /// </summary>
    bool TagsAddresses { get; }

    /// <summary>
    /// Sends VRRP payloads of one family with TTL 255, at least one, and says of each how it went: one that is refused does
    /// not stop the others.
    /// </summary>
    void SendAdvertisements(int interfaceIndex, SendBatch batch);

    /// <summary>Sends an Ethernet frame; returns an error number.</summary>
    int SendFrame(int interfaceIndex, ReadOnlySpan<byte> frame);

    /// <summary>Adds what is not there, and returns when it takes packets; EEXIST where it is.</summary>
    void AddAddresses(ReadOnlySpan<KernelAddress> addresses, Span<NetlinkResult> results);

    /// <summary>
    /// Counts the lifetimes of addresses that are there anew. One that is not there is added: ask only for those that
    /// are. Allocates nothing while it succeeds.
    /// </summary>
    void RenewAddresses(ReadOnlySpan<KernelAddress> addresses, Span<NetlinkResult> results);

    /// <summary>EADDRNOTAVAIL where it is not there.</summary>
    void RemoveAddresses(ReadOnlySpan<KernelAddress> addresses, Span<NetlinkResult> results);

    /// <summary>Adds what is not there; EEXIST where the same destination and metric is.</summary>
    void AddRoutes(ReadOnlySpan<KernelRoute> routes, Span<NetlinkResult> results);

    /// <summary>Counts the lifetimes of IPv6 routes that are there anew; one that is not there is added.</summary>
    void RenewRoutes(ReadOnlySpan<KernelRoute> routes, Span<NetlinkResult> results);

    /// <summary>Makes a route of the same destination and metric HaVip's, whoever added it; one that is not there is added.</summary>
    void ReplaceRoutes(ReadOnlySpan<KernelRoute> routes, Span<NetlinkResult> results);

    /// <summary>Removes routes of HaVip's protocol number only; ESRCH where it is not there.</summary>
    void RemoveRoutes(ReadOnlySpan<KernelRoute> routes, Span<NetlinkResult> results);

    /// <summary>Adds what is not there; EEXIST where the same rule is.</summary>
    void AddRules(ReadOnlySpan<KernelRule> rules, Span<NetlinkResult> results);

    /// <summary>Removes rules of HaVip's protocol number only; ENOENT where it is not there.</summary>
    void RemoveRules(ReadOnlySpan<KernelRule> rules, Span<NetlinkResult> results);

    IReadOnlyList<KernelAddress> ListAddresses();

    /// <summary>Routes with HaVip's protocol number only, of all tables.</summary>
    IReadOnlyList<KernelRoute> ListRoutes();

    /// <summary>Routing rules with HaVip's protocol number only, of both families.</summary>
    IReadOnlyList<KernelRule> ListRules();

    /// <summary>
    /// Whether the other addresses of a subnet survive the removal of its first (promote_secondaries); returns what it
    /// was, or null where it cannot be changed.
    /// </summary>
    bool? SetPromoteSecondaries(int interfaceIndex, bool promote);

    /// <summary>The nf_tables table of this runner.</summary>
    string FilterName { get; }

    /// <summary>
    /// Lets no packet reach exactly these addresses, whether they are there or not, and makes the table for it where it is
    /// missing; all or, where it is refused, nothing of it.
    /// </summary>
    NetlinkResult CloseAddresses(IReadOnlyCollection<ClosedAddress> addresses);

    /// <summary>Removes a table; ESRCH where there is none.</summary>
    NetlinkResult RemoveFilter(string name);

    /// <summary>The tables of all runners of this network namespace, dead ones included.</summary>
    IReadOnlyList<string> ListFilters();

    /// <summary>
    /// Says nothing of these addresses at their interfaces, whoever asks, until <see cref="EndTransit"/>; ends by itself with
    /// the runner.
    /// </summary>
    NetlinkResult QuietAddresses(string name, IReadOnlyCollection<LinkAddress> addresses);

    /// <summary>
    /// Lets no TCP connection to these addresses begin, without a word to who asks, until <see cref="EndTransit"/>; ends by
    /// itself with the runner.
    /// </summary>
    NetlinkResult HoldConnections(string name, IReadOnlyCollection<LinkAddress> addresses);

    /// <summary>
    /// Passes packets of TCP connections that another host has begun on to it, until <see cref="EndTransit"/>; ends by itself
    /// with the runner.
    /// </summary>
    NetlinkResult PassConnections(string name, ConnectionPass pass);

    /// <summary>
    /// Sends announcements of IPv6 addresses back to the link as this host's, until <see cref="EndTransit"/>; ends by itself
    /// with the runner.
    /// </summary>
    NetlinkResult RebutClaims(string name, ClaimRebuttal rebuttal);

    /// <summary>Ends what was begun under the name; ESRCH where nothing was.</summary>
    NetlinkResult EndTransit(string name);

    /// <summary>Where a host at the link is, asked for where that is not known; null where there is no quick answer.</summary>
    MacAddress? FindNeighbor(int interfaceIndex, IpAddress address);

    /// <summary>Whether a TCP connection to one of the addresses is open here; null where the kernel does not tell.</summary>
    bool? HasConnections(IReadOnlyCollection<IpAddress> addresses);

    /// <summary>The far ends of TCP connections to the addresses that are open here; empty where the kernel does not tell.</summary>
    IReadOnlyList<FarEnd> ListConnections(IReadOnlyCollection<IpAddress> addresses);

    /// <summary>Ends TCP connections to the addresses, so that both sides learn of it; returns how many.</summary>
    int ResetConnections(IReadOnlyCollection<IpAddress> addresses);

    /// <summary>Makes an interface with a virtual router's MAC address on another one, sets it up, and tells its index.</summary>
    NetlinkResult AddVirtualLink(string name, int parentIndex, MacAddress macAddress, out int index);

    /// <summary>ENODEV where it is not there.</summary>
    NetlinkResult RemoveVirtualLink(int index);

    /// <summary>Those of all runners of this network namespace, dead ones included.</summary>
    IReadOnlyList<KernelLink> ListVirtualLinks();

    /// <summary>A setting of an interface (<c>net/ipv4/conf/eth0/arp_ignore</c>); null where it cannot be read.</summary>
    string? ReadSetting(string name);

    /// <summary>False where it cannot be written.</summary>
    bool WriteSetting(string name, string value);

    /// <summary>Whether an interface forwards IPv6, so that its neighbours may take it for a router.</summary>
    bool ForwardsIPv6(string interfaceName);
}
