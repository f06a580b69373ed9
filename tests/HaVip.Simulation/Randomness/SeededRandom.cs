using System.Numerics;
using HaVip.Core.Values;

namespace HaVip.Simulation.Randomness;

/// <summary>
/// xoshiro256** seeded by splitmix64: the same numbers for a seed on every machine and runtime, which a replay needs
/// and <see cref="Random"/> does not promise.
/// </summary>
internal sealed class SeededRandom
{
    private ulong _a;
    private ulong _b;
    private ulong _c;
    private ulong _d;

    public SeededRandom(ulong seed)
    {
        _a = SplitMix(ref seed);
        _b = SplitMix(ref seed);
        _c = SplitMix(ref seed);
        _d = SplitMix(ref seed);
    }

    /// <summary>A stream of its own, so that what one part draws leaves the other parts' draws alone.</summary>
    public SeededRandom Split() => new(Next());

    public ulong Next()
    {
        var result = BitOperations.RotateLeft(_b * 5, 7) * 9;
        var t = _b << 17;
        _c ^= _a;
        _d ^= _b;
        _b ^= _c;
        _a ^= _d;
        _c ^= t;
        _d = BitOperations.RotateLeft(_d, 45);
        return result;
    }

    /// <summary>0 to <paramref name="bound"/> - 1.</summary>
    public int Below(int bound) => (int)Math.BigMul(Next(), (ulong)bound, out _);

    /// <summary>Both ends included.</summary>
    public long Between(long low, long high) => low + (long)Math.BigMul(Next(), (ulong)(high - low + 1), out _);

    public Duration Between(Duration low, Duration high) => new(Between(low.Microseconds, high.Microseconds));

    /// <summary>Uniform from nothing to twice the mean.</summary>
    public Duration Around(Duration mean) => Between(Duration.Zero, mean * 2);

    public bool Chance(int perMille) => Below(1000) < perMille;

    public T Pick<T>(params ReadOnlySpan<T> items) => items[Below(items.Length)];

    private static ulong SplitMix(ref ulong state)
    {
        state += 0x9E37_79B9_7F4A_7C15;
        var z = state;
        z = (z ^ (z >> 30)) * 0xBF58_476D_1CE4_E5B9;
        z = (z ^ (z >> 27)) * 0x94D0_49BB_1331_11EB;
        return z ^ (z >> 31);
    }
}
