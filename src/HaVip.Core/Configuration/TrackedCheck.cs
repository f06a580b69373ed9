namespace HaVip.Core.Configuration;

/// <param name="Name">The name of a check.</param>
public sealed record TrackedCheck(string Name)
{
    /// <summary>
    /// -253 to 253, with process and file checks -254 to 254. 0: bad means Fault; above 0: added while good; below 0:
    /// taken off while bad. A file that holds a number counts so many times its weight.
    /// </summary>
    public short Weight { get; init; }

    /// <summary>Good counts as bad and bad as good.</summary>
    public bool Reverse { get; init; }
}
