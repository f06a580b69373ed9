using HaVip.Core.Control;

namespace HaVip.PowerShell.Checks;

/// <summary>What came of one node's end of an exchange: a report, or the problem that kept it from one.</summary>
internal sealed record ExchangeEnd(ExchangeReport? Report, string? Problem);
