using HaVip.Core.Control;
using HaVip.Core.Election;

namespace HaVip.PowerShell.Tests.Connection;

/// <summary>What a runner of one node with two instances would say.</summary>
internal static class FakeNode
{
    public static NodeState State(VrrpState first = VrrpState.Master, int processId = 4242) => new()
    {
        Name = "n1",
        RunnerVersion = "0.1.0",
        ProcessId = processId,
        ConfigurationPath = "/etc/havip/havip.yaml",
        TimeUnixMicroseconds = 1_800_000_000_123_456,
        Instances = [Instance("VI_1", first), Instance("VI_2", VrrpState.Backup)],
    };

    public static Core.Control.InstanceState Instance(string name, VrrpState state) => new()
    {
        Name = name,
        State = state,
        Reason = "no advertisement for 3.61 s",
        Interface = "eth0",
        VirtualRouterId = 52,
        Version = 2,
        Priority = 100,
        EffectivePriority = 100,
        MasterAddress = "192.168.6.110",
        MasterPriority = 100,
        VirtualAddresses = ["192.168.7.100/24", "192.168.7.101/24"],
        Preempt = true,
        AcceptMode = false,
        AdvertisementIntervalMicroseconds = 1_000_000,
        MasterDownIntervalMicroseconds = 3_609_375,
        SinceUnixMicroseconds = 1_800_000_000_000_000,
    };
}
