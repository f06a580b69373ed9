using System.Globalization;
using HaVip.Core.Election;

namespace HaVip;

/// <summary>Something an instance tracks.</summary>
public sealed class TrackedState
{
    public TrackedKind Kind { get; internal init; }

    public string Name { get; internal init; } = "";

    /// <summary>Pending until it has been looked at; the instance does not become Master before.</summary>
    public Health Health { get; internal init; }

    /// <summary>0 means that it is a Fault when it fails.</summary>
    public short Weight { get; internal init; }

    /// <summary>What it adds to the priority now, or takes off.</summary>
    public int Contribution { get; internal init; }

    public override string ToString() => Contribution == 0
        ? $"{Name}: {Health}"
        : string.Create(CultureInfo.InvariantCulture, $"{Name}: {Health} ({Contribution:+0;-0})");
}
