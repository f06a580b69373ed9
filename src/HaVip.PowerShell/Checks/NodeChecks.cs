using Settings = HaVip.Core.Configuration;

namespace HaVip.PowerShell.Checks;

/// <summary>The checks of <c>Test-HaVipNode</c>, in the order an administrator would look.</summary>
internal static class NodeChecks
{
    public static readonly IReadOnlyList<NodeCheck> All =
    [
        new("Configuration", "Is the configuration there and without errors?", RunnerChecks.Configuration),
        new("RunnerProgram", "Is the node runner's program there?", RunnerChecks.Program),
        new("RunnerRunning", "Does the node runner answer?", RunnerChecks.Running),
        new("RunnerVersion", "Is the running one of the module's version?", RunnerChecks.Version),
        new("Capability", "May the runner change addresses and use raw sockets?", RunnerChecks.Capability),
        new("Interface", "Is the interface there, up, and connected?", InterfaceChecks.Interface),
        new("InterfaceAddress", "Has the interface an address of its own to advertise from?", InterfaceChecks.Address),
        new("InterfaceManager", "Does another program manage the interface, which may remove addresses?", InterfaceChecks.Manager),
        new("AddressKept", "Did virtual addresses stay where the runner put them?", InterfaceChecks.Kept),
        new("Sysctl", "Have the kernel parameters the values an installation gives them?", KernelChecks.Live),
        new("SysctlPersisted", "Will they have them after the next boot?", KernelChecks.Persisted),
        new("Clock", "Is the clock right, where HMAC depends on it?", KernelChecks.Clock),
        new("Firewall", "Does a packet filter drop protocol 112?", FirewallChecks.Rules),
        new("Sending", "Do this Master's advertisements leave the interface?", WireChecks.Sending),
        new("Hearing", "Do advertisements that arrive reach the runner?", WireChecks.Hearing),
        new("VirtualRouterId", "Does another virtual router use the same id on this link?", WireChecks.VirtualRouterId),
        new("AddressConflict", "Does a stranger answer for a virtual address?", WireChecks.AddressConflict),
        new("UnicastPeer", "Are the unicast peers there?", WireChecks.UnicastPeer),
        new("PeerVersion", "Do the other nodes speak the same version?", PeerChecks.Version),
        new("PeerInterval", "Have the other nodes the same advertisement interval?", PeerChecks.Interval),
        new("PeerAuthentication", "Have the other nodes the same password or keys?", PeerChecks.Authentication),
        new("PeerAddress", "Have the other nodes the same virtual addresses?", PeerChecks.Addresses),
        new("PeerPacket", "Is everything else about their advertisements right?", PeerChecks.Packet),
    ];

    /// <summary>A verdict for each instance, which it is then about.</summary>
    public static IEnumerable<Verdict> PerInstance(
        NodeSituation situation, Func<Settings.InstanceConfiguration, Verdict> judge) =>
        situation.Instances.Select(instance => judge(instance) with { Instance = instance.Name });
}
