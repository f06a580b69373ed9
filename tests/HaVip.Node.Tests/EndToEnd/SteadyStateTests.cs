using System.Text;
using HaVip.Core.Election;

namespace HaVip.Node.Tests.EndToEnd;

/// <summary>
/// Whole runners on a wire: sockets, loop, engine, executor and leases. While nothing happens but advertisements, neither a
/// Master nor a Backup makes garbage.
/// </summary>
public sealed class SteadyStateTests
{
    private const int Advertisements = 700;
    private const int Clean = 3;
    private const int Most = 15;

    [Fact]
    public async Task Nothing_is_allocated_while_advertisements_of_either_version_and_family_are_sent_and_heard()
    {
        await using var lab = await Lab.Create();
        for (var host = 1; host <= 2; host++) lab.WriteText(host, Configuration(host));
        var master = new QuietWindows(VrrpState.Master, Advertisements, Clean, Most);
        var backup = new QuietWindows(VrrpState.Backup, Advertisements, Clean, Most);
        using var first = new DrivenNode(lab, 1, master.Look);
        using var second = new DrivenNode(lab, 2, backup.Look);
        await Eventually.True(
            () => Task.FromResult(Ended(first, second) || (master.IsOver && backup.IsOver)),
            () => $"{Clean} windows without garbage: bytes of the Master {master.Allocated}; of the Backup {backup.Allocated}");
        Assert.Null(first.Fault ?? second.Fault);
        Assert.True(master.Clean == Clean, $"Bytes the Master allocated for {Advertisements} advertisements: {master.Allocated}");
        Assert.True(backup.Clean == Clean, $"Bytes the Backup allocated for {Advertisements} advertisements: {backup.Allocated}");
    }

    private static bool Ended(params DrivenNode[] nodes) => Array.Exists(nodes, node => node.Fault is not null);

    /// <summary>Version 2, version 3 over both families, and signed; of each so many that each second has enough of it.</summary>
    private static string Configuration(int host)
    {
        var text = new StringBuilder("instances:\n");
        for (var id = 1; id <= 120; id++)
        {
            Add(id, $"version: 2, advertisementInterval: 1s, virtualAddresses: [192.168.7.{id}/24]"
                + (id % 2 == 0 ? ", authentication: { type: simplePassword, password: \"1111\" }" : ""));
        }

        for (var id = 121; id <= 140; id++)
            Add(id, $"version: 3, advertisementInterval: 100ms, virtualAddresses: [192.168.7.{id}/24]");
        for (var id = 141; id <= 160; id++)
        {
            Add(id, $"version: 3, advertisementInterval: 100ms, virtualAddresses: [192.168.7.{id}/24], authentication: "
                + $"{{ type: hmac, keys: {{ 1: \"{InstanceText.Key}\" }}, activeKey: 1, mode: enforce }}");
        }

        for (var id = 1; id <= 20; id++)
            Add(200 + id, $"version: 3, advertisementInterval: 100ms, virtualAddresses: [fe80::7:{id}/64, fd00:7::{id}/64]");
        return text.ToString();

        void Add(int id, string more) => text.Append(
            $"  - {{ name: VI_{id}, interface: eth0, virtualRouterId: {id}, priority: {300 - (100 * host)}, {more} }}\n");
    }
}
