using CsCheck;
using HaVip.Core.Configuration;
using HaVip.Core.Values;

namespace HaVip.Configuration.Tests.Keepalived;

/// <summary>Valid configurations that keepalived 2.2.7 can have as well.</summary>
internal static class GenForKeepalived
{
    private static readonly Gen<string> Interface = Gen.OneOf(
        Gen.Char["abcETH012.-_@%!#&*[]{},'|>?$~"].Array[1, 15].Select(c => new string(c)), Gen.Const("eth0"), Gen.Const("eth1"))
        .Where(n => n is not ("." or ".." or "lo" or "all" or "{" or "}") && !n.StartsWith("include", StringComparison.Ordinal));

    private static readonly Gen<string> Password = Gen.Char[' ', '~'].Array[1, 8].Select(c => new string(c))
        .Where(p => p is not ("{" or "}") && !p.EndsWith('\\') && !p.Contains('"') && !p.Contains('$') && !(p.Contains('\\') && p.AsSpan().IndexOfAny(" #!{}") >= 0));

    private static readonly Gen<string> Argument = Gen.Char['\u0001', '\u00ff'].Array[0, 12].Select(c => new string(c));

    private static readonly Gen<IpAddress> Address = Gen.UInt[0x0100_0000, 0x7EFF_FFFF].Select(IpAddress.FromIPv4);

    private static readonly Gen<IpAddress> Address6 = Gen.Byte.Array[8].Select(b => IpAddress.FromBytes([0xFD, 0, 0, 0, 0, 0, 0, 1, .. b]));

    private static readonly Gen<Duration> WholeSeconds = Gen.Long[0, 300].Select(Duration.FromSeconds);

    private static readonly Gen<short> Weight = Gen.Short[-253, 253];

    private static Gen<T> OneOf<T>(params T[] values) => Gen.Int[0, values.Length - 1].Select(i => values[i]);

    public static Gen<NodeConfiguration> Node() =>
        from instances in Instance().Array[1, 4]
        from checks in Check().Array[0, 4]
        from weights in Gen.Select(Weight, Gen.Bool, Gen.Bool).Array[4]
        from name in Gen.Char["abcXYZ019_.-"].Array[1, 20].Select(c => new string(c)).Null()
        from startup in Gen.Long[0, 1_000_000_000].Select(us => new Duration(us))
        from grouping in Gen.Select(Gen.Bool, Gen.Bool)
        select Assemble(new NodeConfiguration { Node = new NodeSettings { Name = name, StartupDelay = startup } }, instances, checks, weights, grouping);

    private static NodeConfiguration Assemble(
        NodeConfiguration node,
        InstanceConfiguration[] instances,
        CheckConfiguration[] checks,
        (short Value, bool IsReverse, bool IsUsed)[] weights,
        (bool Exists, bool HasWeights) group)
    {
        var named = checks.Select((check, i) => check with { Name = $"c{i}" }).ToArray();
        var isGrouped = group.Exists && instances.Length > 1;
        var isWeighty = !isGrouped || group.HasWeights;
        var distinct = instances.Select((instance, i) => instance with
        {
            Name = $"VI_{i}",
            VirtualRouterId = (byte)(i + 1),
            AddressOwner = instance.AddressOwner && !isGrouped,
            Track = new TrackSettings
            {
                Interfaces = [.. instance.Track.Interfaces.Where(t => t.Name != instance.Interface)
                    .Select(t => t with { Weight = isWeighty && !instance.AddressOwner ? t.Weight : (short)0 })],
                Checks = [.. named.Zip(weights).Where(item => item.Second.IsUsed).Select(item => new TrackedCheck(item.First.Name)
                {
                    Weight = isWeighty && !instance.AddressOwner ? item.Second.Value : (short)0, Reverse = item.Second.IsReverse,
                })],
            },
        }).ToArray();
        var scripts = named.Any(check => check.Type == CheckType.Script) || distinct.Any(i => i.Notify.Count > 0);
        return node with
        {
            Node = node.Node with { ScriptUser = scripts ? "nobody:daemon" : null },
            Instances = distinct,
            Checks = named,
            Groups = isGrouped
                ? [new GroupConfiguration { Name = "G", Instances = [.. distinct.Select(i => i.Name)], TrackingWeight = group.HasWeights }]
                : [],
        };
    }

    private static Gen<InstanceConfiguration> Instance() =>
        from isIPv6 in Gen.Bool
        from version in isIPv6 ? Gen.Const((byte)3) : Gen.Byte[2, 3]
        from name in Interface
        from interval in version == 2 ? Gen.Long[1, 255].Select(Duration.FromSeconds) : Gen.Long[1, 4095].Select(Duration.FromCentiseconds)
        from priority in Gen.Byte[1, 254]
        from flags in Gen.Select(Gen.Bool, Gen.Bool, Gen.Bool, Gen.Bool)
        from delay in Gen.Long[0, 1_000_000_000].Select(us => new Duration(us))
        from missed in Gen.Byte[1, 100]
        from password in Password.Null()
        from addresses in VirtualAddress(isIPv6).Array[1, 5]
        from excluded in VirtualAddress(!isIPv6).Array[0, 3]
        from routes in Route(isIPv6).Array[0, 3]
        from rules in Rule(isIPv6).Array[0, 3]
        from unicast in Unicast(isIPv6).Null()
        from announcements in Gen.Select(Gen.Byte[1, 100], WholeSeconds, WholeSeconds)
        from tracked in Tracked().Array[0, 3]
        from notify in Notify()
        select new InstanceConfiguration
        {
            Interface = name,
            Version = version,
            AdvertisementInterval = interval,
            Priority = priority,
            AddressOwner = flags.Item1,
            Preempt = flags.Item2,
            AcceptMode = flags.Item3,
            PreemptDelay = delay,
            MissedAdvertisements = missed,
            Authentication = version == 2 && password is not null ? new SimplePasswordAuthentication(password) : null,
            VirtualAddresses = [.. addresses.DistinctBy(a => a.Prefix.Address)],
            ExcludedAddresses = [.. excluded.DistinctBy(a => a.Prefix.Address)],
            VirtualRoutes = routes,
            VirtualRules = rules,
            Unicast = unicast,
            VirtualMac = flags.Item4 && unicast is null,
            Announcements = new AnnouncementSettings { Repeat = announcements.Item1, Delay = announcements.Item2, Refresh = announcements.Item3 },
            Track = new TrackSettings { Interfaces = [.. tracked.DistinctBy(t => t.Name)] },
            Notify = notify,
        };

    private static Gen<TrackedInterface> Tracked() =>
        from name in Interface
        from weight in Weight
        from reverse in Gen.Bool
        select new TrackedInterface(name) { Weight = weight, Reverse = reverse };

    private static Gen<VirtualAddress> VirtualAddress(bool isIPv6) =>
        from address in isIPv6 ? Address6 : Address
        from length in isIPv6 ? Gen.Byte[1, 128] : Gen.Byte[1, 32]
        from name in Interface.Null()
        from label in Interface.Null()
        from scope in Gen.Enum<AddressScope>()
        from broadcast in Address.Nullable()
        from more in Gen.Select(Gen.Bool, Gen.UInt[0, uint.MaxValue - 1].Nullable())
        select new VirtualAddress(new IpPrefix(address, length))
        {
            Interface = name,
            Label = isIPv6 ? null : label,
            Scope = isIPv6 ? AddressScope.Global : scope,
            Broadcast = isIPv6 ? null : broadcast,
            NoPrefixRoute = more.Item1,
            PreferredLifetime = more.Item2 is { } seconds ? Duration.FromSeconds(seconds) : null,
        };

    private static Gen<VirtualRoute> Route(bool isIPv6) =>
        from destination in isIPv6 ? Address6 : Address
        from length in isIPv6 ? Gen.Byte[0, 128] : Gen.Byte[0, 32]
        from gateway in isIPv6 ? Address6 : Address
        from name in Interface.Null()
        from type in Gen.Enum<RouteType>()
        from numbers in Gen.Select(Gen.UInt, Gen.UInt[1, 252].Nullable(), Gen.UShort[1280, ushort.MaxValue].Nullable())
        from scope in Gen.Enum<AddressScope>().Nullable()
        from more in Gen.Select(Gen.Bool, Gen.Bool)
        let plain = new VirtualRoute
        {
            Destination = new IpPrefix(destination, length).Network,
            Metric = numbers.Item1,
            Table = numbers.Item2 ?? 0,
            Type = type,
        }
        select type != RouteType.Unicast ? plain : plain with
        {
            Gateway = gateway,
            Interface = name,
            Mtu = numbers.Item3,
            Source = more.Item1 ? gateway : null,
            OnLink = more.Item2,
            Scope = isIPv6 ? null : scope,
        };

    private static Gen<VirtualRule> Rule(bool isIPv6) =>
        from preference in Gen.UInt[1, 32_765]
        from address in isIPv6 ? Address6 : Address
        from length in Gen.Byte[1, 32]
        from ends in Gen.Int[1, 3]
        from mark in Gen.UInt[1, uint.MaxValue].Nullable()
        from action in Gen.Enum<RuleAction>()
        from names in Gen.Select(Interface.Null(), Interface.Null())
        let prefix = new IpPrefix(address, length).Network
        select new VirtualRule
        {
            Preference = preference,
            From = (ends & 1) != 0 ? prefix : null,
            To = (ends & 2) != 0 ? prefix : null,
            FirewallMark = mark,
            Action = action,
            Table = action == RuleAction.Lookup ? preference : 0,
            InputInterface = names.Item1,
            OutputInterface = names.Item2,
        };

    private static Gen<UnicastSettings> Unicast(bool isIPv6) =>
        from source in Gen.Bool
        from peers in Gen.Select(isIPv6 ? Address6 : Address, Gen.Byte[1, 255]).Array[1, 4]
        select new UnicastSettings
        {
            Source = source ? isIPv6 ? IpAddress.FromBytes([0xFC, .. new byte[14], 1]) : IpAddress.FromIPv4(0x7EFF_FFFF) : default,
            Peers = [.. peers.DistinctBy(p => p.Item1).Where(p => p.Item1 != IpAddress.FromIPv4(0x7EFF_FFFF))
                .Select(p => new UnicastPeer(p.Item1) { MinimumTimeToLive = p.Item2 })],
        };

    private static Gen<IReadOnlyList<NotifySettings>> Notify() =>
        from arguments in Argument.Array[0, 3]
        from user in OneOf<string?>(null, "root", "nobody:daemon")
        from events in OneOf(
            NotifyEvents.Master, NotifyEvents.Backup, NotifyEvents.Fault, NotifyEvents.Stop, NotifyEvents.RivalRejected, NotifyEvents.States).Array[0, 4]
        select (IReadOnlyList<NotifySettings>)[.. events.Distinct().OrderBy(e => e == NotifyEvents.States).Select(e => new NotifySettings
        {
            Command = ["/usr/bin/test", .. arguments], User = user, Events = e,
        })];

    private static Gen<CheckConfiguration> Check() =>
        from type in OneOf(CheckType.Script, CheckType.Process, CheckType.File)
        from arguments in Argument.Array[0, 3].Null()
        from numbers in Gen.Select(Gen.Long[1, 4000], Gen.Long[1, 3600].Nullable(), Gen.Byte[1, 255], Gen.Byte[1, 255])
        from quorum in Gen.Select(Gen.UShort[1, 99], Gen.UShort[99, 200].Nullable(), Gen.Enum<ArgumentMatch>())
        from delays in Gen.Select(Gen.Long[0, 3_600_000_000], Gen.Long[0, 3_600_000_000])
        from start in OneOf(CheckStart.Pending, CheckStart.Bad)
        from user in OneOf<string?>(null, "root", "nobody:daemon")
        let few = arguments is { Length: 0 } ? ArgumentMatch.Exact : quorum.Item3
        select type switch
        {
            CheckType.Script => new CheckConfiguration
            {
                Type = type,
                Command = ["/usr/bin/test", .. arguments ?? []],
                Interval = Duration.FromSeconds(numbers.Item1),
                Timeout = numbers.Item2 is { } seconds ? Duration.FromSeconds(seconds) : null,
                Rise = numbers.Item3,
                Fall = numbers.Item4,
                Start = start,
                User = user,
            },
            CheckType.Process => new CheckConfiguration
            {
                Type = type,
                Process = arguments is null ? "some.one" : "/usr/sbin/some one",
                Arguments = arguments,
                ArgumentMatch = arguments is null ? ArgumentMatch.Exact : few,
                Quorum = quorum.Item1,
                Maximum = quorum.Item2,
                UpDelay = new Duration(delays.Item1),
                DownDelay = new Duration(delays.Item2),
            },
            _ => new CheckConfiguration { Type = type, Path = "/run/a file" },
        };
}
