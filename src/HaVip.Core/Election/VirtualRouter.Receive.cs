using HaVip.Core.Configuration;
using HaVip.Core.Engine;
using HaVip.Core.Values;
using HaVip.Core.Wire;

namespace HaVip.Core.Election;

/// <summary>The receive checks of RFC 9568 section 7.1 (RFC 3768 and RFC 2338 for version 2), then the state's answer.</summary>
public sealed partial class VirtualRouter
{
    private static readonly Duration ReportEvery = Duration.FromSeconds(60);

    private Instant[]? _rejectReported;
    private Instant _addressListReported = new(long.MinValue / 2);

    internal void Receive(in ReceivedPacket packet, int pathIndex, Instant now, ActionList actions)
    {
        var path = _paths[pathIndex];
        var parsed = AdvertisementCodec.TryParse(packet.Payload, Family, out var advertisement);
        var form = ChecksumForm.PseudoHeader;
        var proven = false;
        var reason = parsed ? Check(packet, path, advertisement, now, out form, out proven) : RejectReason.Truncated;
        if (reason == RejectReason.AddressOwner) OwnerReceived(advertisement, packet.Source, path, form, now, actions);
        if (reason != RejectReason.None)
        {
            Reject(reason, packet.Source, now, actions);
            return;
        }

        if (proven && Configuration.Hmac is { } hmac)
            _hmac.Accept(advertisement, path.Index, packet.Source, WindowOf(hmac), now);
        Counters.AdvertisementsReceived++;
        _isOfOtherMaker = packet.IsOfOtherMaker;
        if (path.Index == 0) RememberPeer(packet.Source);
        if (advertisement.Priority == 0) Counters.PriorityZeroReceived++;
        FollowChecksumForm(form, packet.Source, actions);
        CompareAddresses(advertisement, packet.Source, now, actions);
        if (State == VrrpState.Master) ListenIfLate(now, actions);
        HeardOn(path, now, actions);
        if (State == VrrpState.Master) MasterReceived(advertisement, packet.Source, path, now, actions);
        else BackupReceived(advertisement, packet.Source, path, now, actions);
    }

    /// <summary>
    /// The owner obeys nobody (RFC 5798 section 7.1), but a rival tells it what neighbours and that rival must learn:
    /// where the addresses are, in the checksum form the rival understands.
    /// </summary>
    private void OwnerReceived(
        in Advertisement advertisement, IpAddress peer, AdvertisementPath path, ChecksumForm form, Instant now,
        ActionList actions)
    {
        FollowChecksumForm(form, peer, actions);
        if (path.Index == 0) RememberPeer(peer);
        ExcuseRival(peer, advertisement.Priority, now);
        if (advertisement.Priority == 0) NoteLeavingRival(now);
        else OutdoRival(now, actions);
    }

    private RejectReason Check(
        in ReceivedPacket packet, AdvertisementPath path, in Advertisement advertisement, Instant now,
        out ChecksumForm form, out bool proven)
    {
        form = ChecksumForm.PseudoHeader;
        proven = false;
        if (IsOwnAddress(packet.Source)) return RejectReason.OwnAddress;
        var reason = ReceiveCheck.Path(packet, path.Unicast);
        if (reason == RejectReason.None) reason = ReceiveCheck.Kind(advertisement, Configuration, _password);
        if (reason == RejectReason.None) reason = CheckHmac(packet, path, advertisement, now, out proven);
        if (reason == RejectReason.None) reason = ReceiveCheck.Content(packet, advertisement, Configuration, out form);
        if (reason != RejectReason.None) return reason;
        if (State is not (VrrpState.Master or VrrpState.Backup)) return RejectReason.NotListening;
        if (Priority == 255 && State == VrrpState.Master && _handover is null) return RejectReason.AddressOwner;
        return RejectReason.None;
    }

    /// <summary>A trailer that proves nothing may be tolerated, but what it says is not to be remembered.</summary>
    private RejectReason CheckHmac(
        in ReceivedPacket packet, AdvertisementPath path, in Advertisement advertisement, Instant now, out bool proven)
    {
        proven = false;
        if (Configuration.Hmac is not { } hmac) return RejectReason.None;
        var unix = _wallClock.UnixMicroseconds(now);
        var verdict = _hmac.Judge(advertisement, path.Index, packet.Source, hmac, WindowOf(hmac), unix, now);
        proven = verdict == RejectReason.None;
        if (proven)
        {
            Counters.HmacVerified++;
            return verdict;
        }

        var tolerated = HmacGuard.Tolerates(hmac.Mode, verdict);
        if (tolerated) Counters.CountTolerated(verdict);
        return tolerated ? RejectReason.None : verdict;
    }

    private Duration WindowOf(HmacAuthentication hmac) => hmac.Window ?? HmacGuard.DefaultWindow(MasterInterval);

    private void Reject(RejectReason reason, IpAddress peer, Instant now, ActionList actions)
    {
        Counters.CountRejected(reason);
        if (reason is RejectReason.NotListening or RejectReason.AddressOwner) return;
        ref var reported = ref (_rejectReported ??= NewRejectTimes())[(int)reason];
        if (now < reported + ReportEvery) return;
        reported = now;
        actions.Add(new EngineAction
        {
            Kind = ActionKind.Report,
            Router = this,
            Event = EventKind.PacketRejected,
            Rejected = reason,
            Peer = peer,
        });
    }

    /// <summary>
    /// Both forms are heard. RFC 9568's is sent from when a peer was heard to use it, as that peer may accept no other;
    /// it is never left again, so that peers of both kinds cannot make it flap.
    /// </summary>
    private void FollowChecksumForm(ChecksumForm form, IpAddress peer, ActionList actions)
    {
        if (form != ChecksumForm.MessageOnly || _checksumForm == form || Family != AddressFamily.IPv4) return;
        _checksumForm = form;
        Report(EventKind.ChecksumFormAdopted, actions, new Cause(peer, 0));
    }

    /// <summary>A different list is told, not refused: peers in the middle of a change must not part (RFC 9568 section 7.1).</summary>
    private void CompareAddresses(in Advertisement advertisement, IpAddress peer, Instant now, ActionList actions)
    {
        if (SameAddresses(advertisement) || now < _addressListReported + ReportEvery) return;
        _addressListReported = now;
        Report(EventKind.AddressListDiffers, actions, new Cause(peer, advertisement.Priority));
    }

    private bool SameAddresses(in Advertisement advertisement)
    {
        var own = Configuration.VirtualAddresses;
        if (advertisement.AddressCount != own.Count) return false;
        var length = IpAddress.LengthOf(Family);
        for (var i = 0; i < own.Count; i++)
        {
            var address = IpAddress.FromBytes(advertisement.Addresses.Slice(i * length, length));
            if (!HasAddress(address)) return false;
        }

        return true;
    }

    private bool HasAddress(IpAddress address)
    {
        var own = Configuration.VirtualAddresses;
        for (var i = 0; i < own.Count; i++)
        {
            if (own[i].Prefix.Address == address) return true;
        }

        return false;
    }

    private static Instant[] NewRejectTimes()
    {
        var times = new Instant[(int)RejectReason.NotListening + 1];
        Array.Fill(times, new Instant(long.MinValue / 2));
        return times;
    }
}
