using System.Diagnostics;
using System.Net.Sockets;
using HaVip.Core.Values;
using HaVip.Linux.Native;
using Tmds.Linux;

namespace HaVip.Linux.Tests;

public sealed class UnixListenerTests : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("havip-unix-");

    private readonly List<Socket> _clients = [];

    private string SocketPath => Path.Combine(_folder.FullName, "control.sock");

    public void Dispose() => _folder.Delete(recursive: true);

    [Fact]
    public void Socket_is_for_its_owner_alone_and_tells_who_connects()
    {
        using var listener = new UnixListener(SocketPath);
        Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(SocketPath));
        Assert.Null(listener.Accept());

        using var client = Connect();
        using var connection = Accept(listener);

        Assert.Equal(Environment.ProcessId, connection.Peer.ProcessId);
        Assert.Equal(Environment.IsPrivilegedProcess, connection.Peer.IsRoot);
    }

    [Fact]
    public void Socket_for_a_group_is_for_it_and_its_owner_and_tells_whether_who_connects_is_in_it()
    {
        Assert.SkipUnless(Environment.IsPrivilegedProcess, "Only root can give a socket to a group it is not in.");
        const uint Group = 54321;
        using var listener = new UnixListener(SocketPath, Group);
        Assert.Equal("660 0:54321", CommandLine.Run("stat", "-c", "%a %u:%g", SocketPath).Trim());

        using var client = Connect();
        using var connection = Accept(listener);
        Assert.False(connection.IsPeerIn(Group));
        Assert.True(connection.IsPeerIn(connection.Peer.GroupId));

        var words = new[] { "--regid=1", "--groups=2,54321", "--", SecondRole.Program, SocketPath };
        using var member = Process.Start(new ProcessStartInfo("setpriv", words)
        {
            Environment = { [SecondRole.Variable] = SecondRole.Client },
            RedirectStandardInput = true,
        })!;
        using var other = Accept(listener);
        Assert.True(other.IsPeerIn(Group));
        Assert.False(other.IsPeerIn(3));
        member.StandardInput.Close();
        member.WaitForExit();
    }

    [Fact]
    public void Connection_reads_and_writes_without_blocking()
    {
        using var listener = new UnixListener(SocketPath);
        using var client = Connect();
        using var connection = Accept(listener);
        var buffer = new byte[16];

        Assert.Equal(TransferStatus.WouldBlock, connection.Read(buffer, out _));
        client.Send("hello"u8);
        Assert.Equal(TransferStatus.Done, connection.Read(buffer, out var read));
        Assert.Equal("hello"u8.ToArray(), buffer[..read]);

        var sent = 0L;
        var large = new byte[65536];
        TransferStatus status;
        while ((status = connection.Write(large, out var written)) == TransferStatus.Done) sent += written;
        Assert.Equal(TransferStatus.WouldBlock, status);
        Assert.True(sent > 0);
    }

    [Fact]
    public void Peer_that_goes_away_is_a_value_not_a_fault()
    {
        using var listener = new UnixListener(SocketPath);
        using var ended = Accept(listener, Connect);
        using var reset = Accept(listener, Connect);
        _clients[0].Close();
        reset.Write(new byte[10], out _);
        _clients[1].Close(); // With bytes unread, which resets the connection.

        Assert.Equal(TransferStatus.Closed, ended.Read(new byte[4], out var count));
        Assert.Equal(0, count);
        Assert.Equal(TransferStatus.Closed, ended.Write(new byte[4], out _));
        Assert.Equal(TransferStatus.Closed, reset.Read(new byte[4], out _));
    }

    [Fact]
    public unsafe void Name_left_by_a_dead_process_is_replaced()
    {
        // Bound, closed and never unlinked: what SIGKILL leaves.
        var name = UnixName.Of(SocketPath);
        using (var dead = FileDescriptor.Take(LibC.socket(LibC.AF_UNIX, LibC.SOCK_STREAM, 0), "open a socket"))
        {
            var value = name.Value;
            Assert.Equal(0, LibC.bind(dead.Number, (sockaddr*)&value, name.Length));
        }

        Assert.True(File.Exists(SocketPath));
        using var listener = new UnixListener(SocketPath);
        using var client = Connect();
        using var connection = Accept(listener);
    }

    [Fact]
    public void Name_somebody_answers_at_is_left_alone()
    {
        using var first = new UnixListener(SocketPath);

        var fault = Assert.Throws<LinuxException>(() => new UnixListener(SocketPath));

        Assert.Equal(Errno.EADDRINUSE, fault.ErrorNumber);
        Assert.Contains("another process answers", fault.Message, StringComparison.Ordinal);
        using var client = Connect();
    }

    [Fact]
    public void File_that_is_no_socket_is_left_alone()
    {
        File.WriteAllText(SocketPath, "precious");

        Assert.Throws<LinuxException>(() => new UnixListener(SocketPath));

        Assert.Equal("precious", File.ReadAllText(SocketPath));
    }

    [Fact]
    public void Disposing_removes_the_name_unless_it_is_a_successor_s()
    {
        var first = new UnixListener(SocketPath);
        File.Delete(SocketPath);
        using (var second = new UnixListener(SocketPath))
        {
            first.Dispose();
            Assert.True(File.Exists(SocketPath));
        }

        Assert.False(File.Exists(SocketPath));
        first.Dispose();
    }

    [Fact]
    public void Path_too_long_is_refused_with_the_limit()
    {
        var longest = Path.Combine(_folder.FullName, new string('x', 107 - _folder.FullName.Length - 1));
        using (new UnixListener(longest)) Assert.True(File.Exists(longest));

        var fault = Assert.Throws<LinuxException>(() => new UnixListener(longest + "x"));

        Assert.Equal(Errno.ENAMETOOLONG, fault.ErrorNumber);
        Assert.Contains("108 bytes", fault.Message, StringComparison.Ordinal);
        Assert.Contains("107", fault.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Other_process_is_told_by_its_own_id()
    {
        using var listener = new UnixListener(SocketPath);
        var start = new ProcessStartInfo(SecondRole.Program, [SocketPath]) { RedirectStandardInput = true };
        start.Environment[SecondRole.Variable] = SecondRole.Client;
        using var other = Process.Start(start)!;
        try
        {
            using var connection = Accept(listener);
            Assert.Equal(other.Id, connection.Peer.ProcessId);
        }
        finally
        {
            other.StandardInput.Close();
            Assert.True(other.WaitForExit(TimeSpan.FromSeconds(20)));
        }
    }

    private Socket Connect()
    {
        var client = new Socket(System.Net.Sockets.AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
        client.Connect(new UnixDomainSocketEndPoint(SocketPath));
        _clients.Add(client);
        return client;
    }

    private static UnixConnection Accept(UnixListener listener, Func<Socket>? connect = null)
    {
        connect?.Invoke();
        using var epoll = new Epoll();
        epoll.Add(listener.Descriptor, EpollEvents.Readable, 1);
        Assert.Equal(1, epoll.Wait(new EpollReady[1], Duration.FromSeconds(20)));
        return listener.Accept() ?? throw new InvalidOperationException("Readable, but nobody was waiting.");
    }
}
