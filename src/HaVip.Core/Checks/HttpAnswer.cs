namespace HaVip.Core.Checks;

/// <summary>What an HTTP check got.</summary>
/// <param name="Status">The code.</param>
/// <param name="Headers">In their order; a name may come several times.</param>
/// <param name="Body">The beginning of it, as far as it is looked at; empty where the check does not ask.</param>
public sealed record HttpAnswer(int Status, IReadOnlyList<(string Name, string Value)> Headers, byte[] Body);
