using System.Buffers.Binary;
using System.Management.Automation;
using System.Net.Sockets;
using System.Text.Json;
using HaVip.Core.Control;

namespace HaVip.PowerShell.Connection;

/// <summary>One connection to a runner: a frame out, a frame back (<see cref="ControlProtocol"/>).</summary>
internal sealed class ControlClient : IDisposable
{
    /// <summary>Longest path the kernel takes for a unix socket, with its final zero.</summary>
    private const int MaximumPathLength = 108;

    private static readonly TimeSpan ConnectPatience = TimeSpan.FromSeconds(5);

    /// <summary>What a busy machine may add to the time the runner was given.</summary>
    private static readonly TimeSpan AnswerPatience = TimeSpan.FromSeconds(10);

    private readonly Socket _socket;
    private readonly string _path;

    private ControlClient(Socket socket, string path)
    {
        _socket = socket;
        _path = path;
    }

    /// <summary>Connects; null where no runner listens there.</summary>
    /// <exception cref="HaVipException">ControlSocketDenied, ControlSocketPath, ControlTimeout or ControlFailed.</exception>
    public static ControlClient? TryConnect(string path, CancellationToken stopping)
    {
        if (System.Text.Encoding.UTF8.GetByteCount(path) >= MaximumPathLength)
            throw ControlErrors.PathTooLong(path, MaximumPathLength - 1);
        // A folder that is closed to the user hides whether the socket is there; the attempt tells.
        if (!Path.Exists(path) && !Directory.Exists(Path.GetDirectoryName(path))) return null;
        var socket = new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
        try
        {
            using var patience = Patience(ConnectPatience, stopping);
            socket.ConnectAsync(new UnixDomainSocketEndPoint(path), patience.Token).AsTask().GetAwaiter().GetResult();
            return new ControlClient(socket, path);
        }
        catch (Exception e)
        {
            socket.Dispose();
            if (e is SocketException { SocketErrorCode: var code } && IsAbsence(code)) return null;
            if (ControlErrors.From(e, path, ConnectPatience, stopping) is { } known) throw known;
            throw;
        }
    }

    /// <summary>Sends one request and waits for its answer, a little longer than the runner was told to take.</summary>
    /// <exception cref="HaVipException">What the runner answered, or ControlTimeout, ControlFailed, BadResponse.</exception>
    public ControlResponse Send(ControlRequest request, CancellationToken stopping)
    {
        var limit = request.Timeout().ToTimeSpan() + AnswerPatience;
        try
        {
            using var patience = Patience(limit, stopping);
            var response = ExchangeAsync(request, patience.Token).GetAwaiter().GetResult();
            return response.Error is { } error
                ? throw ControlErrors.From(ControlErrors.WithFindings(error, response), request)
                : response;
        }
        catch (Exception e) when (ControlErrors.From(e, _path, limit, stopping) is { } known)
        {
            throw known;
        }
    }

    public void Dispose() => _socket.Dispose();

    private static bool IsAbsence(SocketError code) =>
        code is SocketError.ConnectionRefused or SocketError.AddressNotAvailable or SocketError.NotSocket;

    private static CancellationTokenSource Patience(TimeSpan limit, CancellationToken stopping)
    {
        var patience = CancellationTokenSource.CreateLinkedTokenSource(stopping);
        patience.CancelAfter(limit);
        return patience;
    }

    private async Task<ControlResponse> ExchangeAsync(ControlRequest request, CancellationToken cancellation)
    {
        var json = JsonSerializer.SerializeToUtf8Bytes(request, ControlJson.Default.ControlRequest);
        if (json.Length > ControlProtocol.MaximumRequestLength) throw ControlErrors.TooLong(json.Length);
        var frame = new byte[ControlProtocol.HeaderLength + json.Length];
        BinaryPrimitives.WriteInt32BigEndian(frame, json.Length);
        json.CopyTo(frame, ControlProtocol.HeaderLength);
        await SendAsync(frame, cancellation).ConfigureAwait(false);

        var header = await ReceiveAsync(ControlProtocol.HeaderLength, cancellation).ConfigureAwait(false);
        var length = BinaryPrimitives.ReadInt32BigEndian(header);
        if (length is <= 0 or > ControlProtocol.MaximumResponseLength)
            throw new InvalidDataException($"An answer of {length} bytes was announced.");
        var body = await ReceiveAsync(length, cancellation).ConfigureAwait(false);
        return JsonSerializer.Deserialize(body, ControlJson.Default.ControlResponse)
            ?? throw new InvalidDataException("The answer is empty.");
    }

    private async Task SendAsync(ReadOnlyMemory<byte> bytes, CancellationToken cancellation)
    {
        while (!bytes.IsEmpty)
            bytes = bytes[await _socket.SendAsync(bytes, SocketFlags.None, cancellation).ConfigureAwait(false)..];
    }

    private async Task<byte[]> ReceiveAsync(int length, CancellationToken cancellation)
    {
        var bytes = new byte[length];
        for (var have = 0; have < length;)
        {
            var got = await _socket.ReceiveAsync(bytes.AsMemory(have), SocketFlags.None, cancellation)
                .ConfigureAwait(false);
            if (got == 0) throw new EndOfStreamException("The runner closed the connection.");
            have += got;
        }

        return bytes;
    }
}
