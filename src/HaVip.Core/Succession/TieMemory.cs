using HaVip.Core.Values;

namespace HaVip.Core.Succession;

/// <summary>How far two Masters of equal priority are with their turns.</summary>
public readonly record struct TieMemory(Instant Since, Instant Heard, long Turn, long TurnAnswered);
