using System.Runtime.CompilerServices;

namespace HaVip.Fuzz;

/// <summary>What must hold, whatever the input.</summary>
internal static class Oracle
{
    public static void Holds(bool condition, string what)
    {
        if (!condition) throw new OracleException(what);
    }

    public static void Same<T>(T expected, T actual, [CallerArgumentExpression(nameof(actual))] string what = "")
    {
        if (!EqualityComparer<T>.Default.Equals(expected, actual))
            throw new OracleException($"{what} is {actual}, expected {expected}");
    }

    public static void SameBytes(ReadOnlySpan<byte> expected, ReadOnlySpan<byte> actual, string what)
    {
        if (!expected.SequenceEqual(actual))
        {
            throw new OracleException(
                $"{what} is {Convert.ToHexString(actual)}, expected {Convert.ToHexString(expected)}");
        }
    }
}
