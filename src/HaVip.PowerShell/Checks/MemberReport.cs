using HaVip.Core.Election;

namespace HaVip.PowerShell.Checks;

/// <summary>What a node says of its part in one virtual router.</summary>
/// <param name="Node">Its name.</param>
/// <param name="Settings">How it is configured there.</param>
/// <param name="State">Null where no runner answers.</param>
/// <param name="RunnerVersion">Null where none answers.</param>
internal sealed record MemberReport(string Node, MemberSettings Settings, VrrpState? State, string? RunnerVersion);
