using HaVip.Core.Configuration;
using HaVip.Core.Engine;
using HaVip.Core.Values;
using HaVip.Node.Holds;
using HaVip.Node.Interfaces;
using HaVip.Node.Kernel;
using HaVip.Node.Logging;
using HaVip.Node.Loop;
using HaVip.Node.Notifications;
using HaVip.Node.Ownership;

namespace HaVip.Node.Tests.Fakes;

/// <summary>
/// A node without loop and sockets: eth0 (2) and eth1 (3), a fake kernel, a journal in a folder of its own.
/// </summary>
internal sealed class TestNode : IDisposable
{
    public static readonly MacAddress Mac = new(0x0200_0000_0001);

    private readonly HaVip.Linux.Epoll _epoll = new();
    private readonly string _folder = Directory.CreateTempSubdirectory("havip-node-test-").FullName;

    public TestNode(bool tags = true)
    {
        Kernel = new FakeKernel(tags);
        Events = new EventLog(Lines.Add, forJournal: false);
        Interfaces.Set(new LinkFacts(2, "eth0", true, Mac));
        Interfaces.Set(new LinkFacts(3, "eth1", true, Mac));
        Interfaces.Set(new AddressFacts(2, FakeKernel.Prefix("192.168.6.110/24"), true, false));
        Interfaces.Set(new AddressFacts(2, FakeKernel.Prefix("fe80::6:110/64"), true, false));
        Reconciler = new AddressReconciler(Kernel, Interfaces, Journal(), Events);
        Leases = new LeaseKeeper(Reconciler, new Retirement(Kernel, Events), LeaseSetting.Off);
        Passing = new ConnectionPassing(Kernel, Events);
        Holds = new HoldStore(HoldsPath, Events);
        Announcer = new Announcer(Kernel, Interfaces, Events);
        Notices = new NoticeBoard(_epoll, Events);
        Executor = new ActionExecutor(Kernel, Interfaces, Leases, Passing, Announcer, Holds, Notices, Events);
    }

    public FakeKernel Kernel { get; }

    public InterfaceTable Interfaces { get; } = new();

    public List<string> Lines { get; } = [];

    public EventLog Events { get; }

    public AddressReconciler Reconciler { get; }

    public LeaseKeeper Leases { get; }

    public ConnectionPassing Passing { get; }

    public HoldStore Holds { get; }

    public Announcer Announcer { get; }

    public NoticeBoard Notices { get; }

    public ActionExecutor Executor { get; }

    public string JournalPath => Path.Combine(_folder, "owned.json");

    public string HoldsPath => Path.Combine(_folder, "holds.json");

    /// <summary>The seed's instance, with a default route.</summary>
    public static InstanceConfiguration Seed(string name = "VI_1", params string[] addresses) => new()
    {
        Name = name,
        Interface = "eth0",
        Version = 2,
        VirtualRouterId = 52,
        Authentication = new SimplePasswordAuthentication("1111"),
        VirtualAddresses = [.. (addresses.Length > 0 ? addresses : ["192.168.7.100/24", "192.168.7.101/24"]).Select(Address)],
        SplitBrainProbe = new() { Interval = Duration.Zero },
        Announcements = new() { Spacing = Duration.Zero },
        VirtualRoutes = addresses.Length > 0 ? [] : [Route("0.0.0.0/0", "192.168.7.1")],
    };

    public static VirtualAddress Address(string prefix) => new(FakeKernel.Prefix(prefix));

    public static VirtualRoute Route(string destination, string gateway) => new()
    {
        Destination = FakeKernel.Prefix(destination),
        Gateway = IpAddress.TryParse(gateway, out var parsed) ? parsed : throw new ArgumentException(gateway),
    };

    public OwnershipJournal Journal(string place = "boot net:[1]") => new(JournalPath, place);

    /// <summary>An engine for the configuration, its interfaces known and its instances started.</summary>
    public NodeEngine Engine(ActionList actions, params InstanceConfiguration[] instances)
    {
        var engine = new NodeEngine(new NodeConfiguration { Instances = instances }, default);
        engine.InterfaceChanged(Interfaces.StatusOf("eth0"), default, actions);
        foreach (var router in engine.Routers) engine.Start(router, default, actions);
        return engine;
    }

    public void Dispose()
    {
        Notices.Dispose();
        _epoll.Dispose();
        Holds.Dispose();
        Directory.Delete(_folder, recursive: true);
    }
}
