namespace HaVip.Core.Configuration;

/// <summary>
/// The eight octets of RFC 2338 section 5.3.10: sent in clear text, so a guard against mistakes and not against people.
/// </summary>
public sealed record SimplePasswordAuthentication(string Password)
{
    public const int MaximumLength = 8;

    /// <summary>Never shows the password.</summary>
    public override string ToString() => "simplePassword ********";
}
