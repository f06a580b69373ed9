using System.Globalization;
using System.Text;
using HaVip.Core.Values;
using HaVip.Linux.Native;
using Tmds.Linux;
using static Tmds.Linux.LibC;

namespace HaVip.Linux;

/// <summary>
/// Tells the service manager how things stand (sd_notify(3)). Make it before entering a network namespace: an abstract
/// socket name is only reachable from the namespace it belongs to.
/// </summary>
/// <remarks>Telling never fails loudly: a service manager that does not listen is no reason to stop serving.</remarks>
public sealed unsafe class ServiceNotify : IDisposable
{
    private const string SocketVariable = "NOTIFY_SOCKET";
    private const string WatchdogVariable = "WATCHDOG_USEC";
    private const string WatchdogProcessVariable = "WATCHDOG_PID";

    /// <summary>The descriptor that a program which follows in this process speaks through.</summary>
    private const string DescriptorVariable = "HAVIP_NOTIFY_FD";

    private readonly FileDescriptor _descriptor;
    private readonly string _path;
    private readonly UnixName _name;

    /// <param name="socketPath">A path, or <c>@name</c> for an abstract name.</param>
    /// <param name="watchdogInterval">How often at least <see cref="KeepAlive"/> is expected; null where it is not.</param>
    public ServiceNotify(string socketPath, Duration? watchdogInterval = null)
        : this(socketPath, watchdogInterval, FileDescriptor.Take(
            socket(AF_UNIX, SOCK_DGRAM | SOCK_NONBLOCK | SOCK_CLOEXEC, 0), "open the service manager's socket"))
    {
    }

    private ServiceNotify(string socketPath, Duration? watchdogInterval, FileDescriptor descriptor)
    {
        _path = socketPath;
        _name = UnixName.Of(socketPath);
        WatchdogInterval = watchdogInterval;
        _descriptor = descriptor;
    }

    /// <summary>Belongs to the network namespace it was opened in, as an abstract name does.</summary>
    public int Descriptor => _descriptor.Number;

    /// <summary>The variables that a program which follows in this process is to find.</summary>
    public IReadOnlyDictionary<string, string> Environment()
    {
        var variables = new Dictionary<string, string>
        {
            [SocketVariable] = _path,
            [DescriptorVariable] = Descriptor.ToString(CultureInfo.InvariantCulture),
        };
        if (WatchdogInterval is { } interval)
            variables[WatchdogVariable] = interval.Microseconds.ToString(CultureInfo.InvariantCulture);
        return variables;
    }

    /// <summary>Within this time a <see cref="KeepAlive"/> is due, best at half of it; null where there is no watchdog.</summary>
    public Duration? WatchdogInterval { get; }

    /// <summary>
    /// From the environment, which is cleared of it so that no child speaks in our name; null where no service manager
    /// asked to be told.
    /// </summary>
    public static ServiceNotify? FromEnvironment()
    {
        var path = Read(SocketVariable);
        var interval = ParseWatchdog(
            Read(WatchdogVariable), Read(WatchdogProcessVariable), System.Environment.ProcessId);
        var kept = Read(DescriptorVariable);
        foreach (var variable in new[] { SocketVariable, WatchdogVariable, WatchdogProcessVariable, DescriptorVariable })
            System.Environment.SetEnvironmentVariable(variable, null);
        if (path is not { Length: > 1 } || path[0] is not ('/' or '@')) return null;
        return int.TryParse(kept, NumberStyles.None, CultureInfo.InvariantCulture, out var descriptor)
            ? new ServiceNotify(path, interval, InheritedFile.TakeSocket(descriptor, "the service manager's socket"))
            : new ServiceNotify(path, interval);
    }

    public bool Ready(string status) => Send($"READY=1\nSTATUS={OneLine(status)}");

    public bool Stopping(string status) => Send($"STOPPING=1\nSTATUS={OneLine(status)}");

    public bool Status(string status) => Send($"STATUS={OneLine(status)}");

    /// <summary>Holds the watchdog off for another interval; allocates nothing.</summary>
    public bool KeepAlive() => Send("WATCHDOG=1"u8);

    public void Dispose() => _descriptor.Dispose();

    /// <summary>Null for no watchdog, one meant for another process, or no number.</summary>
    internal static Duration? ParseWatchdog(string? microseconds, string? process, int ownProcess)
    {
        if (!long.TryParse(microseconds, NumberStyles.None, CultureInfo.InvariantCulture, out var value)) return null;
        if (value == 0) return null;
        var own = ownProcess.ToString(CultureInfo.InvariantCulture);
        return string.IsNullOrEmpty(process) || process == own ? new Duration(value) : null;
    }

    private static string? Read(string variable) => System.Environment.GetEnvironmentVariable(variable);

    // A line break would begin another assignment.
    private static string OneLine(string text) => text.ReplaceLineEndings(" ");

    private bool Send(string assignments) => Send(Encoding.UTF8.GetBytes(assignments));

    private bool Send(ReadOnlySpan<byte> assignments)
    {
        var name = _name.Value;
        fixed (byte* bytes = assignments)
        {
            var flags = MSG_DONTWAIT | MSG_NOSIGNAL;
            return (long)sendto(_descriptor.Number, bytes, assignments.Length, flags, (sockaddr*)&name, _name.Length) >= 0;
        }
    }
}
