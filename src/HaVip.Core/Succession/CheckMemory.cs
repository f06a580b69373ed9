using HaVip.Core.Election;

namespace HaVip.Core.Succession;

/// <summary>What a check has come to.</summary>
public sealed record CheckMemory(string Name, Health Health, int? Number);
