using CsCheck;
using HaVip.Core.Configuration;
using HaVip.Core.Values;

namespace HaVip.Configuration.Tests.Yaml;

/// <summary>Valid checks, groups, tracking, notifications and options for a node whose instances are given.</summary>
internal static class GenHealth
{
    private static readonly Gen<Duration> Delay = Gen.Long[0, 3_600_000_000].Select(us => new Duration(us));
    private static readonly Gen<Duration> Time = Gen.Long[100_000, 3_600_000_000].Select(us => new Duration(us));
    private static readonly Gen<string> Word = Gen.Char[' ', '~'].Array[1, 20].Select(c => new string(c));
    private static readonly Gen<string> Path = Gen.Char['a', 'z'].Array[1, 9].Select(c => "/run/" + new string(c));
    private static readonly Gen<IReadOnlyList<string>> Command =
        Gen.Select(Path, Word.Array[0, 3]).Select((path, arguments) => (IReadOnlyList<string>)[path, .. arguments]);

    private static readonly Gen<IpPrefix> Network =
        Gen.Select(Gen.UInt, Gen.Byte[1, 32]).Select((a, length) => new IpPrefix(IpAddress.FromIPv4(a), length).Network);

    /// <summary>What to add to a node.</summary>
    public static Gen<Func<NodeConfiguration, NodeConfiguration>> Node() =>
        from checks in Check().Array[0, 6]
        from notify in Notify().Array[0, 3]
        from interfaces in Gen.Select(Gen.Short[-253, 253], Gen.Bool, Delay, Delay).Array[0, 3]
        from weights in Gen.Select(Gen.Short[-253, 253], Gen.Bool).Array[6]
        from rules in Rule().Array[0, 3]
        from route in Gen.Select(Gen.Enum<RouteType>(), Gen.UInt[1, 9], Gen.UShort[68, ushort.MaxValue].Nullable(), Gen.Bool)
        from address in Gen.Select(Gen.Bool, Network.Nullable(), Gen.Long[0, 9_000_000].Select(us => new Duration(us)).Nullable())
        from more in Gen.Select(Gen.Bool, Gen.Long[0, 1_000_000], Gen.Bool, Gen.Bool)
        select (Func<NodeConfiguration, NodeConfiguration>)(node =>
        {
            var named = checks.Select((check, i) => check with { Name = $"c{i}" }).ToArray();
            var track = new TrackSettings
            {
                Interfaces = [.. interfaces.Select((t, i) => new TrackedInterface($"zz{i}")
                {
                    Weight = t.Item1, Reverse = t.Item2, UpDelay = t.Item3, DownDelay = t.Item4,
                })],
                Checks = [.. named.Select((check, i) => new TrackedCheck(check.Name) { Weight = weights[i].Item1, Reverse = weights[i].Item2 })],
            };
            var grouped = more.Item3 && node.Instances.Count > 1;
            var instances = node.Instances.Select(i => i with
            {
                Track = i.AddressOwner || i.Interface.StartsWith("zz", StringComparison.Ordinal) ? TrackSettings.None : track,
                Notify = notify,
                VirtualRules = rules,
                VirtualMac = more.Item1,
                AddressOwner = i.AddressOwner && !grouped,
                Announcements = i.Announcements with { Spacing = new Duration(more.Item2) },
                VirtualRoutes = [.. i.VirtualRoutes.Select(r => Route(r, route.Item1, route.Item2, route.Item3, route.Item4))],
                ExcludedAddresses = [.. i.ExcludedAddresses.Select(a => a with
                {
                    Broadcast = address.Item1 ? a.Prefix.Address : null, Peer = address.Item2, PreferredLifetime = address.Item3,
                    NoPrefixRoute = more.Item4,
                })],
            }).ToArray();
            var groups = !grouped ? [] : new GroupConfiguration[]
            {
                new() { Name = "G1", Instances = [.. instances.Select(i => i.Name)], TrackingWeight = true, Notify = notify },
            };
            return node with { Instances = instances, Groups = groups, Checks = named, Node = node.Node with { ScriptUser = more.Item1 ? "www-data:www-data" : null } };
        });

    private static VirtualRoute Route(VirtualRoute route, RouteType type, uint table, ushort? mtu, bool onLink) =>
        type == RouteType.Unicast
            ? route with { Table = table, Mtu = mtu, OnLink = onLink, Source = route.Gateway, Scope = AddressScope.Link }
            : new VirtualRoute { Type = type, Destination = route.Destination, Table = table, Metric = route.Metric };

    private static Gen<CheckConfiguration> Check() =>
        from type in Gen.Enum<CheckType>()
        from rhythm in Gen.Select(Time, Time.Nullable(), Gen.Byte[1, 255], Gen.Byte[1, 255], Gen.Enum<CheckStart>())
        from delays in Gen.Select(Delay, Delay)
        from process in Gen.Select(Word.Array[0, 2].Null(), Gen.Enum<ArgumentMatch>(), Gen.UShort[1, 99], Gen.UShort[99, 200].Nullable())
        from http in Gen.Select(Word.Null(), Word.Null(), Gen.Bool, Gen.UShort[100, 599].Array[0, 3])
        from command in Command
        from port in Gen.UShort[1, ushort.MaxValue]
        from when in Gen.Enum<FileGoodWhen>()
        select Polled(type) switch
        {
            true => Asking(
                new CheckConfiguration
                {
                    Type = type,
                    Interval = rhythm.Item1,
                    Timeout = rhythm.Item2,
                    Rise = rhythm.Item3,
                    Fall = rhythm.Item4,
                    Start = rhythm.Item5,
                },
                http,
                command,
                port),
            false => Live(new CheckConfiguration { Type = type, UpDelay = delays.Item1, DownDelay = delays.Item2 }, process, when),
        };

    private static bool Polled(CheckType type) => type is CheckType.Tcp or CheckType.Http or CheckType.Script;

    private static CheckConfiguration Asking(
        CheckConfiguration check, (string? Header, string? Body, bool Verify, ushort[] Codes) http, IReadOnlyList<string> command, ushort port) =>
        check.Type switch
        {
            CheckType.Tcp => check with { Endpoint = new Endpoint(IpAddress.FromBytes([.. new byte[15], 1]), port) },
            CheckType.Script => check with { Command = command, User = http.Verify ? null : "nobody" },
            _ => check with
            {
                Url = $"https://127.0.0.1:{port}/x",
                ServerName = http.Verify ? "www.example.org" : null,
                VerifyCertificate = http.Verify,
                ExpectHeader = http.Header,
                ExpectBody = http.Body,
                Expect = [.. http.Codes.Select(c => new StatusRange(c, 599))],
            },
        };

    private static CheckConfiguration Live(
        CheckConfiguration check, (string[]? Arguments, ArgumentMatch Match, ushort Quorum, ushort? Maximum) process, FileGoodWhen when) =>
        check.Type switch
        {
            CheckType.Process => check with
            {
                Process = "nginx",
                Arguments = process.Arguments,
                ArgumentMatch = process.Match,
                Quorum = process.Quorum,
                Maximum = process.Maximum,
            },
            CheckType.File => check with { Path = "/run/havip/drain", GoodWhen = when },
            _ => check with { Interface = "eth7" },
        };

    private static Gen<NotifySettings> Notify() =>
        from command in Command
        from fifo in Path
        from events in Gen.Int[1, 127]
        from times in Gen.Select(Time, Delay)
        from isCommand in Gen.Bool
        select isCommand
            ? new NotifySettings { Command = command, Events = (NotifyEvents)events, Timeout = times.Item1, Retry = times.Item2, User = "root" }
            : new NotifySettings { Fifo = fifo, Events = (NotifyEvents)events };

    private static Gen<VirtualRule> Rule() =>
        from preference in Gen.UInt[1, 32_765]
        from prefixes in Gen.Select(Network.Nullable(), Network.Nullable())
        from mark in Gen.UInt.Nullable()
        from action in Gen.Enum<RuleAction>()
        select new VirtualRule
        {
            Preference = preference,
            From = prefixes.Item1,
            To = prefixes.Item2,
            FirewallMark = mark,
            Action = action,
            Table = action == RuleAction.Lookup ? preference : 0,
            InputInterface = "eth3",
        };
}
