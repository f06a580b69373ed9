using System.Globalization;
using System.Text;
using HaVip.Linux.Native;
using Tmds.Linux;
using static Tmds.Linux.LibC;

namespace HaVip.Linux;

/// <summary>
/// The detached process's end of the line to the one that started it: one report, then the line is closed. The
/// starter may have gone; then nobody is told, and that is no fault.
/// </summary>
/// <remarks>One message: <c>READY</c>, or <c>FAILED code</c>, a line break and the reason.</remarks>
public sealed unsafe class Readiness : IDisposable
{
    /// <summary>The environment variable with the number of the descriptor.</summary>
    public const string Variable = "HAVIP_READINESS_FD";

    internal const int MessageSize = 4096;
    private const string ReadyWord = "READY";
    private const string FailedWord = "FAILED ";

    private readonly FileDescriptor _descriptor;

    private Readiness(FileDescriptor descriptor) => _descriptor = descriptor;

    /// <summary>
    /// Takes the line over from the environment, which is cleared of it, and keeps it from children; null where this
    /// process was not started by <see cref="DetachedProcess"/>.
    /// </summary>
    public static Readiness? FromEnvironment()
    {
        var text = Environment.GetEnvironmentVariable(Variable);
        Environment.SetEnvironmentVariable(Variable, null);
        if (!int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) || number < 3) return null;

        // The number may be stale, and then belong to any file: only a socket can be ours.
        stat status;
        if (fstat(number, &status) != 0 || !S_ISSOCK(status.st_mode)) return null;
        LinuxException.ThrowIfFailed(fcntl(number, F_SETFD, FD_CLOEXEC), "keep the readiness line from children");
        return new Readiness(new FileDescriptor(number));
    }

    public void ReportReady() => Report(ReadyWord);

    /// <summary>Says why the process can't serve; the starter ends with this code.</summary>
    public void ReportFailure(int exitCode, string message) =>
        Report(string.Create(CultureInfo.InvariantCulture, $"{FailedWord}{exitCode}\n{message}"));

    public void Dispose() => _descriptor.Dispose();

    /// <summary>Null for anything that is not a report.</summary>
    internal static ReadinessReport? Parse(ReadOnlySpan<byte> message)
    {
        var text = Encoding.UTF8.GetString(message);
        if (text == ReadyWord) return new ReadinessReport(ReadinessKind.Ready, 0, "");
        var end = text.IndexOf('\n');
        if (end < 0 || !text.StartsWith(FailedWord, StringComparison.Ordinal)) return null;
        var digits = text.AsSpan(FailedWord.Length, end - FailedWord.Length);
        return int.TryParse(digits, NumberStyles.None, CultureInfo.InvariantCulture, out var code)
            ? new ReadinessReport(ReadinessKind.Failed, code, text[(end + 1)..])
            : null;
    }

    private void Report(string text)
    {
        using (_descriptor)
        {
            var bytes = Encoding.UTF8.GetBytes(text);
            var length = Math.Min(bytes.Length, MessageSize);
            fixed (byte* start = bytes)
            {
                var sent = (long)send(_descriptor.Number, start, length, MSG_NOSIGNAL);
                if (sent < 0 && errno is not (Errno.EPIPE or Errno.ECONNRESET))
                    throw LinuxException.Last("report to the starting process");
            }
        }
    }
}
