using System.Globalization;
using HaVip.Configuration.Keepalived.Language;
using HaVip.Core.Values;

namespace HaVip.Configuration.Keepalived.Import;

/// <summary>Reads the argument of a statement; null, with a finding, where keepalived would not take it.</summary>
internal static class StatementValues
{
    public static int? Integer(this ImportContext context, Statement statement, int minimum, int maximum, int index = 0)
    {
        if (ParseInteger(statement.Argument(index)) is { } number && number >= minimum && number <= maximum)
            return number;
        context.Ignored(statement, $"a whole number from {minimum} to {maximum}");
        return null;
    }

    /// <summary>Seconds with or without a fraction.</summary>
    public static Duration? Seconds(this ImportContext context, Statement statement, Duration minimum, Duration maximum)
    {
        if (ParseSeconds(statement.Argument(0)) is { } time && time >= minimum && time <= maximum) return time;
        context.Ignored(statement, $"seconds from {Text(minimum)} to {Text(maximum)}");
        return null;
    }

    public static Duration? Seconds(this ImportContext context, Statement statement, long maximum) =>
        Seconds(context, statement, Duration.Zero, Duration.FromSeconds(maximum));

    /// <summary>A keyword alone says yes.</summary>
    public static bool? Flag(this ImportContext context, Statement statement)
    {
        switch (statement.Argument(0))
        {
            case null or "on" or "true" or "yes":
                return true;
            case "off" or "false" or "no":
                return false;
            default:
                context.Ignored(statement, "on or off");
                return null;
        }
    }

    public static IpAddress? Address(this ImportContext context, Statement statement)
    {
        if (IpAddress.TryParse(statement.Argument(0), out var address)) return address;
        context.Ignored(statement, "an IP address");
        return null;
    }

    /// <summary>One word of text.</summary>
    public static string? Word(this ImportContext context, Statement statement, string expected)
    {
        if (statement.Argument(0) is { Length: > 0 } word) return word;
        context.Ignored(statement, expected);
        return null;
    }

    /// <summary>The number of a routing table, which may be written by its name; null where there is none.</summary>
    public static uint? Table(this ImportContext context, string text)
    {
        if (uint.TryParse(text, NumberStyles.None, NumberFormatInfo.InvariantInfo, out var number)) return number;
        return text switch
        {
            "main" => 254,
            "default" => 253,
            "local" => 255,
            _ => context.Options.FindTable(text),
        };
    }

    /// <summary>Decimal digits alone, as keepalived has it: neither <c>0x10</c> nor <c>1e2</c>.</summary>
    public static int? ParseInteger(string? text) =>
        int.TryParse(
            text, NumberStyles.AllowLeadingSign, NumberFormatInfo.InvariantInfo, out var number) ? number : null;

    public static Duration? ParseSeconds(string? text)
    {
        if (!decimal.TryParse(text, NumberStyles.AllowDecimalPoint, NumberFormatInfo.InvariantInfo, out var seconds)
            || seconds > 1_000_000_000)
            return null;
        return new Duration((long)decimal.Round(seconds * 1_000_000, MidpointRounding.AwayFromZero));
    }

    public static string Text(Duration time) =>
        (time.Microseconds / 1_000_000m).ToString("0.######", NumberFormatInfo.InvariantInfo);
}
