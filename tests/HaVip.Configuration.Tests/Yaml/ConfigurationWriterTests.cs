using CsCheck;
using HaVip.Configuration.Yaml;
using HaVip.Core.Configuration;
using HaVip.Core.Values;

namespace HaVip.Configuration.Tests.Yaml;

public sealed class ConfigurationWriterTests
{
    private const string NameLetters = "abcxyzABCXYZ0123456789_.-";

    private static readonly string[] AwkwardNames =
        ["null", "true", "No", "1e3", "0x10", "-", "...", "---", "52", "1.5", "y", "2026-01-01", "1_000", ".inf", "-1", "._-"];

    private static readonly Gen<string> GenName = Gen.OneOf(
        Gen.Char[NameLetters].Array[1, 64].Select(c => new string(c)), Gen.Int[0, AwkwardNames.Length - 1].Select(i => AwkwardNames[i]));

    private static readonly Gen<string> GenInterface = Gen.OneOf(
        Gen.Char["abcETH012.-_@%!#&*[]{},'\"\\|>?"].Array[1, 15].Select(c => new string(c)), Gen.Const("eth0.100"), Gen.Const("null"))
        .Where(n => n is not ("." or ".." or "lo"));

    private static readonly Gen<string> GenPassword = Gen.Char[' ', '~'].Array[1, 8].Select(c => new string(c));

    [Fact]
    public void Seed_written_is_the_text_a_person_would_write()
    {
        var configuration = ConfigurationReader.ReadFile(Checkout.Path("module/examples/seed-node1.yaml")).Configuration!;

        var text = ConfigurationWriter.Write(configuration);

        const string Expected = """
            # HaVip's configuration of this node. Check changes with Test-HaVipConfiguration; about_HaVip_Configuration
            # explains every key.
            node:
              name: node1
            instances:
              - name: VI_1
                interface: eth0
                virtualRouterId: 52
                version: 2
                priority: 100
                advertisementInterval: 1s
                authentication: { type: simplePassword, password: "1111" }
                virtualAddresses:
                  - 192.168.7.100/24
                  - 192.168.7.101/24
                virtualRoutes:
                  - { destination: default, gateway: 192.168.7.1, interface: eth0 }

            """;
        Assert.Equal(Expected.ReplaceLineEndings("\n"), text);
    }

    [Fact]
    public void Empty_configuration_written_is_read_as_empty()
    {
        var text = ConfigurationWriter.Write(new NodeConfiguration());

        Assert.EndsWith("\ninstances: []\n", text, StringComparison.Ordinal);
        Assert.Equal(["InstanceRequired"], ConfigurationReader.Read(text, null).Diagnostics.Select(d => d.RuleId));
    }

    [Fact]
    public void Any_valid_configuration_written_and_read_is_the_same() =>
        GenNode().Sample(
            before =>
            {
                var text = ConfigurationWriter.Write(before);
                var result = ConfigurationReader.Read(text, null);
                if (result.HasErrors) throw new InvalidOperationException(string.Join('\n', result.Diagnostics) + "\n" + text);
                var diff = ConfigurationDiff.Between(before, result.Configuration!);
                if (!diff.IsEmpty) throw new InvalidOperationException(text);
                return text == ConfigurationWriter.Write(result.Configuration!);
            },
            iter: 2_000,
            threads: 1);

    /// <summary>Valid configurations of up to four instances, whatever their names and words are made of.</summary>
    internal static Gen<NodeConfiguration> GenNode() =>
        from settings in Gen.Select(GenName.Null(), GenName.Null(), Gen.Long[0, 1_000_000_000])
        from lease in Gen.UInt[0, 20].Select(seconds => seconds switch
        {
            0 => LeaseSetting.Auto,
            1 => LeaseSetting.Off,
            _ => LeaseSetting.OfSeconds(seconds),
        })
        where settings.Item2 is not ("." or "..")
        from instances in GenInstance().Array[0, 4]
        from health in GenHealth.Node()
        select health(new NodeConfiguration
        {
            Node = new NodeSettings
            {
                Name = settings.Item1,
                NetworkNamespace = settings.Item2,
                StartupDelay = new Duration(settings.Item3),
                Lease = lease,
            },
            Instances = instances.Select((instance, i) => Distinct(instance, i)).ToArray(),
        });

    private static Gen<InstanceConfiguration> GenInstance() =>
        from instance in GenElection()
        from hmac in GenHmac().Null()
        from unicast in GenUnicast().Null()
        from heartbeat in GenHeartbeat()
        from missed in Gen.Byte[1, 100]
        from checksum in Gen.Enum<ChecksumPreference>()
        from strict in Gen.Bool
        select instance with
        {
            Hmac = instance.Authentication is null ? hmac : null,
            Unicast = unicast,
            Heartbeat = [.. heartbeat.Where(path => path.Interface != instance.Interface)],
            MissedAdvertisements = missed,
            Checksum = checksum,
            StrictSkew = strict,
        };

    private static Gen<HmacAuthentication> GenHmac() =>
        from ids in Gen.Byte[1, 255].Array[1, 5]
        from keys in Gen.Byte.Array[32, 64].Array[5]
        from window in Gen.Long[1_000_000, 300_000_000].Select(us => new Duration(us)).Nullable()
        from replay in Gen.Enum<HmacAntiReplay>()
        from mode in Gen.Enum<HmacMode>()
        select new HmacAuthentication
        {
            Keys = [.. ids.Distinct().Select((id, i) => new HmacKey(id, "hex:" + Convert.ToHexString(keys[i]), new Secret(keys[i])))],
            ActiveKey = ids[0],
            Window = window,
            AntiReplay = replay,
            Mode = mode,
        };

    private static Gen<HeartbeatPath[]> GenHeartbeat() =>
        Gen.Select(GenInterface, GenUnicast().Null())
            .Select(path => new HeartbeatPath(path.Item1) { Unicast = path.Item2 }).Array[0, 3]
            .Select(paths => paths.DistinctBy(path => path.Interface).ToArray());

    private static Gen<UnicastSettings> GenUnicast() =>
        from source in Gen.Bool
        from peers in Gen.Select(GenAddress, Gen.Byte[1, 255]).Array[1, 5]
        select new UnicastSettings
        {
            Source = source ? IpAddress.FromIPv4(0x7F00_0000 - 0x0100_0001) : default,
            Peers = [.. peers.DistinctBy(p => p.Item1).Select(p => new UnicastPeer(p.Item1) { MinimumTimeToLive = p.Item2 })],
        };

    private static Gen<InstanceConfiguration> GenElection() =>
        from names in Gen.Select(GenName, GenInterface)
        from version in Gen.Byte[2, 3]
        from interval in version == 2 ? Gen.Long[1, 255].Select(Duration.FromSeconds) : Gen.Long[1, 4095].Select(Duration.FromCentiseconds)
        from priority in Gen.Byte[1, 254]
        from flags in Gen.Select(Gen.Bool, Gen.Bool, Gen.Bool)
        from delay in Gen.Long[0, 1_000_000_000].Select(us => new Duration(us))
        from password in GenPassword.Null()
        from addresses in Gen.Select(GenAddress, GenInterface.Null(), GenInterface.Null(), Gen.Enum<AddressScope>()).Array[2, 9]
        from routes in Gen.Select(GenAddress, Gen.Byte[0, 32], GenInterface.Null(), Gen.UInt).Array[0, 4]
        from probe in Gen.OneOf(Gen.Const(0L), Gen.Long[100_000, 3_600_000_000])
        from announcements in Gen.Select(Gen.Byte[1, 100], Gen.Long[0, 300_000_000], Gen.Long[0, 86_400_000_000])
        select new InstanceConfiguration
        {
            Name = names.Item1,
            Interface = names.Item2,
            VirtualRouterId = 1,
            Version = version,
            AdvertisementInterval = interval,
            Priority = priority,
            AddressOwner = flags.Item1,
            Preempt = flags.Item2,
            AcceptMode = flags.Item3,
            PreemptDelay = delay,
            Authentication = version == 2 && password is not null ? new SimplePasswordAuthentication(password) : null,
            VirtualAddresses = [.. addresses.Take(addresses.Length / 2).Select(ToAddress)],
            ExcludedAddresses = [.. addresses.Skip(addresses.Length / 2).Select(ToAddress)],
            VirtualRoutes = [.. routes.Select(r => new VirtualRoute
            {
                Destination = new IpPrefix(r.Item1, r.Item2).Network,
                Gateway = r.Item1,
                Interface = r.Item3,
                Metric = r.Item4,
            })],
            Handover = new HandoverSettings { Drain = new Duration(announcements.Item2 / 5) },
            Announcements = new AnnouncementSettings
            {
                Repeat = announcements.Item1,
                Delay = new Duration(announcements.Item2),
                Refresh = new Duration(announcements.Item3),
            },
            Detection = probe % 2 == 0 ? null : new DetectionSettings { Misses = (byte)(1 + (probe % 100)) },
            SplitBrainProbe = new SplitBrainProbeSettings { Interval = new Duration(probe) },
        };

    // Host addresses of 1.0.0.0 to 126.x, so that none of them is special.
    private static readonly Gen<IpAddress> GenAddress = Gen.UInt[0x0100_0000, 0x7EFF_FFFF].Select(IpAddress.FromIPv4);

    private static VirtualAddress ToAddress((IpAddress Address, string? Interface, string? Label, AddressScope Scope) from) =>
        new(new IpPrefix(from.Address, (byte)(1 + (from.Address.ToString().Length % 32))))
        {
            Interface = from.Interface,
            Label = from.Label,
            Scope = from.Scope,
        };

    // Names and ids that clash would be refused, which is not what this is about.
    private static InstanceConfiguration Distinct(InstanceConfiguration instance, int index) => instance with
    {
        Name = index == 0 ? instance.Name : $"{instance.Name[..Math.Min(60, instance.Name.Length)]}-{index}",
        VirtualRouterId = (byte)(index + 1),
    };
}
