namespace HaVip.Linux;

/// <summary>A user to be, by numbers, with all of its groups.</summary>
public sealed record RunAs(uint User, uint Group, IReadOnlyList<uint> Groups);
