using HaVip.Core.Values;
using HaVip.Linux;
using HaVip.Linux.Netlink;
using HaVip.Node.Kernel;

namespace HaVip.Node.Tests.Fakes;

/// <summary>
/// A kernel in memory with Linux's rules for addresses that matter here: the first of a subnet takes the others along.
/// </summary>
internal sealed class FakeKernel(bool tags = true) : IKernel
{
    public List<KernelAddress> Addresses { get; } = [];

    public List<KernelRoute> Routes { get; } = [];

    public List<KernelRule> Rules { get; } = [];

    /// <summary>What was asked for, in order: <c>send 0</c>, <c>add 192.168.7.100/24</c>, <c>arp</c>...</summary>
    public List<string> Log { get; } = [];

    public List<(int Index, byte[] Frame)> Frames { get; } = [];

    /// <summary>Where each advertisement went.</summary>
    public List<IpAddress> Destinations { get; } = [];

    /// <summary>Called before every change, as a crash would come.</summary>
    public Action? BeforeChange { get; set; }

    /// <summary>An error number for what is named so.</summary>
    public Dictionary<string, int> Errors { get; } = [];

    public bool Promotes { get; set; }

    public bool? PromotesAnswer { get; set; } = true;

    public int SendError { get; set; }

    /// <summary>The interfaces that forward IPv6.</summary>
    public HashSet<string> Forwards { get; } = [];

    public bool TagsAddresses => tags;

    public void AddForeign(int index, string prefix) => Addresses.Add(new KernelAddress(index, Prefix(prefix)));

    public bool Has(string prefix) => Addresses.Any(address => address.Prefix == Prefix(prefix));

    /// <summary>How many advertisements left in each call.</summary>
    public List<int> Batches { get; } = [];

    /// <summary>An error number for advertisements of a virtual router id, as the kernel may refuse one of many.</summary>
    public Dictionary<byte, int> SendErrors { get; } = [];

    /// <summary>Where no advertisement can be sent to.</summary>
    public HashSet<IpAddress> Unreachable { get; } = [];

    public void SendAdvertisements(int interfaceIndex, SendBatch batch)
    {
        Batches.Add(batch.Count);
        for (var i = 0; i < batch.Count; i++)
        {
            Log.Add($"send {batch.Payload(i)[2]}");
            Destinations.Add(batch.Destination(i));
            var refused = Unreachable.Contains(batch.Destination(i)) ? Errno.ENETUNREACH : SendError;
            batch.SetError(i, SendErrors.GetValueOrDefault(batch.Payload(i)[1], refused));
        }
    }

    public int SendFrame(int interfaceIndex, ReadOnlySpan<byte> frame)
    {
        Frames.Add((interfaceIndex, frame.ToArray()));
        Log.Add(frame[12] == 0x86 ? "na" : "arp");
        return SendError;
    }

    /// <summary>How many addresses were added or removed in each call.</summary>
    public List<int> Changes { get; } = [];

    /// <summary>How often the addresses were listed.</summary>
    public int Lists { get; private set; }

    public void AddAddresses(ReadOnlySpan<KernelAddress> addresses, Span<NetlinkResult> results)
    {
        Changes.Add(addresses.Length);
        for (var i = 0; i < addresses.Length; i++) results[i] = Add(addresses[i]);
    }

    public void RenewAddresses(ReadOnlySpan<KernelAddress> addresses, Span<NetlinkResult> results)
    {
        for (var i = 0; i < addresses.Length; i++) results[i] = Renew(addresses[i]);
    }

    /// <summary>What the kernel does at the end of a lease that was not renewed.</summary>
    public void Expire(string prefix) => Addresses.RemoveAll(address => address.Prefix == Prefix(prefix));

    public void RemoveAddresses(ReadOnlySpan<KernelAddress> addresses, Span<NetlinkResult> results)
    {
        Changes.Add(-addresses.Length);
        for (var i = 0; i < addresses.Length; i++) results[i] = Remove(addresses[i]);
    }

    public void AddRoutes(ReadOnlySpan<KernelRoute> routes, Span<NetlinkResult> results)
    {
        for (var i = 0; i < routes.Length; i++)
        {
            Change($"add route {routes[i].Destination}");
            var error = Errors.GetValueOrDefault(routes[i].Destination.ToString());
            if (error == 0) Routes.Add(routes[i]);
            results[i] = new NetlinkResult(error);
        }
    }

    public void RenewRoutes(ReadOnlySpan<KernelRoute> routes, Span<NetlinkResult> results)
    {
        for (var i = 0; i < routes.Length; i++)
        {
            Change($"renew route {routes[i].Destination} {routes[i].ValidSeconds}");
            if (!Routes.Exists(routes[i].IsAt)) Routes.Add(routes[i]);
            results[i] = default;
        }
    }

    public void ReplaceRoutes(ReadOnlySpan<KernelRoute> routes, Span<NetlinkResult> results)
    {
        for (var i = 0; i < routes.Length; i++)
        {
            Change($"replace route {routes[i].Destination}");
            if (!Routes.Exists(routes[i].IsAt)) Routes.Add(routes[i]);
            results[i] = default;
        }
    }

    public void RemoveRoutes(ReadOnlySpan<KernelRoute> routes, Span<NetlinkResult> results)
    {
        for (var i = 0; i < routes.Length; i++)
        {
            Change($"remove route {routes[i].Destination}");
            results[i] = new NetlinkResult(Routes.RemoveAll(routes[i].IsAt) > 0 ? 0 : Errno.ESRCH);
        }
    }

    public IReadOnlyList<KernelAddress> ListAddresses()
    {
        Lists++;
        return [.. Addresses.Select(address => address with
        {
            IsSecondary = !IsSame(Addresses.First(first => IsInSubnet(first, address)), address),
        })];
    }

    public IReadOnlyList<KernelRoute> ListRoutes() => [.. Routes];

    public void AddRules(ReadOnlySpan<KernelRule> rules, Span<NetlinkResult> results)
    {
        for (var i = 0; i < rules.Length; i++)
        {
            Change($"add {rules[i]}");
            var error = Rules.Contains(rules[i]) ? Errno.EEXIST : Errors.GetValueOrDefault(rules[i].ToString());
            if (error == 0) Rules.Add(rules[i]);
            results[i] = new NetlinkResult(error);
        }
    }

    public void RemoveRules(ReadOnlySpan<KernelRule> rules, Span<NetlinkResult> results)
    {
        for (var i = 0; i < rules.Length; i++)
        {
            Change($"remove {rules[i]}");
            results[i] = new NetlinkResult(Rules.Remove(rules[i]) ? 0 : Errno.ENOENT);
        }
    }

    public IReadOnlyList<KernelRule> ListRules() => [.. Rules];

    public bool? SetPromoteSecondaries(int interfaceIndex, bool promote)
    {
        Log.Add($"promote {promote}");
        if (PromotesAnswer is null) return null;
        var before = Promotes;
        Promotes = promote;
        return before;
    }

    public string FilterName => "havip_test";

    /// <summary>The tables that are there.</summary>
    public List<string> Filters { get; } = [];

    public IReadOnlyCollection<ClosedAddress> Closed { get; private set; } = [];

    /// <summary>What the filter answers to every change.</summary>
    public int FilterError { get; set; }

    public NetlinkResult CloseAddresses(IReadOnlyCollection<ClosedAddress> addresses)
    {
        Change($"close {string.Join(' ', addresses.Select(closed => closed.Address))}".TrimEnd());
        if (FilterError != 0) return new NetlinkResult(FilterError);
        Closed = [.. addresses];
        if (!Filters.Contains(FilterName)) Filters.Add(FilterName);
        return default;
    }

    public NetlinkResult RemoveFilter(string name)
    {
        Change($"remove table {name}");
        if (name == FilterName) Closed = [];
        return new NetlinkResult(Filters.Remove(name) ? 0 : Errno.ESRCH);
    }

    public IReadOnlyList<string> ListFilters() => [.. Filters];

    /// <summary>What is under way while addresses change hands: <c>quiet_VI_1</c>, <c>pass_VI_1</c>.</summary>
    public List<string> Transits { get; } = [];

    /// <summary>What the filter answers to everything that is begun.</summary>
    public int TransitError { get; set; }

    public ConnectionPass? Pass { get; private set; }

    /// <summary>Where hosts at the link are.</summary>
    public Dictionary<IpAddress, MacAddress> Neighbors { get; } = [];

    /// <summary>Connections that are open to whatever address.</summary>
    public List<FarEnd> Connections { get; } = [];

    /// <summary>Whether the kernel tells of connections at all.</summary>
    public bool TellsConnections { get; set; } = true;

    public NetlinkResult QuietAddresses(string name, IReadOnlyCollection<LinkAddress> addresses) => BeginTransit(name);

    public NetlinkResult HoldConnections(string name, IReadOnlyCollection<LinkAddress> addresses) => BeginTransit(name);

    public NetlinkResult RebutClaims(string name, ClaimRebuttal rebuttal) => BeginTransit(name);

    public NetlinkResult PassConnections(string name, ConnectionPass pass)
    {
        Pass = pass;
        return BeginTransit(name);
    }

    public NetlinkResult EndTransit(string name)
    {
        Change($"end {name}");
        return new NetlinkResult(Transits.Remove(name) ? 0 : Errno.ESRCH);
    }

    public MacAddress? FindNeighbor(int interfaceIndex, IpAddress address) =>
        Neighbors.TryGetValue(address, out var place) ? place : null;

    public bool? HasConnections(IReadOnlyCollection<IpAddress> addresses) =>
        TellsConnections ? Connections.Count > 0 : null;

    public IReadOnlyList<FarEnd> ListConnections(IReadOnlyCollection<IpAddress> addresses) => [.. Connections];

    public int ResetConnections(IReadOnlyCollection<IpAddress> addresses)
    {
        var count = Connections.Count;
        Change($"reset {count}");
        Connections.Clear();
        return count;
    }

    public List<KernelLink> Links { get; } = [];

    public Dictionary<string, string> Settings { get; } = [];

    /// <summary>What the next link answers.</summary>
    public int LinkError { get; set; }

    private int _lastIndex = 100;

    public NetlinkResult AddVirtualLink(string name, int parentIndex, MacAddress macAddress, out int index)
    {
        Change($"add link {name} {macAddress}");
        index = LinkError == 0 ? ++_lastIndex : 0;
        if (LinkError == 0) Links.Add(new KernelLink(name, index, parentIndex));
        return new NetlinkResult(LinkError);
    }

    public NetlinkResult RemoveVirtualLink(int index)
    {
        Change($"remove link {Links.Find(link => link.Index == index).Name}");
        Addresses.RemoveAll(address => address.InterfaceIndex == index);
        Routes.RemoveAll(route => route.InterfaceIndex == index);
        return new NetlinkResult(Links.RemoveAll(link => link.Index == index) > 0 ? 0 : Errno.ENODEV);
    }

    public IReadOnlyList<KernelLink> ListVirtualLinks() => [.. Links];

    public string? ReadSetting(string name) => Settings.GetValueOrDefault(name, "0");

    public bool WriteSetting(string name, string value)
    {
        Settings[name] = value;
        return true;
    }

    public bool ForwardsIPv6(string interfaceName) => Forwards.Contains(interfaceName);

    public static IpPrefix Prefix(string text) =>
        IpPrefix.TryParse(text, out var prefix) ? prefix : throw new ArgumentException(text);

    private NetlinkResult BeginTransit(string name)
    {
        Change($"begin {name}");
        if (TransitError == 0) Transits.Add(name);
        return new NetlinkResult(TransitError);
    }

    private NetlinkResult Add(KernelAddress address)
    {
        Change($"add {address.Prefix}");
        if (Errors.TryGetValue(address.Prefix.ToString(), out var error)) return new NetlinkResult(error);
        if (Addresses.Any(known => IsSame(known, address))) return new NetlinkResult(Errno.EEXIST);
        Addresses.Add(address with { IsTagged = tags });
        return default;
    }

    private NetlinkResult Renew(KernelAddress address)
    {
        Change($"renew {address.Prefix} {address.ValidSeconds}");
        if (Errors.TryGetValue(address.Prefix.ToString(), out var error)) return new NetlinkResult(error);
        var place = Addresses.FindIndex(known => IsSame(known, address));
        if (place < 0) Addresses.Add(address with { IsTagged = tags });
        else Addresses[place] = Addresses[place] with { ValidSeconds = address.ValidSeconds };
        return default;
    }

    private NetlinkResult Remove(KernelAddress address)
    {
        Change($"remove {address.Prefix}");
        if (Errors.TryGetValue(address.Prefix.ToString(), out var error)) return new NetlinkResult(error);
        var place = Addresses.FindIndex(known => IsSame(known, address));
        if (place < 0) return new NetlinkResult(Errno.EADDRNOTAVAIL);
        var subnet = Addresses.FindAll(known => IsInSubnet(known, address));
        Addresses.RemoveAt(place);
        if (!Promotes && IsSame(subnet[0], address)) Addresses.RemoveAll(known => IsInSubnet(known, address));
        return default;
    }

    private void Change(string what)
    {
        BeforeChange?.Invoke();
        Log.Add(what);
    }

    private static bool IsSame(KernelAddress left, KernelAddress right) =>
        left.InterfaceIndex == right.InterfaceIndex && left.Prefix == right.Prefix;

    private static bool IsInSubnet(KernelAddress left, KernelAddress right) =>
        left.InterfaceIndex == right.InterfaceIndex
        && left.Prefix.Length == right.Prefix.Length
        && left.Prefix.Contains(right.Prefix.Address);
}
