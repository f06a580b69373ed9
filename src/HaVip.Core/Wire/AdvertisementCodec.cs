using System.Buffers.Binary;
using HaVip.Core.Values;

namespace HaVip.Core.Wire;

/// <summary>
/// VRRP messages of version 2 (RFC 3768 section 5.1, with the authentication data of RFC 2338) and 3 (RFC 9568
/// section 5.2).
/// <code>
///  0                   1                   2                   3
///  0 1 2 3 4 5 6 7 8 9 0 1 2 3 4 5 6 7 8 9 0 1 2 3 4 5 6 7 8 9 0 1
/// +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
/// |Version| Type  |  Virtual Rtr ID  |   Priority    | Count of addrs |
/// +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
/// | v2: auth type | v2: interval (s) |          Checksum              |
/// | v3: reserved 4 bits, interval 12 bits (cs)                        |
/// +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
/// |  addresses, 4 or 16 bytes each; v2: then 8 bytes of auth data     |
/// </code>
/// </summary>
public static class AdvertisementCodec
{
    public const int HeaderLength = 8;
    public const int AuthenticationLength = 8;
    public const byte AdvertisementType = 1;
    public const byte NoAuthentication = 0;
    public const byte SimplePassword = 1;

    /// <summary>The longest message: a version 3 header, 255 IPv6 addresses and an HMAC trailer.</summary>
    public const int MaximumLength = HeaderLength + (255 * 16) + HmacTrailer.Length;

    private const int VersionTypeOffset = 0;
    private const int VirtualRouterIdOffset = 1;
    private const int PriorityOffset = 2;
    private const int CountOffset = 3;
    private const int AuthenticationTypeOffset = 4;
    private const int IntervalOffset = 5;
    private const int ChecksumOffset = 6;

    /// <summary>
    /// Splits a message into its fields. False where it is shorter than its header, or than its version and address
    /// count say; bytes behind the message are its trailer. A version other than 2 and 3 is split at its header alone, so
    /// that it can be refused for its version.
    /// </summary>
    public static bool TryParse(ReadOnlySpan<byte> payload, AddressFamily family, out Advertisement advertisement)
    {
        advertisement = default;
        if (payload.Length < HeaderLength) return false;
        var version = (byte)(payload[VersionTypeOffset] >> 4);
        var addresses = version is 2 or 3 ? payload[CountOffset] * IpAddress.LengthOf(family) : 0;
        var authentication = version == 2 ? AuthenticationLength : 0;
        var length = HeaderLength + addresses + authentication;
        if (payload.Length < length) return false;
        advertisement = new Advertisement
        {
            Version = version,
            Type = (byte)(payload[VersionTypeOffset] & 0xF),
            VirtualRouterId = payload[VirtualRouterIdOffset],
            Priority = payload[PriorityOffset],
            AddressCount = payload[CountOffset],
            AuthenticationType = version == 2 ? payload[AuthenticationTypeOffset] : NoAuthentication,
            Interval = ReadInterval(version, payload),
            Checksum = BinaryPrimitives.ReadUInt16BigEndian(payload[ChecksumOffset..]),
            Addresses = payload.Slice(HeaderLength, addresses),
            AuthenticationData = payload.Slice(HeaderLength + addresses, authentication),
            Payload = payload,
            MessageLength = length,
        };
        return true;
    }

    /// <summary>Reads the virtual router id of a packet that may be broken behind it.</summary>
    public static bool TryReadVirtualRouterId(ReadOnlySpan<byte> payload, out byte virtualRouterId)
    {
        virtualRouterId = payload.Length > VirtualRouterIdOffset ? payload[VirtualRouterIdOffset] : (byte)0;
        return payload.Length > VirtualRouterIdOffset;
    }

    /// <summary>Writes a message and returns its length; the checksum is the version's own, in the form asked for.</summary>
    public static int Write(Span<byte> destination, in AdvertisementFields fields)
    {
        var length = HeaderLength;
        for (var i = 0; i < fields.Addresses.Count; i++)
            length += fields.Addresses[i].Prefix.Address.CopyTo(destination[length..]);
        if (fields.Version == 2)
        {
            var data = destination.Slice(length, AuthenticationLength);
            data.Clear();
            fields.Password.CopyTo(data);
            length += AuthenticationLength;
        }

        WriteHeader(destination, fields);
        WriteChecksum(destination[..length], fields);
        return length;
    }

    /// <summary>Writes a message with an HMAC trailer; the IPv6 checksum covers the trailer, the IPv4 one does not.</summary>
    public static int WriteSigned(
        Span<byte> destination, in AdvertisementFields fields, byte keyId, ReadOnlySpan<byte> key, ulong sequence)
    {
        var length = Write(destination, fields);
        length = HmacTrailer.Append(destination, length, fields.Source, keyId, key, sequence);
        if (fields.Source.Family == AddressFamily.IPv6) WriteChecksum(destination[..length], fields);
        return length;
    }

    /// <summary>
    /// Whether the checksum verifies, and in which form. Version 2 has one form, version 3 over IPv6 too; version 3 over
    /// IPv4 is accepted in both, as both are in the field.
    /// </summary>
    public static bool TryVerify(
        in Advertisement advertisement, IpAddress source, IpAddress destination, out ChecksumForm form)
    {
        form = ChecksumForm.PseudoHeader;
        if (Verifies(advertisement, source, destination, form)) return true;
        form = ChecksumForm.MessageOnly;
        return advertisement.Version == 3 && source.Family == AddressFamily.IPv4
            && Verifies(advertisement, source, destination, form);
    }

    /// <summary>
    /// Whether the checksum verifies in one form. Between some addresses the pseudo-header adds nothing: then both do.
    /// </summary>
    public static bool Verifies(
        in Advertisement advertisement, IpAddress source, IpAddress destination, ChecksumForm form)
    {
        var message = source.Family == AddressFamily.IPv6 ? advertisement.Payload : advertisement.Message;
        return ChecksumOf(message, advertisement.Version, form, source, destination) == advertisement.Checksum;
    }

    private static void WriteHeader(Span<byte> destination, in AdvertisementFields fields)
    {
        destination[VersionTypeOffset] = (byte)((fields.Version << 4) | AdvertisementType);
        destination[VirtualRouterIdOffset] = fields.VirtualRouterId;
        destination[PriorityOffset] = fields.Priority;
        destination[CountOffset] = (byte)fields.Addresses.Count;
        if (fields.Version == 2)
        {
            destination[AuthenticationTypeOffset] = fields.Password.IsEmpty ? NoAuthentication : SimplePassword;
            destination[IntervalOffset] = (byte)(fields.Interval.Microseconds / 1_000_000);
        }
        else
        {
            var centiseconds = (ushort)(fields.Interval.Microseconds / 10_000);
            BinaryPrimitives.WriteUInt16BigEndian(destination[AuthenticationTypeOffset..], centiseconds);
        }
    }

    private static void WriteChecksum(Span<byte> message, in AdvertisementFields fields)
    {
        var sum = ChecksumOf(message, fields.Version, fields.Form, fields.Source, fields.Destination);
        BinaryPrimitives.WriteUInt16BigEndian(message[ChecksumOffset..], sum);
    }

    private static Duration ReadInterval(byte version, ReadOnlySpan<byte> payload) => version == 2
        ? Duration.FromSeconds(payload[IntervalOffset])
        : Duration.FromCentiseconds(BinaryPrimitives.ReadUInt16BigEndian(payload[AuthenticationTypeOffset..]) & 0xFFF);

    private static ushort ChecksumOf(
        ReadOnlySpan<byte> message, byte version, ChecksumForm form, IpAddress source, IpAddress destination)
    {
        var sum = InternetChecksum.Add(0, message[..ChecksumOffset]);
        sum = InternetChecksum.Add(sum, message[(ChecksumOffset + 2)..]);
        var pseudo = version == 3 && (form == ChecksumForm.PseudoHeader || source.Family == AddressFamily.IPv6);
        if (pseudo) sum = InternetChecksum.AddPseudoHeader(sum, source, destination, message.Length);
        return InternetChecksum.Finish(sum);
    }
}
