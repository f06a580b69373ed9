using System.Text;
using System.Text.Json;
using HaVip.Core.Configuration;
using HaVip.Core.Election;
using HaVip.Core.Values;
using HaVip.Node.Kernel;
using HaVip.Node.Ownership;
using HaVip.Node.Succession;
using HaVip.Node.Tests.Fakes;

namespace HaVip.Node.Tests.Succession;

/// <summary>What a runner of an earlier version left is understood for as long as its version is.</summary>
public sealed class InheritanceTests
{
    /// <summary>As version 0.1.0 wrote it, but for what it leaves out now and then.</summary>
    private const string VersionOne = """
        {
          "version": 1, "runnerVersion": "0.1.0", "stopped": 5000000, "startedUnixMicroseconds": 1795348800000000,
          "networkNamespace": "n1",
          "configuration": "node: { name: n1 }\ninstances:\n  - name: VI_1\n    interface: eth0\n    virtualRouterId: 52\n    virtualAddresses: [192.168.7.100/24]\n",
          "engine": {
            "created": 1000000, "hostFilters": true, "unknownVirtualRouterIds": 3, "truncatedPackets": 1, "checks": [],
            "routers": [ {
              "name": "VI_1", "state": "Master", "reason": "NoAdvertisement", "since": 4000000, "transitions": 3,
              "reasonPeer": "192.168.6.120", "reasonPeerPriority": 200, "reasonElapsed": 3610000,
              "paths": [ {
                "interface": {
                  "name": "eth0", "index": 2, "isUp": true, "primaryIPv4": "192.168.6.110", "linkLocalIPv6": "fe80::1",
                  "macAddress": 2199023255568
                },
                "heard": 400000, "isSilent": false, "listensSince": 1000000, "isToldDown": false
              } ],
              "counters": { "since": 1000000, "advertisementsSent": 7, "rejected": { "Checksum": 2 }, "tolerated": {} },
              "timers": { "Advertisement": 5600000, "Hold": 9000000 },
              "checksumForm": "MessageOnly", "learnedInterval": null, "master": "192.168.6.120", "masterPriority": 200,
              "masterHeard": 400000, "listenUntil": 0, "worseMasterSince": 9223372036854775807,
              "rivalSaidGoodbye": -4611686018427387904, "addressListReported": -4611686018427387904,
              "hold": { "raisedPriority": 201, "staysAway": false, "suspended": false },
              "sentSequence": 18446744073709551615,
              "senders": [ { "address": "192.168.6.120", "sequence": 9, "heard": 400000, "window": 5000000 } ]
            } ]
          },
          "addresses": [ {
            "instance": "VI_1", "interface": "eth0",
            "address": {
              "interfaceIndex": 2, "prefix": "192.168.7.100/24", "scope": "Global", "label": "eth0:1", "validSeconds": 4
            }
          } ],
          "routes": [ {
            "instance": "VI_1", "interface": "eth0",
            "route": {
              "interfaceIndex": 2, "destination": "0.0.0.0/0", "gateway": "192.168.7.1", "metric": 10,
              "source": "192.168.7.100", "validSeconds": 0
            }
          } ],
          "promoting": [2],
          "events": [ { "sequence": 8, "timeUnixMicroseconds": 1795348801000000, "kind": "Transition", "message": "m" } ],
          "lastSequence": 8, "unwrittenLog": ["a line\n"], "endsWithLastInstance": true,
          "files": {
            "lock": 12, "claim": 13, "listener": 14, "filter": 15,
            "sockets": [ { "descriptor": 16, "interface": "eth0", "interfaceIndex": 2, "family": "IPv4" } ]
          },
          "connections": [
            { "descriptor": 17, "number": 4, "afterSequence": 8, "instances": ["VI_1"], "deadline": 7000000 },
            { "descriptor": 18, "number": 5, "askedForSuccessor": true }
          ],
          "somethingNewer": { "a": [1] }
        }
        """;

    [Fact]
    public void Routes_rules_and_options_of_addresses_are_handed_on_as_they_are()
    {
        var address = new OwnedAddress("VI_1", "eth0", new KernelAddress(2, FakeKernel.Prefix("10.2.0.1/32"))
        {
            Peer = FakeKernel.Prefix("10.2.0.2/32").Address,
            NoPrefixRoute = true,
            PreferredSeconds = 60,
        })
        { PreferredUntil = new Instant(7) };
        var refusal = new KernelRoute(0, FakeKernel.Prefix("10.6.0.0/16"), default, 0)
        {
            Refusal = RouteType.Blackhole,
            Table = 100,
        };
        var rule = new OwnedRule("VI_1", new KernelRule(AddressFamily.IPv6, 100) { From = FakeKernel.Prefix("fd00::/8"), Table = 7 });
        var memory = JsonSerializer.Deserialize(VersionOne, RunnerMemoryJson.Default.RunnerMemory)!;
        (memory.Addresses, memory.Routes, memory.Rules) = ([address], [new OwnedRoute("VI_1", "", refusal)], [rule]);

        var read = JsonSerializer.Deserialize(
            JsonSerializer.Serialize(memory, RunnerMemoryJson.Default.RunnerMemory), RunnerMemoryJson.Default.RunnerMemory)!;

        Assert.Equal(address, Assert.Single(read.Addresses));
        Assert.Equal(refusal, Assert.Single(read.Routes).Route);
        Assert.Equal(rule, Assert.Single(read.Rules));
    }

    [Fact]
    public void State_of_version_1_is_understood_whole()
    {
        Assert.True(Inheritance.TryRead(Encoding.UTF8.GetBytes(VersionOne), "havip.yaml", out var inheritance, out var fault), fault);
        var router = Assert.Single(inheritance.Engine.Routers);
        Assert.Equal(VrrpState.Master, router.State);
        Assert.Equal(TransitionReason.NoAdvertisement, router.Reason);
        Assert.Equal(201, router.Priority);
        Assert.Equal(new Instant(9_000_000), router.HoldDeadline);
        Assert.Equal(new Instant(5_600_000), inheritance.Engine.Remember().Routers[0].Timers["Advertisement"]);
        Assert.Equal(2, router.Counters.Rejected(Core.Wire.RejectReason.Checksum));
        Assert.Equal("192.168.6.110", $"{router.Source}");
        var memory = inheritance.Memory;
        var address = Assert.Single(memory.Addresses);
        Assert.Equal(("VI_1", "eth0", "192.168.7.100/24", "eth0:1", 4u, 2),
            (address.Instance, address.Interface, $"{address}", address.Address.Label, address.Address.ValidSeconds, address.Address.InterfaceIndex));
        var route = Assert.Single(memory.Routes);
        Assert.Equal(("default via 192.168.7.1", 10u, "192.168.7.100"), ($"{route}", route.Route.Metric, $"{route.Route.Source}"));
        Assert.Equal((12, 13, 14, 15), (memory.Files.Lock, memory.Files.Claim, memory.Files.Listener, memory.Files.Filter));
        Assert.Equal(new VrrpSocketMemory(16, "eth0", 2, AddressFamily.IPv4), Assert.Single(memory.Files.Sockets));
        Assert.Equal((8, new Instant(7_000_000)), (memory.Connections[0].AfterSequence, memory.Connections[0].Deadline));
        Assert.True(memory.Connections[1].AskedForSuccessor);
        Assert.Equal(8, Assert.Single(memory.Events).Sequence);
    }

    [Fact]
    public void What_is_read_and_written_again_is_the_same()
    {
        var memory = JsonSerializer.Deserialize(VersionOne, RunnerMemoryJson.Default.RunnerMemory)!;
        var text = JsonSerializer.Serialize(memory, RunnerMemoryJson.Default.RunnerMemory);
        var again = JsonSerializer.Deserialize(text, RunnerMemoryJson.Default.RunnerMemory)!;
        Assert.Equal(text, JsonSerializer.Serialize(again, RunnerMemoryJson.Default.RunnerMemory));
        Assert.Contains("18446744073709551615", text);
    }

    [Theory]
    [InlineData("\"version\": 1", "\"version\": 2", "its state has the version 2, and")]
    [InlineData("\"configuration\": \"node", "\"configuration\": \"mode", "the configuration in use has an error for version")]
    [InlineData("- name: VI_1", "- name: VI_2", "the instance VI_1 is not in the configuration")]
    [InlineData("\"192.168.7.100/24\", \"scope\"", "\"192.168.7.100/33\", \"scope\"", "its state cannot be understood: '192.168.7.100/33'")]
    [InlineData("\"lock\": 12,", "", "its state cannot be understood")]
    [InlineData("\"state\": \"Master\"", "\"state\": \"Owner\"", "its state cannot be understood")]
    public void What_cannot_be_taken_on_is_one_sentence(string before, string after, string sentence)
    {
        var text = VersionOne.Replace(before, after, StringComparison.Ordinal);
        Assert.NotEqual(VersionOne, text);
        Assert.False(Inheritance.TryRead(Encoding.UTF8.GetBytes(text), "havip.yaml", out _, out var fault));
        Assert.StartsWith(sentence, fault, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("")]
    [InlineData("null")]
    [InlineData("{}")]
    [InlineData("[1,")]
    public void Nonsense_is_refused(string text)
    {
        Assert.False(Inheritance.TryRead(Encoding.UTF8.GetBytes(text), "havip.yaml", out _, out var fault));
        Assert.NotEmpty(fault);
    }
}
