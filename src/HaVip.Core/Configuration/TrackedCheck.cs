namespace HaVip.Core.Configuration;

/// <param name="Name">The name of a check.</param>
public sealed record TrackedCheck(string Name)
{
    /// <summary>
    /// -253 to 253, with process and file checks -254 to 254. 0: bad means Fault; above 0: added while good; below 0:
    /// taken off while bad. A file that holds a number counts so many times its weight.
    /// </summary>
    public short Weight { get; init; }

    /// <summary>The weight counts with the other sign; with weight 0, good is a Fault instead of bad.</summary>
    public bool Reverse { get; init; }
}
