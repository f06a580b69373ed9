using System.Security.Cryptography;
using System.Text;
using HaVip.Core.Configuration;
using HaVip.Core.Values;
using Settings = HaVip.Core.Configuration.InstanceConfiguration;

namespace HaVip.PowerShell.Checks;

/// <summary>What is compared between the nodes of a virtual router, as it may travel: no secret is in it.</summary>
internal sealed record MemberSettings
{
    public string Name { get; init; } = "";

    public string Interface { get; init; } = "";

    public byte VirtualRouterId { get; init; }

    public AddressFamily Family { get; init; }

    public byte Version { get; init; }

    public byte Priority { get; init; }

    public string Interval { get; init; } = "";

    public int MissedAdvertisements { get; init; }

    public string Addresses { get; init; } = "";

    /// <summary>The kind of secret, in words.</summary>
    public string SecretKind { get; init; } = "";

    /// <summary>
    /// Of the secret, with a salt that is made for one comparison; empty where it is a credential of a service.
    /// </summary>
    public string Fingerprint { get; init; } = "";

    /// <summary>The unicast peers; null for multicast.</summary>
    public string[]? Peers { get; init; }

    public static MemberSettings Of(Settings settings, byte[] salt) => new()
    {
        Name = settings.Name,
        Interface = settings.Interface,
        VirtualRouterId = settings.VirtualRouterId,
        Family = settings.Family,
        Version = settings.Version,
        Priority = settings.BasePriority,
        Interval = settings.AdvertisementInterval.ToString(),
        MissedAdvertisements = settings.MissedAdvertisements,
        Addresses = string.Join(
            ", ", settings.VirtualAddresses.Select(address => address.Prefix.Address.ToString()).Order(StringComparer.Ordinal)),
        SecretKind = Kind(settings),
        Fingerprint = CredentialReference.AreElsewhere(settings) ? "" : Hash(settings, salt),
        Peers = settings.Unicast is { } unicast ? [.. unicast.Peers.Select(peer => peer.Address.ToString())] : null,
    };

    private static string Kind(Settings settings) => settings switch
    {
        { Hmac: { } hmac } => $"HMAC keys {string.Join(", ", hmac.Keys.Select(key => key.Id).Order())}",
        { Authentication: not null } => "a password",
        _ => "none",
    };

    private static string Hash(Settings settings, byte[] salt)
    {
        using var hash = new HMACSHA256(salt);
        var keys = settings.Hmac?.Keys.OrderBy(key => key.Id).SelectMany(key => new[] { key.Id }.Concat(key.Material.Bytes.ToArray()));
        byte[] secret = [.. Encoding.UTF8.GetBytes(settings.Authentication?.Password ?? ""), 0, .. keys ?? []];
        return Convert.ToHexString(hash.ComputeHash(secret));
    }
}
