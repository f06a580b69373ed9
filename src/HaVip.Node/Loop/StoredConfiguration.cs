using System.Diagnostics.CodeAnalysis;
using HaVip.Core.Configuration;
using HaVip.Core.Control;

namespace HaVip.Node.Loop;

/// <summary>A configuration that can be used, or why there is none.</summary>
internal sealed record StoredConfiguration(
    NodeConfiguration? Configuration, ControlError? Refusal, IReadOnlyList<ConfigurationDiagnostic> Diagnostics)
{
    [MemberNotNullWhen(true, nameof(Configuration))]
    [MemberNotNullWhen(false, nameof(Refusal))]
    public bool IsUsable => Refusal is null;
}
