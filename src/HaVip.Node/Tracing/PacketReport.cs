using System.Globalization;
using HaVip.Core.Control;
using HaVip.Core.Election;
using HaVip.Core.Engine;
using HaVip.Core.Values;
using HaVip.Core.Wire;
using HaVip.Linux;

namespace HaVip.Node.Tracing;

/// <summary>A captured packet as the line that tells of it.</summary>
internal static class PacketReport
{
    /// <summary>Null for a packet that is not wanted.</summary>
    public static TracedAdvertisement? Describe(in CapturedPacket captured, string interfaceName, PacketFilter filter)
    {
        var packet = captured.Packet;
        var family = packet.Source.Family;
        byte? id = AdvertisementCodec.TryReadVirtualRouterId(packet.Payload, out var read) ? read : null;
        if (!filter.Wants(interfaceName, family, id, out var judge)) return null;
        var report = new TracedAdvertisement
        {
            TimeUnixMicroseconds = captured.UnixMicroseconds,
            Interface = interfaceName,
            Direction = captured.IsOutgoing ? PacketDirection.Sent : PacketDirection.Received,
            Source = packet.Source.ToString(),
            SourceMac = captured.SourceMac == default ? null : captured.SourceMac.ToString(),
            Destination = packet.Destination.ToString(),
            TimeToLive = packet.TimeToLive,
            AddressFamily = family,
            VirtualRouterId = id,
            Instance = judge?.Settings.Name,
            Length = packet.Payload.Length,
        };
        if (!AdvertisementCodec.TryParse(packet.Payload, family, out var advertisement))
            return Judged(report, RejectReason.Truncated, judge);
        var verdict = judge?.Judge(packet, advertisement, captured.IsOutgoing, captured.UnixMicroseconds)
            ?? AdvertisementJudge.JudgeWithoutSettings(packet, advertisement);
        return Judged(WithFields(report, packet, advertisement), verdict, judge);
    }

    private static TracedAdvertisement Judged(
        TracedAdvertisement report, RejectReason verdict, AdvertisementJudge? judge) =>
        report with { Rejected = verdict, Reason = RejectText.Explain(verdict, judge?.Settings) };

    private static TracedAdvertisement WithFields(
        TracedAdvertisement report, in ReceivedPacket packet, in Advertisement advertisement)
    {
        report = report with
        {
            Version = advertisement.Version,
            Type = advertisement.Type,
            Priority = advertisement.Priority,
        };
        // The layout of any other version is not known.
        if (advertisement.Version is not (2 or 3)) return report;
        var signed = HmacTrailer.TryRead(advertisement.Trailer, out var keyId, out var sequence);
        return report with
        {
            AdvertisementIntervalMicroseconds = advertisement.Interval.Microseconds,
            AuthenticationType = advertisement.Version == 2 ? Name(advertisement.AuthenticationType) : null,
            Checksum = Checksum(packet, advertisement),
            VirtualAddresses = Addresses(advertisement, packet.Source.Length),
            HmacKeyId = signed ? keyId : null,
            HmacUnixMicroseconds = signed ? HmacTrailer.TimeOf(sequence).Microseconds : null,
            HmacCounter = signed ? (int)(sequence & 0xFFFF) : null,
        };
    }

    private static TracedChecksum Checksum(in ReceivedPacket packet, in Advertisement advertisement)
    {
        if (!AdvertisementCodec.TryVerify(advertisement, packet.Source, packet.Destination, out var form))
            return TracedChecksum.Invalid;
        if (advertisement.Version == 2) return TracedChecksum.V2;
        return form == ChecksumForm.MessageOnly ? TracedChecksum.MessageOnly : TracedChecksum.PseudoHeader;
    }

    private static List<string> Addresses(in Advertisement advertisement, int length)
    {
        var addresses = new List<string>(advertisement.AddressCount);
        for (var i = 0; i < advertisement.AddressCount; i++)
            addresses.Add(IpAddress.FromBytes(advertisement.Addresses.Slice(i * length, length)).ToString());
        return addresses;
    }

    private static string Name(byte authenticationType) => authenticationType switch
    {
        AdvertisementCodec.NoAuthentication => "None",
        AdvertisementCodec.SimplePassword => "SimplePassword",
        2 => "IPAuthenticationHeader",
        _ => authenticationType.ToString(CultureInfo.InvariantCulture),
    };
}
