using HaVip.Core.Election;
using HaVip.Core.Engine;
using HaVip.Core.Values;
using HaVip.Core.Wire;
using HaVip.Simulation.Checkers;
using HaVip.Simulation.Neighbors;
using HaVip.Simulation.Network;

namespace HaVip.Simulation.Hosts;

internal sealed partial class SimulatedHost
{
    private readonly byte[] _buffer = new byte[AdvertisementCodec.MaximumLength];

    /// <summary>Carries the actions out in their order.</summary>
    private void Execute()
    {
        if (_actions.Count == 0) return;
        _cluster.Checkers.OnActions(this, _actions);
        for (var i = 0; i < _actions.Count; i++) Execute(_actions[i]);
        _actions.Clear();
    }

    private void Execute(in EngineAction action)
    {
        var member = MemberOf(action.Router);
        _cluster.Checkers.OnAction(member, action);
        switch (action.Kind)
        {
            case ActionKind.SendAdvertisement:
                Send(member, action);
                break;
            case ActionKind.AcquireAddresses:
                member.IsQuiet = false;
                if (action.Peer != default) member.PassOn(action.Peer, _cluster.Now + action.Drain);
                Acquire(member, action.Router);
                break;
            case ActionKind.QuietAddresses:
                member.IsQuiet = true;
                break;
            case ActionKind.ReleaseAddresses or ActionKind.RetireAddresses:
                member.IsQuiet = false;
                SetOwned(member, []);
                if (action.Kind == ActionKind.RetireAddresses) member.KeepForConnections(_cluster.Now + action.Drain);
                break;
            case ActionKind.AnnounceAddresses:
                Announce(member, action.Router);
                break;
            case ActionKind.Report when action.Event == EventKind.Transition:
                if (_cluster.Trace is not null) _cluster.Tell(Index, $"{member.Name} {EventText.Describe(action)}");
                member.Enter(action.To, _cluster.Now);
                break;
            case ActionKind.Report:
                if (action.Event == EventKind.HandoverStarted) member.HandoverStartedAt = _cluster.Now;
                if (_cluster.Trace is not null) _cluster.Tell(Index, $"{member.Name} {EventText.Describe(action)}");
                break;
            case ActionKind.ProbeHost:
                AskHost(action);
                break;
            case ActionKind.ProbeAddresses:
                AskForAddresses(action);
                break;
            case ActionKind.EndHandover:
                member.HandoverEndedAt = _cluster.Now;
                break;
        }
    }

    private void Send(Member member, in EngineAction action)
    {
        if (_cluster.Trace is not null) _cluster.Tell(Index, $"{member.Name} advertises {action.Priority}");
        member.Lease.Advertised = true;
        member.AdvertisedAt = _cluster.Now;
        foreach (var path in action.Router.Paths)
        {
            if (!path.IsUsable && path.Index > 0) continue;
            foreach (var destination in path.Destinations) Send(member, action, path, destination);
        }
    }

    private void Send(Member member, in EngineAction action, AdvertisementPath path, IpAddress destination)
    {
        var router = action.Router;
        var length = router.WriteAdvertisement(action.Priority, path, destination, _buffer);
        if (path.Index == 0 && (!Status.IsUp || router.Source != AddressOf(router.Family))) return;
        var packet = new Packet
        {
            Payload = _buffer[..length],
            Source = path.Source,
            Path = path.Index,
            Destination = destination,
            TimeToLive = path.Index == 0 ? _cluster.Options.TimeToLive(member.Group) : (byte)255,
            Group = member.Group,
            Version = router.Configuration.Version,
            Priority = action.Priority,
            Interval = member.Shadow.IntervalSent(router.Configuration, member.State),
            Password = router.Configuration.Authentication?.Password ?? "",
            Key = Acceptance.SigningKey(router.Configuration),
            Number = _cluster.NextPacketNumber(),
            SentAt = _cluster.Now,
            ClockWasRight = ClockIsTrusted(router.Configuration),
        };
        packet = packet with { Form = FormOf(packet) };
        _cluster.Checkers.OnForm(member, router, packet.Form);
        member.NoteForm(packet.Form, _cluster.Now);
        _cluster.Sent?.Invoke(packet);
        if (destination.IsMulticast) _cluster.Networks[path.Index].Send(Index, packet, _cluster.Now);
        else if (_cluster.HostAt(destination) is { } to) _cluster.Network.SendTo(Index, to.Index, packet, _cluster.Now);
    }

    private static ChecksumForm FormOf(Packet packet)
    {
        var trailer = packet.Key is null ? 0 : HmacTrailer.Length;
        return MessageSum.VerifiesAlone(packet.Payload.AsSpan(..^trailer))
            ? ChecksumForm.MessageOnly
            : ChecksumForm.PseudoHeader;
    }

    /// <summary>One frame stands for a burst of the same.</summary>
    private void Announce(Member member, VirtualRouter router)
    {
        if (_cluster.Trace is not null) _cluster.Tell(Index, $"{member.Name} announces");
        if (!Status.IsUp) return;
        foreach (var address in router.Configuration.VirtualAddresses)
        {
            var frame = AnnouncementFrame.Write(router.Interface.MacAddress, address.Prefix.Address);
            _cluster.Network.Announce(Index, _cluster.Now, client => _cluster.Neighbors.Hear(client, frame));
        }
    }

    private void Acquire(Member member, VirtualRouter router)
    {
        var addresses = router.Configuration.VirtualAddresses;
        if (_options.AcquireDelay == Duration.Zero)
        {
            SetOwned(member, addresses);
            GrantAnew(member);
            return;
        }

        // Only the last wish counts: whatever the kernel is told meanwhile comes after.
        var wish = member.Wish();
        _cluster.After(_options.AcquireDelay, () =>
        {
            if (member.LastWish != wish || IsDead || !Status.Exists) return;
            SetOwned(member, addresses);
            GrantAnew(member);
        });
    }

    private void SetOwned(Member member, IReadOnlyList<Core.Configuration.VirtualAddress> addresses)
    {
        _cluster.Checkers.BeforeOwnershipChanges(member);
        member.Own(addresses, _cluster.Now);
        if (_cluster.Trace is not null) _cluster.Tell(Index, $"{member.Name} has {addresses.Count} addresses");
    }

    private Member MemberOf(VirtualRouter router)
    {
        foreach (var member in Members)
        {
            if (member.Name == router.Name) return member;
        }

        throw new InvalidOperationException($"There is no instance {router.Name}.");
    }
}
