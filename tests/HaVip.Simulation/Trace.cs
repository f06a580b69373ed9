using HaVip.Core.Values;

namespace HaVip.Simulation;

/// <summary>One line per event, where somebody wants to read them.</summary>
internal sealed class Trace(TextWriter writer)
{
    public void Line(Instant now, int host, string text)
    {
        var who = host < 0 ? "   " : $"n{host} ";
        writer.WriteLine(FormattableString.Invariant($"{now.Microseconds / 1_000_000m,14:0.000000} {who} {text}"));
    }
}
