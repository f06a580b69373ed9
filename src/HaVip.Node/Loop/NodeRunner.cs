using System.Runtime.InteropServices;
using System.Text.Json;
using HaVip.Configuration.Files;
using HaVip.Core.Configuration;
using HaVip.Core.Control;
using HaVip.Core.Engine;
using HaVip.Core.Values;
using HaVip.Linux;
using HaVip.Node.Checks;
using HaVip.Node.Commands;
using HaVip.Node.Control;
using HaVip.Node.Holds;
using HaVip.Node.Interfaces;
using HaVip.Node.Kernel;
using HaVip.Node.Logging;
using HaVip.Node.Notifications;
using HaVip.Node.Ownership;
using HaVip.Node.Succession;
using HaVip.Node.Time;

namespace HaVip.Node.Loop;

/// <summary>
/// Puts a runner together, lets it run, and takes it apart. The thread is in the runner's network namespace.
/// </summary>
internal sealed class NodeRunner : IDisposable
{
    private readonly Stack<IDisposable> _owned = new();
    private readonly CommandLine _line;
    private readonly NodePaths _paths;
    private readonly string? _namespace;
    private readonly EventLog _events;
    private readonly LogWriter _log;
    private readonly LifeSigns _lifeSigns;
    private readonly LockFile _lock;
    private readonly Inheritance? _inheritance;
    private readonly ActionList _actions = new();
    private NodeLoop? _loop;

    public NodeRunner(
        CommandLine line,
        NodePaths paths,
        string? networkNamespace,
        EventLog events,
        LogWriter log,
        LifeSigns lifeSigns,
        LockFile alone,
        Inheritance? inheritance)
    {
        _line = line;
        _paths = paths;
        _namespace = networkNamespace;
        _events = events;
        _log = log;
        _lifeSigns = lifeSigns;
        _lock = alone;
        _inheritance = inheritance;
    }

    /// <summary>Runs until told to end. An unforeseen fault is told, and releases the addresses.</summary>
    public ExitCode Run(NodeConfiguration configuration)
    {
        var loop = Prepare(configuration);
        var parts = loop.Parts;
        try
        {
            loop.Run(start: !_line.NoStart, _inheritance?.Memory);
            parts.Reconciler.Filter.Remove();
            return ExitCode.Success;
        }
        catch (Exception error)
        {
            _events.Add(EventKind.KernelFault, null, $"unforeseen: {error}");
            LastWill.Carry(parts.Engine, parts.Executor, parts.Reconciler, _events, MonotonicClock.Now);
            return error is LinuxException ? ExitCode.SystemError : ExitCode.InternalError;
        }
    }

    /// <summary>Puts the runner together and says nothing to anybody yet.</summary>
    public NodeLoop Prepare(NodeConfiguration configuration) => _loop = new NodeLoop(Build(configuration));

    public void Dispose()
    {
        while (_owned.TryPop(out var item)) item.Dispose();
    }

    private NodeParts Build(NodeConfiguration configuration)
    {
        var epoll = Own(new Epoll());
        var signals = Own(new SignalReceiver(Bequest.HeldSignals));
        epoll.Add(signals.Descriptor, EpollEvents.Readable, EpollToken.Signals);
        if (_inheritance is not null) SignalMask.LetThrough(Bequest.HeldSignals);
        var table = new InterfaceTable();
        var sockets = Own(new VrrpSocketTable(epoll, _events));
        var kernel = Own(new LinuxKernel(_paths.Fingerprint, sockets));
        var journal = new OwnershipJournal(_paths.OwnershipJournal, OwnershipJournal.CurrentPlace());
        var reconciler = new AddressReconciler(kernel, table, journal, _events);
        var interfaces = Own(new InterfaceWatcher(epoll, table, sockets, reconciler, _events));
        if (_inheritance is not null) Adopt(_inheritance, sockets, kernel, reconciler);
        interfaces.Configure(configuration);
        var neighbors = Own(new NeighborSocketTable(epoll, table, _events));
        neighbors.Configure(configuration);
        var claim = _inheritance is null ? Sweep(kernel, journal, table) : Claim(_inheritance);
        reconciler.Filter.Prepare(configuration);
        var engine = _inheritance?.Engine ?? new NodeEngine(configuration, MonotonicClock.Now);
        var holds = Own(new HoldStore(_paths.Holds, _events));
        if (_inheritance is null) holds.Restore(engine, MonotonicClock.Now, MonotonicClock.UnixMicroseconds);
        else holds.Adopt(engine, MonotonicClock.Now, MonotonicClock.UnixMicroseconds);
        var facts = Facts();
        var leases = new LeaseKeeper(reconciler, new Retirement(kernel, _events), configuration.Node.Lease);
        var passing = new ConnectionPassing(kernel, _events);
        var announcer = new Announcer(kernel, table, _events);
        var notices = Own(new NoticeBoard(epoll, _events));
        var dispatcher = new ControlDispatcher(
            engine, _actions, facts, _events.Ring, now => _loop!.Reload(now), leases.Claim)
        {
            NotificationsOf = notices.StatesOf,
        };
        var server = Own(Listen(epoll, dispatcher));
        var parts = new NodeParts
        {
            Epoll = epoll,
            Signals = signals,
            Engine = engine,
            Actions = _actions,
            Executor = new ActionExecutor(kernel, table, leases, passing, announcer, holds, notices, _events),
            Announcer = announcer,
            Holds = holds,
            Reconciler = reconciler,
            Leases = leases,
            Checks = Own(new CheckRunner(epoll, table, _events)),
            Notices = notices,
            Passing = passing,
            Interfaces = interfaces,
            Sockets = sockets,
            Neighbors = neighbors,
            Server = server,
            Dispatcher = dispatcher,
            Store = new ConfigurationStore(
                _line.ConfigurationPath!, _line.NetworkNamespace is not null, configuration.Node.NetworkNamespace),
            Events = _events,
            Log = _log,
            LifeSigns = _lifeSigns,
            Footing = Own(new Footing(_events)),
        };
        parts.Replacement = new Replacement(parts, new Bequest(parts, facts, new Tenure
        {
            Arguments = Environment.GetCommandLineArgs()[1..],
            Lock = _lock,
            Claim = claim,
            Kernel = kernel,
            Service = _lifeSigns.Service,
        }));
        dispatcher.Replacing = parts.Replacement.Begin;
        return parts;
    }

    /// <summary>The socket is root's, and the readers' where the machine has that group and this process is in it.</summary>
    private ControlServer Listen(Epoll epoll, ControlDispatcher dispatcher)
    {
        var readers = AccountFile.Group(ControlProtocol.ReaderGroup);
        UnixListener listener;
        try
        {
            listener = _inheritance is null
                ? new UnixListener(_paths.ControlSocket, readers)
                : UnixListener.Inherit(_paths.ControlSocket, _inheritance.Memory.Files.Listener);
        }
        catch (LinuxException error) when (readers is not null && error.ErrorNumber == Errno.EPERM)
        {
            _events.Add(EventKind.ControlFault, null, $"only root may read states and events: {error.Message}");
            listener = new UnixListener(_paths.ControlSocket);
        }

        return new ControlServer(epoll, listener, dispatcher, _events, readers);
    }

    /// <summary>Goes on with what the runner before this one had in the kernel.</summary>
    private static void Adopt(
        Inheritance inheritance, VrrpSocketTable sockets, LinuxKernel kernel, AddressReconciler reconciler)
    {
        var memory = inheritance.Memory;
        sockets.Adopt(memory.Files.Sockets);
        if (memory.Files.Filter is { } filter) kernel.AdoptFilter(filter);
        reconciler.Links.Adopt(memory.Links, memory.Settings);
        reconciler.Adopt(
            inheritance.Configuration, memory.Addresses, memory.Routes, memory.Rules, memory.Promoting);
    }

    private NamespaceClaim? Claim(Inheritance inheritance) =>
        inheritance.Memory.Files.Claim is { } claim ? Own(NamespaceClaim.Inherit(claim)) : null;

    /// <summary>Takes away what an earlier runner left, before this one adds anything.</summary>
    private NamespaceClaim? Sweep(LinuxKernel kernel, OwnershipJournal journal, InterfaceTable table)
    {
        var claim = NamespaceClaim.TryTake(LeftoverSweep.ClaimName);
        if (claim is not null) Own(claim);
        var sweep = new LeftoverSweep(kernel, ReadJournal(journal), claim is not null);
        sweep.Run(table.NameOf);
        foreach (var what in sweep.Removed)
            _events.Add(EventKind.AddressesReleased, null, $"removed {what}, left behind by an earlier runner");
        foreach (var what in sweep.Failed) _events.Add(EventKind.KernelFault, null, what);
        return claim;
    }

    private JournalDocument? ReadJournal(OwnershipJournal journal)
    {
        try
        {
            return journal.Read();
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException or JsonException)
        {
            _events.Add(EventKind.KernelFault, null, $"the ownership journal cannot be read: {error.Message}");
            return null;
        }
    }

    private RunnerFacts Facts() => new()
    {
        Version = NodeVersion.Text,
        ConfigurationPath = Path.GetFullPath(_line.ConfigurationPath!),
        NetworkNamespace = _namespace,
        StartedUnixMicroseconds = _inheritance?.Memory.StartedUnixMicroseconds ?? MonotonicClock.UnixMicroseconds,
    };

    private T Own<T>(T item)
        where T : IDisposable
    {
        _owned.Push(item);
        return item;
    }
}
