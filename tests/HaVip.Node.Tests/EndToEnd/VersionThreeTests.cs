using HaVip.Core.Control;
using HaVip.Core.Election;
using HaVip.Core.Wire;

namespace HaVip.Node.Tests.EndToEnd;

/// <summary>Version 3 over both families, unicast and HMAC, with real runners in network namespaces.</summary>
public sealed class VersionThreeTests
{
    private const string Mismatch = nameof(RejectReason.HmacMismatch);

    private static readonly ControlRequest GetState = new() { Command = ControlCommand.GetState };

    public static TheoryData<string> Pairs => ["IPv4", "IPv6", "unicast IPv4", "unicast IPv6", "HMAC IPv4", "HMAC unicast IPv6"];

    [Theory]
    [MemberData(nameof(Pairs))]
    public async Task A_pair_elects_one_owner_hands_over_and_takes_back(string kind)
    {
        await using var lab = await Lab.Create();
        await lab.AddGlobalIPv6();
        var name = Instance(kind, 1).Name;
        lab.WriteInstances(1, Instance(kind, 1));
        lab.WriteInstances(2, Instance(kind, 2));
        var first = lab.Start(1);
        await first.Logs($"{name}: Backup -> Master (no advertisement for");
        var second = lab.Start(2);
        await Follows(lab, first, second, name);
        await Owns(lab, kind, 1, 2);

        await first.Signal("TERM");
        Assert.Equal(0, await first.Exit());
        await second.Logs($"{name}: Backup -> Master (");
        await second.Logs("said goodbye)");
        await Owns(lab, kind, 2, 1);

        var again = lab.Start(1);
        await again.Logs($"{name}: Backup -> Master (preempted");
        await second.Logs($"{name}: Master -> Backup (higher priority heard from");
        await Owns(lab, kind, 1, 2);
        Assert.Empty(await Refused(second, name));
        Assert.Empty(await Refused(again, name));
    }

    [Fact]
    public async Task A_node_with_a_wrong_key_is_refused_and_moves_nobody()
    {
        await using var lab = await Lab.Create();
        // Slow enough for a busy machine: who sleeps past its peers' patience would let go by itself.
        var instance = InstanceText.IPv4 with { Interval = "1s" };
        lab.WriteInstances(1, instance.WithKey("this is not the key of the others"));
        lab.WriteInstances(2, instance.WithKey(InstanceText.Key));
        var right = lab.Start(2);
        await right.Logs("VI_4: Backup -> Master (no advertisement for");
        var before = (await StateOf(right, "VI_4")).Counters.BecameMaster;
        var wrong = lab.Start(1);
        await wrong.Logs("VI_4: Backup -> Master (no advertisement for");
        await Rejects(right, Mismatch, 4);
        await Rejects(wrong, Mismatch, 4);

        var state = await StateOf(right, "VI_4");
        Assert.Equal((VrrpState.Master, before), (state.State, state.Counters.BecameMaster));
        Assert.Equal([Mismatch], state.Counters.Rejected.Keys);
        Assert.DoesNotContain("VI_4: Master ->", right.Log);
        Assert.DoesNotContain(InstanceText.Key, right.Log);
    }

    [Fact]
    public async Task Two_families_share_a_virtual_router_id_and_an_interface()
    {
        await using var lab = await Lab.Create();
        lab.WriteInstances(1, InstanceText.IPv4, InstanceText.IPv6);
        lab.WriteInstances(2, InstanceText.IPv4, InstanceText.IPv6);
        var first = lab.Start(1);
        await first.Logs("VI_4: Backup -> Master");
        await first.Logs("VI_6: Backup -> Master");
        var second = lab.Start(2);
        await Follows(lab, first, second, "VI_4");
        await Follows(lab, first, second, "VI_6");

        var stop = new ControlRequest { Command = ControlCommand.Stop, Instances = ["VI_6"], TimeoutMicroseconds = 60_000_000 };
        Assert.Null((await first.Ask(stop)).Error);
        await Owns(lab, "IPv6", 2, 1);
        await Owns(lab, "IPv4", 1, 2);
        Assert.Equal(VrrpState.Backup, (await StateOf(second, "VI_4")).State);
        Assert.Equal(VrrpState.Master, (await StateOf(second, "VI_6")).State);
    }

    [Fact]
    public async Task An_address_beside_the_network_is_no_source_and_none_waits_for_detection()
    {
        await using var lab = await Lab.Create();
        lab.WriteInstances(1, InstanceText.IPv6 with
        {
            Addresses = "fe80::7:100/128, fd00:7::100/64",
            Interval = "500ms",
        });
        var node = lab.Start(1);
        await node.Logs("VI_6: Backup -> Master");
        await Has(lab, "IPv6", 1, true);
        var addresses = (await lab.Ip(1, "-6 address show dev eth0")).Split('\n');
        Assert.Contains(addresses, line => line.Contains("fe80::7:100/128") && line.Contains("nodad") && line.Contains("deprecated"));
        Assert.Contains(addresses, line => line.Contains("fd00:7::100/64") && line.Contains("nodad") && !line.Contains("deprecated"));
        Assert.DoesNotContain(addresses, line => line.Contains("tentative"));
        Assert.NotEqual("fe80::7:100", (await StateOf(node, "VI_6")).MasterAddress);
    }

    private static InstanceText Instance(string kind, int host)
    {
        // Slow enough for a busy machine, where a Master that wakes late would not be the one that says goodbye.
        var instance = (kind.Contains("IPv6") ? InstanceText.IPv6 : InstanceText.IPv4) with { Interval = "500ms" };
        if (kind.Contains("HMAC")) instance = instance.WithKey(InstanceText.Key);
        if (!kind.Contains("unicast")) return instance;
        var prefix = kind.Contains("IPv6") ? "fd00:6::" : "192.168.6.";
        return instance.With($"unicast: {{ source: \"{prefix}1{host}0\", peers: [\"{prefix}1{3 - host}0\"] }}");
    }

    private static async Task<InstanceState> StateOf(RunningNode node, string name) =>
        (await node.Ask(GetState)).Node!.Instances.Single(instance => instance.Name == name);

    // Before an instance listens it counts what it does not want to hear yet.
    private static async Task<IEnumerable<string>> Refused(RunningNode node, string name) =>
        (await StateOf(node, name)).Counters.Rejected.Keys.Except([nameof(RejectReason.NotListening)]);

    private static async Task Follows(Lab lab, RunningNode master, RunningNode backup, string name)
    {
        await backup.Logs("-> Backup (");
        await Eventually.True(
            async () => (await StateOf(backup, name)).MasterAddress is { } address
                && address == (await StateOf(master, name)).MasterAddress,
            () => $"{backup.Log}\n{master.Log}\nin {lab.Folder}");
    }

    private static Task Rejects(RunningNode node, string reason, long count) => Eventually.True(
        async () => (await StateOf(node, "VI_4")).Counters.Rejected.GetValueOrDefault(reason) >= count,
        () => $"{count} packets rejected for {reason}: {node.Log}");

    private static async Task Owns(Lab lab, string kind, int owner, int other)
    {
        await Has(lab, kind, owner, true);
        await Has(lab, kind, other, false);
    }

    private static async Task Has(Lab lab, string kind, int host, bool expected)
    {
        string[] addresses = kind.Contains("IPv6") ? ["fe80::7:100/", "fd00:7::100/64"] : ["192.168.7.100/24"];
        foreach (var address in addresses)
        {
            await Eventually.True(
                async () => (await lab.Ip(host, "address show dev eth0")).Contains(address) == expected,
                () => $"{address} on host {host}: {expected}");
        }
    }
}
