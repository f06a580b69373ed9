using System.Buffers.Binary;
using System.Net.Sockets;
using System.Text.Json;
using HaVip.Core.Control;

namespace HaVip.PowerShell.Tests.Connection;

/// <summary>A control socket that answers as the test says; requests are kept in their order.</summary>
internal sealed class FakeRunner : IDisposable
{
    private readonly string _folder;
    private readonly Socket _listener = new(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
    private readonly CancellationTokenSource _ending = new();
    private readonly Func<ControlRequest, byte[]?> _answer;

    /// <param name="answer">The bytes to send back; null closes the connection, an empty array says nothing.</param>
    /// <param name="folder">Where the socket is; a folder of its own where null.</param>
    private FakeRunner(Func<ControlRequest, byte[]?> answer, string? folder = null)
    {
        _folder = folder ?? Directory.CreateTempSubdirectory("havip-test-").FullName;
        _answer = answer;
        _listener.Bind(new UnixDomainSocketEndPoint(Path));
        _listener.Listen();
        _ = AcceptAsync();
    }

    public string Path => System.IO.Path.Combine(_folder, ControlProtocol.SocketName);

    public List<ControlRequest> Requests { get; } = [];

    public static FakeRunner Answering(Func<ControlRequest, ControlResponse?> answer) => new(Bytes(answer));

    /// <summary>The runner of a node whose files are below a root.</summary>
    public static FakeRunner Below(TemporaryRoot root, Func<ControlRequest, ControlResponse?> answer) =>
        new(Bytes(answer), Directory.CreateDirectory(root.File("run/havip")).FullName);

    public static FakeRunner Sending(byte[]? bytes) => new(_ => bytes);

    public static byte[] Frame(byte[] body)
    {
        var frame = new byte[ControlProtocol.HeaderLength + body.Length];
        BinaryPrimitives.WriteInt32BigEndian(frame, body.Length);
        body.CopyTo(frame, ControlProtocol.HeaderLength);
        return frame;
    }

    public void Dispose()
    {
        _ending.Cancel();
        _listener.Dispose();
        _ending.Dispose();
        Directory.Delete(_folder, recursive: true);
    }

    private static Func<ControlRequest, byte[]?> Bytes(Func<ControlRequest, ControlResponse?> answer) =>
        request => answer(request) is { } response
            ? Frame(JsonSerializer.SerializeToUtf8Bytes(response, ControlJson.Default.ControlResponse))
            : null;

    private async Task AcceptAsync()
    {
        try
        {
            while (true) _ = ServeAsync(await _listener.AcceptAsync(_ending.Token));
        }
        catch (Exception e) when (e is OperationCanceledException or SocketException or ObjectDisposedException)
        {
            // The test is over.
        }
    }

    private async Task ServeAsync(Socket client)
    {
        using var _ = client;
        var header = new byte[ControlProtocol.HeaderLength];
        while (await ReadAsync(client, header))
        {
            var body = new byte[BinaryPrimitives.ReadInt32BigEndian(header)];
            if (!await ReadAsync(client, body)) return;
            var request = JsonSerializer.Deserialize(body, ControlJson.Default.ControlRequest)!;
            lock (Requests) Requests.Add(request);
            if (_answer(request) is not { } bytes) return;
            await client.SendAsync(bytes);
        }
    }

    private async Task<bool> ReadAsync(Socket client, byte[] bytes)
    {
        try
        {
            for (var have = 0; have < bytes.Length;)
            {
                var got = await client.ReceiveAsync(bytes.AsMemory(have), _ending.Token);
                if (got == 0) return false;
                have += got;
            }

            return true;
        }
        catch (OperationCanceledException)
        {
            return false;
        }
    }
}
