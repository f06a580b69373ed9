using HaVip.Core.Configuration;
using HaVip.Core.Values;

namespace HaVip.Simulation.Options;

/// <summary>Keys by number; no two are alike.</summary>
internal static class SimulatedKeys
{
    public static HmacKey Of(byte id) => new(id, $"simulated:{id}", Material(id));

    /// <summary>What somebody has who knows an id and not its key.</summary>
    public static HmacKey Guessed(byte id) => new(id, "guessed", Material((byte)(id ^ 0x80)));

    private static Secret Material(byte number)
    {
        Span<byte> bytes = stackalloc byte[32];
        bytes.Fill(number);
        return new Secret(bytes);
    }
}
