using HaVip.Core.Values;
using HaVip.Linux;
using HaVip.Linux.Netlink;
using HaVip.Node.Kernel;

namespace HaVip.Node.Tests.Fakes;

/// <summary>Counts what is sent and remembers nothing, so that allocations can be measured.</summary>
internal sealed class SilentKernel(FakeKernel kernel) : IKernel
{
    public int Sent { get; private set; }

    public bool TagsAddresses => kernel.TagsAddresses;

    public void SendAdvertisements(int interfaceIndex, SendBatch batch) => Sent += batch.Count;

    public int SendFrame(int interfaceIndex, ReadOnlySpan<byte> frame) => 0;

    public void AddAddresses(ReadOnlySpan<KernelAddress> addresses, Span<NetlinkResult> results) =>
        kernel.AddAddresses(addresses, results);

    public int Renewed { get; private set; }

    public void RenewAddresses(ReadOnlySpan<KernelAddress> addresses, Span<NetlinkResult> results)
    {
        Renewed += addresses.Length;
        results[..addresses.Length].Clear();
    }

    public void RenewRoutes(ReadOnlySpan<KernelRoute> routes, Span<NetlinkResult> results) =>
        results[..routes.Length].Clear();

    public void RemoveAddresses(ReadOnlySpan<KernelAddress> addresses, Span<NetlinkResult> results) =>
        kernel.RemoveAddresses(addresses, results);

    public void AddRoutes(ReadOnlySpan<KernelRoute> routes, Span<NetlinkResult> results) => kernel.AddRoutes(routes, results);

    public void ReplaceRoutes(ReadOnlySpan<KernelRoute> routes, Span<NetlinkResult> results) =>
        kernel.ReplaceRoutes(routes, results);

    public void RemoveRoutes(ReadOnlySpan<KernelRoute> routes, Span<NetlinkResult> results) =>
        kernel.RemoveRoutes(routes, results);

    public void AddRules(ReadOnlySpan<KernelRule> rules, Span<NetlinkResult> results) => kernel.AddRules(rules, results);

    public void RemoveRules(ReadOnlySpan<KernelRule> rules, Span<NetlinkResult> results) =>
        kernel.RemoveRules(rules, results);

    public IReadOnlyList<KernelRule> ListRules() => kernel.ListRules();

    public IReadOnlyList<KernelAddress> ListAddresses() => kernel.ListAddresses();

    public IReadOnlyList<KernelRoute> ListRoutes() => kernel.ListRoutes();

    public NetlinkResult AddVirtualLink(string name, int parentIndex, MacAddress macAddress, out int index) =>
        kernel.AddVirtualLink(name, parentIndex, macAddress, out index);

    public NetlinkResult RemoveVirtualLink(int index) => kernel.RemoveVirtualLink(index);

    public IReadOnlyList<KernelLink> ListVirtualLinks() => kernel.ListVirtualLinks();

    public string? ReadSetting(string name) => kernel.ReadSetting(name);

    public bool WriteSetting(string name, string value) => kernel.WriteSetting(name, value);

    public bool ForwardsIPv6(string interfaceName) => kernel.ForwardsIPv6(interfaceName);

    public string FilterName => kernel.FilterName;

    public NetlinkResult CloseAddresses(IReadOnlyCollection<ClosedAddress> addresses) => kernel.CloseAddresses(addresses);

    public NetlinkResult RemoveFilter(string name) => kernel.RemoveFilter(name);

    public IReadOnlyList<string> ListFilters() => kernel.ListFilters();

    public NetlinkResult RebutClaims(string name, ClaimRebuttal rebuttal) => kernel.RebutClaims(name, rebuttal);

    public NetlinkResult HoldConnections(string name, IReadOnlyCollection<LinkAddress> addresses) =>
        kernel.HoldConnections(name, addresses);

    public NetlinkResult QuietAddresses(string name, IReadOnlyCollection<LinkAddress> addresses) =>
        kernel.QuietAddresses(name, addresses);

    public NetlinkResult PassConnections(string name, ConnectionPass pass) => kernel.PassConnections(name, pass);

    public NetlinkResult EndTransit(string name) => kernel.EndTransit(name);

    public MacAddress? FindNeighbor(int interfaceIndex, IpAddress address) => kernel.FindNeighbor(interfaceIndex, address);

    public bool? HasConnections(IReadOnlyCollection<IpAddress> addresses) => kernel.HasConnections(addresses);

    public IReadOnlyList<FarEnd> ListConnections(IReadOnlyCollection<IpAddress> addresses) => [];

    public int ResetConnections(IReadOnlyCollection<IpAddress> addresses) => 0;

    public bool? SetPromoteSecondaries(int interfaceIndex, bool promote) => true;
}
