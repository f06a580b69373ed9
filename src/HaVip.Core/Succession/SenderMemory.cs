using HaVip.Core.Values;

namespace HaVip.Core.Succession;

/// <summary>What is remembered of one sender of signed advertisements.</summary>
public sealed record SenderMemory(int Path, IpAddress Address, ulong Sequence, Instant Heard, Duration Window);
