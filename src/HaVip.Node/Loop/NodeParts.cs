using HaVip.Core.Engine;
using HaVip.Linux;
using HaVip.Node.Checks;
using HaVip.Node.Control;
using HaVip.Node.Holds;
using HaVip.Node.Interfaces;
using HaVip.Node.Logging;
using HaVip.Node.Notifications;
using HaVip.Node.Ownership;
using HaVip.Node.Succession;

namespace HaVip.Node.Loop;

/// <summary>What the loop ties together.</summary>
internal sealed record NodeParts
{
    public required Epoll Epoll { get; init; }

    public required SignalReceiver Signals { get; init; }

    public required NodeEngine Engine { get; init; }

    public required ActionList Actions { get; init; }

    public required ActionExecutor Executor { get; init; }

    public required Announcer Announcer { get; init; }

    public required HoldStore Holds { get; init; }

    public required AddressReconciler Reconciler { get; init; }

    public required LeaseKeeper Leases { get; init; }

    public required ConnectionPassing Passing { get; init; }

    public required CheckRunner Checks { get; init; }

    public required NoticeBoard Notices { get; init; }

    public required InterfaceWatcher Interfaces { get; init; }

    public required VrrpSocketTable Sockets { get; init; }

    public required NeighborSocketTable Neighbors { get; init; }

    public required ControlServer Server { get; init; }

    public required ControlDispatcher Dispatcher { get; init; }

    public required ConfigurationStore Store { get; init; }

    public required EventLog Events { get; init; }

    public required LogWriter Log { get; init; }

    public required LifeSigns LifeSigns { get; init; }

    public required Footing Footing { get; init; }

    /// <summary>Made last, of all the others.</summary>
    public Replacement? Replacement { get; set; }
}
