using System.Text;
using HaVip.Core.Configuration;
using HaVip.Core.Engine;
using HaVip.Core.Values;
using HaVip.Core.Wire;

namespace HaVip.Core.Election;

/// <summary>
/// The state machine of one virtual router (RFC 9568 section 6.4): inputs are method calls with the time, answers are
/// actions and the next deadline.
/// </summary>
public sealed partial class VirtualRouter
{
    private readonly TimerTable _timers = new();
    private readonly WallClock _wallClock;
    private HmacGuard _hmac = new();
    private byte[] _password = [];
    private ChecksumForm _checksumForm;
    private Duration? _learnedInterval;

    internal VirtualRouter(InstanceConfiguration configuration, WallClock wallClock, Instant now)
    {
        _wallClock = wallClock;
        Since = now;
        Counters = new RouterCounters(now);
        Reason = TransitionReason.Configured;
        Configuration = configuration;
        Adopt(configuration);
    }

    public string Name => Configuration.Name;

    public InstanceConfiguration Configuration { get; private set; }

    public AddressFamily Family => Configuration.Family;

    public VrrpState State { get; private set; }

    /// <summary>Why the state is what it is.</summary>
    public TransitionReason Reason { get; private set; }

    /// <summary>When the state was entered.</summary>
    public Instant Since { get; private set; }

    /// <summary>Changes of state since it was configured; nothing resets them.</summary>
    public long Transitions { get; private set; }

    /// <summary>The node that brought the present state about, where one did.</summary>
    public IpAddress ReasonPeer { get; private set; }

    public byte ReasonPeerPriority { get; private set; }

    /// <summary>The time that belongs to the reason, such as how long nothing was heard.</summary>
    public Duration ReasonElapsed { get; private set; }

    public InterfaceStatus Interface => _paths[0].Interface;

    /// <summary>Where advertisements come from on the instance's own interface.</summary>
    public IpAddress Source => _paths[0].Source;

    /// <summary>Where each advertisement on the instance's own interface goes to.</summary>
    public ReadOnlySpan<IpAddress> Destinations => _paths[0].Destinations;

    /// <summary>The effective priority, 1 to 255: configured, or raised by a take, and what the health adds or takes off.</summary>
    public byte Priority => WithHealth(Math.Max(_raisedPriority, Configuration.BasePriority));

    /// <summary>The Master as this node knows it; the default value while it knows none.</summary>
    public IpAddress MasterAddress => State == VrrpState.Master ? Source : _master;

    /// <summary>0 while no Master is known.</summary>
    public byte MasterPriority => State == VrrpState.Master ? Priority : _masterPriority;

    public Duration AdvertisementInterval => Configuration.AdvertisementInterval;

    /// <summary>Master_Down_Interval: with version 3, of the interval learned from the Master.</summary>
    public Duration MasterDownInterval =>
        ElectionTimes.MasterDown(
            Configuration.Version, Priority, MasterInterval, Configuration.MissedAdvertisements);

    /// <summary>How long the least eager Backup of this Master waits: one of priority 1.</summary>
    public Duration LongestMasterDownInterval => ElectionTimes.LongestMasterDown(
        Configuration.Version, Configuration.AdvertisementInterval, Configuration.MissedAdvertisements);

    public Duration SkewTime => ElectionTimes.Skew(Configuration.Version, Priority, MasterInterval);

    /// <summary>How long this Backup leaves a Master that said goodbye to better ones (RFC 9568 section 6.4.2).</summary>
    private Duration GoodbyeWait => Configuration.StrictSkew
        ? SkewTime
        : ElectionTimes.GoodbyeWait(Configuration.Version, Priority, MasterInterval);

    /// <summary>
    /// What advertisements on the instance's own interface come from at the link; null where that is the interface's own. A
    /// switch looks for the virtual router where it last saw its MAC address, so nobody but the Master may use it.
    /// </summary>
    public MacAddress? SendsFrom =>
        State == VrrpState.Master && !HandingOver && Configuration.Unicast is null ? Configuration.VirtualMacAddress : null;

    public RouterCounters Counters { get; private set; }

    internal Instant NextDeadline => _timers.Next;

    /// <summary>Where the engine's deadline heap has put this router.</summary>
    internal int HeapIndex { get; set; } = -1;

    /// <summary>
    /// Active_Adver_Interval (RFC 9568 section 6.1): learned from the Master that is followed, else the own one; with
    /// version 2 all have the same.
    /// </summary>
    private Duration MasterInterval => _learnedInterval ?? Configuration.AdvertisementInterval;

    /// <summary>
    /// What a Backup still has to say is the last word of a Master that yielded: it tells the winner's interval, or Backups
    /// would learn a shorter one from it and not have the patience that the winner needs.
    /// </summary>
    private Duration SentInterval => State == VrrpState.Backup ? MasterInterval : Configuration.AdvertisementInterval;

    /// <summary>
    /// Encodes what this router sends to a destination on its own interface; returns its length, at most
    /// AdvertisementCodec.MaximumLength.
    /// </summary>
    public int WriteAdvertisement(byte priority, IpAddress destination, Span<byte> buffer) =>
        WriteAdvertisement(priority, _paths[0], destination, buffer);

    /// <summary>
    /// The same on any of its paths: the content is the same, checksum and HMAC cover the path's own source.
    /// </summary>
    public int WriteAdvertisement(byte priority, AdvertisementPath path, IpAddress destination, Span<byte> buffer)
    {
        var fields = new AdvertisementFields
        {
            Version = Configuration.Version,
            VirtualRouterId = Configuration.VirtualRouterId,
            Priority = priority,
            Interval = SentInterval,
            Addresses = Configuration.VirtualAddresses,
            Password = _password,
            Form = _checksumForm,
            Source = path.Source,
            Destination = destination,
        };
        if (Configuration.Hmac is not { Mode: not HmacMode.ReceiveOnly } hmac || hmac.Find(hmac.ActiveKey) is not { } key)
            return AdvertisementCodec.Write(buffer, fields);
        var sequence = _hmac.NextSequence(
            _wallClock.LastUnixMicroseconds, _wallClock.Told, hmac.AntiReplay, WindowOf(hmac));
        return AdvertisementCodec.WriteSigned(buffer, fields, key.Id, key.Material.Bytes, sequence);
    }

    /// <summary>Counts from zero again; the election does not notice.</summary>
    public void ResetCounters(Instant now) => Counters = new RouterCounters(now);

    /// <summary>
    /// Of the same name before a reload: peers remember its last sequence, and what it heard is no more to be replayed.
    /// </summary>
    internal void GoOnSigning(VirtualRouter before)
    {
        _hmac = before._hmac;
        _hmac.Serve(_paths.Length);
    }

    private void Adopt(InstanceConfiguration configuration)
    {
        AdoptChecksumForm(configuration.Checksum);
        NoteHostsChanged();
        Configuration = configuration;
        _password = Encoding.ASCII.GetBytes(configuration.Authentication?.Password ?? "");
        AdoptPaths(configuration);
    }

    /// <summary>Auto begins with the pseudo-header, also where another choice came before.</summary>
    private void AdoptChecksumForm(ChecksumPreference next)
    {
        if (next == ChecksumPreference.Auto && Configuration.Checksum == ChecksumPreference.Auto) return;
        _checksumForm = next.Form();
    }

    /// <summary>The one way from state to state.</summary>
    private void TransitionTo(
        VrrpState state, TransitionReason reason, Instant now, ActionList actions, Cause cause = default)
    {
        var from = State;
        if (from == VrrpState.Master)
        {
            Counters.ReleasedMaster++;
            EndRival(now, actions);
            _rivals.Asked = null;
        }

        if (state == VrrpState.Master) Counters.BecameMaster++;
        State = state;
        NoteHostsChanged();
        Reason = reason;
        ReasonPeer = cause.Peer;
        ReasonPeerPriority = cause.Priority;
        ReasonElapsed = cause.Elapsed;
        ReasonAsked = cause.Asked;
        ReasonAnswer = cause.Answer;
        Since = now;
        Transitions++;
        Counters.Transitions++;
        actions.Add(new EngineAction
        {
            Kind = ActionKind.Report,
            Router = this,
            Event = EventKind.Transition,
            From = from,
            To = state,
            Reason = reason,
            Peer = cause.Peer,
            PeerPriority = cause.Priority,
            Elapsed = cause.Elapsed,
            Asked = cause.Asked,
            Neighbor = cause.Answer,
        });
    }

    private void SendAdvertisement(byte priority, ActionList actions)
    {
        Counters.AdvertisementsSent++;
        if (priority == 0) Counters.PriorityZeroSent++;
        actions.Add(new EngineAction
        {
            Kind = ActionKind.SendAdvertisement,
            Router = this,
            Priority = priority,
        });
    }

    private void Announce(byte count, ActionList actions, bool isPatient = false)
    {
        var addresses = Configuration.VirtualAddresses.Count + Configuration.ExcludedAddresses.Count;
        Counters.AnnouncementsSent += (long)count * addresses;
        actions.Add(new EngineAction
        {
            Kind = ActionKind.AnnounceAddresses,
            Router = this,
            Count = count,
            IsPatient = isPatient,
        });
    }

    private void Report(EventKind kind, ActionList actions, Cause cause = default) =>
        actions.Add(new EngineAction
        {
            Kind = ActionKind.Report,
            Router = this,
            Event = kind,
            Peer = cause.Peer,
            PeerPriority = cause.Priority,
            Elapsed = cause.Elapsed,
        });

    /// <summary>Who or how long, where that belongs to a reason.</summary>
    private readonly record struct Cause(IpAddress Peer, byte Priority, Duration Elapsed = default)
    {
        /// <summary>The addresses were asked for before.</summary>
        public bool Asked { get; init; }

        public NeighborClaim Answer { get; init; }
    }
}
