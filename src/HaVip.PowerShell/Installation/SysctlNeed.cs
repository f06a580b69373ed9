namespace HaVip.PowerShell.Installation;

/// <summary>A kernel parameter that a configuration needs.</summary>
/// <param name="Key">As sysctl(8) names it.</param>
/// <param name="Value">What to set.</param>
/// <param name="Reason">Why, in words.</param>
internal sealed record SysctlNeed(string Key, string Value, string Reason)
{
    /// <summary>Other values that do as well.</summary>
    public IReadOnlyList<string> Sufficient { get; init; } = [];

    /// <summary>The same parameter for all interfaces, where the larger of both counts; null where there is none.</summary>
    public string? OfAll { get; init; }

    /// <param name="live">What it is, and what it is for all interfaces.</param>
    public bool IsMet(string? live, string? all)
    {
        var effective = Number(all) > Number(live) ? all : live;
        return effective == Value || (effective is not null && Sufficient.Contains(effective));
    }

    private static int Number(string? value) => int.TryParse(value, out var number) ? number : -1;
}
