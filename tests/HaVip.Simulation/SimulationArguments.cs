using System.Globalization;
using HaVip.Core.Values;

namespace HaVip.Simulation;

internal sealed record SimulationArguments
{
    public ulong First { get; private set; } = 1;

    public ulong Last { get; private set; } = ulong.MaxValue;

    public TimeSpan? Limit { get; private set; }

    public Duration? Length { get; private set; }

    public bool Verbose { get; private set; }

    /// <summary>Goes on after a failure, to see how many there are.</summary>
    public bool KeepGoing { get; private set; }

    public static bool TryParse(string[] arguments, out SimulationArguments parsed)
    {
        parsed = new SimulationArguments();
        var queue = new Queue<string>(arguments);
        while (queue.TryDequeue(out var name))
        {
            if (!parsed.TryTake(name, queue)) return false;
        }

        if (parsed.Last == ulong.MaxValue && parsed.Limit is null) parsed.Last = parsed.First + 99;
        return true;
    }

    public bool Continues(ulong seed, TimeSpan elapsed) => seed <= Last && (Limit is not { } limit || elapsed < limit);

    private bool TryTake(string name, Queue<string> rest)
    {
        if (name == "--verbose") return Verbose = true;
        if (name == "--keep-going") return KeepGoing = true;
        if (!rest.TryDequeue(out var value)) return false;
        return name switch
        {
            "--seed" => TrySeeds(value, value),
            "--seeds" => value.Split('-') is [var first, var last] && TrySeeds(first, last),
            "--minutes" => TryNumber(value, out var minutes)
                && (Limit = TimeSpan.FromMinutes((double)minutes)) is not null,
            "--hours-per-seed" => TryNumber(value, out var hours)
                && (Length = new Duration((long)(hours * 3_600_000_000m))) is not null,
            _ => false,
        };
    }

    private bool TrySeeds(string first, string last)
    {
        if (!ulong.TryParse(first, NumberStyles.None, CultureInfo.InvariantCulture, out var from)) return false;
        if (!ulong.TryParse(last, NumberStyles.None, CultureInfo.InvariantCulture, out var to)) return false;
        First = from;
        Last = to;
        return from <= to;
    }

    private static bool TryNumber(string text, out decimal number) =>
        decimal.TryParse(text, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out number) && number > 0;
}
