using HaVip.Core.Values;

namespace HaVip.Core.Configuration;

/// <param name="Name">Another interface than the instance's own.</param>
public sealed record TrackedInterface(string Name)
{
    /// <summary>
    /// -253 to 253. 0: down means Fault; above 0: added while up; below 0: taken off while down.
    /// </summary>
    public short Weight { get; init; }

    /// <summary>The weight counts with the other sign; with weight 0, up is a Fault instead of down.</summary>
    public bool Reverse { get; init; }

    /// <summary>How long it has to be up before it counts as up; 0 s to 3600 s.</summary>
    public Duration UpDelay { get; init; }

    /// <summary>How long it has to be down before it counts as down; 0 s to 3600 s.</summary>
    public Duration DownDelay { get; init; }
}
