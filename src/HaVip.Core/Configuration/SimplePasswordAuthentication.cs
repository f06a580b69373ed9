namespace HaVip.Core.Configuration;

/// <summary>
/// The eight octets of RFC 2338 section 5.3.10: sent in clear text, so a guard against mistakes and not against people.
/// </summary>
public sealed record SimplePasswordAuthentication(string Password)
{
    public const int MaximumLength = 8;

    /// <summary><c>credential:NAME</c>, where the configuration names the password so; null where it writes it out.</summary>
    public string? Reference { get; init; }

    /// <summary>A credential of the service that this process does not have.</summary>
    public bool IsElsewhere => Password.Length == 0 && Reference is not null;

    /// <summary>Never shows the password.</summary>
    public override string ToString() => "simplePassword ********";
}
