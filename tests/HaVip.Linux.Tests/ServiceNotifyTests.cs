using System.Net.Sockets;
using System.Text;
using HaVip.Core.Values;

namespace HaVip.Linux.Tests;

public sealed class ServiceNotifyTests : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("havip-notify-");

    public void Dispose() => _folder.Delete(recursive: true);

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void States_arrive_as_assignments(bool isAbstract)
    {
        var path = isAbstract ? $"@havip-{Guid.NewGuid():N}" : Path.Combine(_folder.FullName, "notify");
        using var manager = Listen(path);
        using var notify = new ServiceNotify(path);

        Assert.True(notify.Ready("VI_1: Master"));
        Assert.True(notify.Status("two\nlines"));
        Assert.True(notify.KeepAlive());
        Assert.True(notify.Stopping("bye"));

        Assert.Equal("READY=1\nSTATUS=VI_1: Master", Receive(manager));
        Assert.Equal("STATUS=two lines", Receive(manager));
        Assert.Equal("WATCHDOG=1", Receive(manager));
        Assert.Equal("STOPPING=1\nSTATUS=bye", Receive(manager));
    }

    [Fact]
    public void Manager_that_does_not_listen_is_no_fault()
    {
        using var notify = new ServiceNotify(Path.Combine(_folder.FullName, "nobody"));

        Assert.False(notify.Ready("up"));
    }

    [Fact]
    public void Environment_is_taken_over_and_cleared()
    {
        var path = Path.Combine(_folder.FullName, "notify");
        Assert.Null(ServiceNotify.FromEnvironment());
        Environment.SetEnvironmentVariable("NOTIFY_SOCKET", path);
        Environment.SetEnvironmentVariable("WATCHDOG_USEC", "3000000");

        using var notify = ServiceNotify.FromEnvironment();

        Assert.Equal(Duration.FromSeconds(3), notify!.WatchdogInterval);
        Assert.Null(Environment.GetEnvironmentVariable("NOTIFY_SOCKET"));
        Assert.Null(Environment.GetEnvironmentVariable("WATCHDOG_USEC"));
    }

    [Theory]
    [InlineData(null, null, null)]
    [InlineData("0", null, null)]
    [InlineData("soon", null, null)]
    [InlineData("3000000", "42", 3_000_000L)]
    [InlineData("3000000", "", 3_000_000L)]
    [InlineData("3000000", "43", null)]
    public void Watchdog_is_only_ours_where_the_process_is(string? microseconds, string? process, long? expected) =>
        Assert.Equal(
            expected is { } value ? new Duration(value) : null,
            ServiceNotify.ParseWatchdog(microseconds, process, 42));

    private static Socket Listen(string path)
    {
        var socket = new Socket(System.Net.Sockets.AddressFamily.Unix, SocketType.Dgram, ProtocolType.Unspecified);
        socket.Bind(new UnixDomainSocketEndPoint(path[0] == '@' ? '\0' + path[1..] : path));
        socket.ReceiveTimeout = 20_000;
        return socket;
    }

    private static string Receive(Socket socket)
    {
        var buffer = new byte[1024];
        return Encoding.UTF8.GetString(buffer, 0, socket.Receive(buffer));
    }
}
