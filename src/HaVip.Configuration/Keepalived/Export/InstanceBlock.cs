using HaVip.Core.Configuration;
using HaVip.Core.Values;

namespace HaVip.Configuration.Keepalived.Export;

/// <summary>One instance as a <c>vrrp_instance</c>.</summary>
internal sealed partial class InstanceBlock(
    NodeConfiguration configuration, int index, BlockWriter blocks, Losses losses)
{
    private readonly InstanceConfiguration _instance = configuration.Instances[index];

    private string Path => $"instances[{index}]";

    public void Write()
    {
        blocks.Open($"vrrp_instance {_instance.Name}");
        WriteElection();
        WriteAuthentication();
        WriteUnicast();
        LoseSignsOfLife();
        WriteAnnouncements();
        WriteAddresses();
        TrackBlocks.Write(_instance.Track, configuration, blocks);
        new NotifyLines(Path, false, blocks, losses).Write(_instance.Notify);
        blocks.Close();
    }

    private void WriteElection()
    {
        blocks.Line(_instance.AddressOwner ? "state MASTER" : "state BACKUP");
        blocks.Line("interface", Word(_instance.Interface, "interface"));
        blocks.Line($"virtual_router_id {_instance.VirtualRouterId}");
        blocks.Line($"version {_instance.Version}");
        blocks.Line($"priority {_instance.BasePriority}");
        blocks.Line("advert_int", WordText.Seconds(_instance.AdvertisementInterval));
        blocks.LineIf(_instance.MissedAdvertisements != 3, $"down_timer_adverts {_instance.MissedAdvertisements}");
        WritePreemption();
        blocks.LineIf(!_instance.AcceptsPackets, "no_accept");
        blocks.LineIf(_instance.VirtualMac, "use_vmac");
        blocks.LineIf(_instance is { VirtualMac: true, Unicast: not null }, "vmac_xmit_base");
        if (_instance.Checksum == ChecksumPreference.MessageOnly)
        {
            Lose(
                "checksum",
                "keepalived 2.2.7 sends the checksum with the pseudo-header; 2.4 has v3_checksum_as_v2.",
                "Write 'checksum: auto' on the HaVip nodes of this virtual router.");
        }
    }

    /// <summary>The owner always takes over, whatever is written.</summary>
    private void WritePreemption()
    {
        if (_instance.AddressOwner) return;
        if (!_instance.Preempt) blocks.Line("nopreempt");
        else if (_instance.PreemptDelay > Duration.Zero)
            blocks.Line("preempt_delay", WordText.Seconds(_instance.PreemptDelay));
    }

    private void WriteAuthentication()
    {
        if (_instance.Hmac is { } hmac)
        {
            Lose(
                "authentication",
                $"keepalived 2.2.7 has no HMAC (keys {string.Join(", ", hmac.Keys.Select(key => key.Id))}); 2.4 has auth_hmac.",
                "Write 'mode: permissive' on the HaVip nodes of this virtual router, or they do not hear keepalived.");
        }

        if (_instance.Authentication is not { } simple) return;
        if (simple.IsElsewhere)
        {
            Lose(
                "authentication",
                "the password is a credential of the service, which is not known here.",
                "Write it in keepalived's file yourself.");
            return;
        }

        if (!WordText.TryWrite(simple.Password, out var password))
        {
            Lose(
                "authentication", "keepalived cannot write this password: it has no way to quote it.",
                "Take one of letters and digits on all nodes.");
            return;
        }

        blocks.Block("authentication", ["auth_type PASS", $"auth_pass {password}"]);
    }

    private void WriteUnicast()
    {
        if (_instance.Unicast is not { } unicast) return;
        if (unicast.Source.Family != AddressFamily.None) blocks.Line("unicast_src_ip", unicast.Source.ToString());
        blocks.Block("unicast_peer", unicast.Peers.Select(peer =>
            peer.MinimumTimeToLive > 1 ? $"{peer.Address} min_ttl {peer.MinimumTimeToLive}" : peer.Address.ToString()));
        blocks.Line("check_unicast_src");
    }

    private void LoseSignsOfLife()
    {
        if (_instance.SplitBrainProbe.IsOn && _instance.SplitBrainProbe != new SplitBrainProbeSettings())
            Lose("splitBrainProbe", "keepalived does not ask who else has its addresses.");
        if (_instance.Detection is not null)
            Lose("detection", "keepalived notices that a Master is dead by its silence alone.");
        if (_instance.Heartbeat.Count == 0) return;
        Lose(
            "heartbeat",
            "keepalived sends and hears advertisements on one interface only.",
            "Leave heartbeat out on every node while one of them is keepalived: it takes over when its own path is silent.");
    }

    private void WriteAnnouncements()
    {
        var announcements = _instance.Announcements;
        blocks.Line($"garp_master_repeat {announcements.Repeat}");
        blocks.Line("garp_master_delay", Whole(announcements.Delay, "announcements.delay"));
        blocks.Line("garp_master_refresh", Whole(announcements.Refresh, "announcements.refresh"));
    }

    /// <summary>A time that is not zero does not become zero, which would mean never.</summary>
    private string Whole(Duration time, string key)
    {
        var second = Duration.FromSeconds(1);
        var rounded = second * ((time.Microseconds + (second.Microseconds / 2)) / second.Microseconds);
        if (time > Duration.Zero) rounded = Duration.Max(rounded, second);
        if (rounded != time) Lose(key, $"keepalived 2.2.7 counts in whole seconds here: {time} is {rounded}.");
        return WordText.Seconds(rounded);
    }

    private void Lose(string key, string message, string? recommendation = null)
    {
        blocks.Comment($"{key}: {message}");
        losses.Add($"{Path}.{key}", message, recommendation);
    }

    private string Word(string text, string key)
    {
        if (WordText.TryWrite(text, out var written)) return written;
        losses.Add($"{Path}.{key}", "keepalived cannot write a name that holds a double quote.");
        return "unknown";
    }
}
