using HaVip.Core.Configuration;

namespace HaVip.Node.Notifications;

/// <summary>One piece of news about an instance or a group.</summary>
/// <param name="IsGroup">It is about a group.</param>
/// <param name="Name">The name of the instance or the group.</param>
/// <param name="Event">What kind of news.</param>
/// <param name="Word">As commands and pipes get it.</param>
/// <param name="Priority">The effective one; 0 for a group.</param>
internal sealed record Notice(bool IsGroup, string Name, NotifyEvents Event, string Word, byte Priority)
{
    public string Type => IsGroup ? "GROUP" : "INSTANCE";

    /// <summary>The virtual addresses, without their prefix lengths.</summary>
    public IReadOnlyList<string> Addresses { get; init; } = [];

    /// <summary>The instance's own; empty for a group.</summary>
    public string Interface { get; init; } = "";

    /// <summary>Why, in words.</summary>
    public string Reason { get; init; } = "";

    /// <summary>Nobody needs to be told the other any more: a newer state, or the same thing again.</summary>
    public bool Supersedes(Notice other) =>
        Event == other.Event || ((Event & NotifyEvents.States) != 0 && (other.Event & NotifyEvents.States) != 0);

    /// <summary>The line keepalived's pipes have.</summary>
    public string Line => $"{Type} \"{Name}\" {Word} {Priority}\n";
}
