using System.Globalization;

namespace HaVip.PowerShell.Measurement;

/// <summary>What the clients of a lab wrote of their requests. Fed by one thread, and read when that has ended.</summary>
internal sealed class RequestLog
{
    private readonly List<RequestFailure> _failures = [];
    private DateTimeOffset _started;

    public int Requests { get; private set; }

    public TimeSpan Longest { get; private set; }

    public RequestFailure[] Failures => [.. _failures];

    /// <summary>Takes one line: <c>start UNIX</c>, <c>failed AT AFTER REASON</c> or <c>requests COUNT FAILED LONGEST</c>.</summary>
    /// <exception cref="FormatException">Not a line of the clients.</exception>
    public void Read(string line)
    {
        switch (line.Split(' '))
        {
            case ["start", var unix] when TryNumber(unix, out var started):
                _started = UnixTime.ToLocal(started);
                break;
            case ["failed", var at, var after, var reason]
                when TryNumber(at, out var time) && TryNumber(after, out var took):
                _failures.Add(new RequestFailure
                {
                    Time = _started + UnixTime.ToSpan(time),
                    Duration = UnixTime.ToSpan(took),
                    Reason = reason,
                });
                break;
            case ["requests", var count, _, var longest]
                when TryNumber(count, out var all) && TryNumber(longest, out var most):
                Requests = (int)all;
                Longest = UnixTime.ToSpan(most);
                break;
            default:
                throw new FormatException($"The clients wrote '{line}'.");
        }
    }

    private static bool TryNumber(string text, out long number) =>
        long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out number);
}
