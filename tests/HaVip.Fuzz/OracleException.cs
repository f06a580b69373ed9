namespace HaVip.Fuzz;

/// <summary>Something that must hold did not; for the fuzzer a crash like any other.</summary>
internal sealed class OracleException(string message) : Exception(message);
