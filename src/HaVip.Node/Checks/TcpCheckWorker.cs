using System.Net;
using System.Net.Sockets;
using HaVip.Core.Checks;
using HaVip.Core.Configuration;
using HaVip.Node.Time;

namespace HaVip.Node.Checks;

/// <summary>Whether a connection is taken.</summary>
internal sealed class TcpCheckWorker(CheckConfiguration check) : CheckWorker(check)
{
    private readonly IPEndPoint _endpoint = EndPointOf(check.Endpoint!.Value);

    protected override void Run()
    {
        var count = new AttemptCount(Check, Known);
        if (count.Health != Known) Post(count.Health, "not looked at yet");
        do
        {
            var begun = MonotonicClock.Now;
            var failure = Attempt();
            if (count.Add(failure is null)) Post(count.Health, failure ?? $"{Check.Endpoint} takes connections");
            var next = begun + Check.Interval - MonotonicClock.Now;
            if (Pause(next.ToTimeSpan())) return;
        }
        while (!IsStopped);
    }

    /// <summary>Null where the connection was taken, else why not.</summary>
    private string? Attempt()
    {
        try
        {
            using var socket = new Socket(_endpoint.AddressFamily, SocketType.Stream, ProtocolType.Tcp) { Blocking = false };
            try
            {
                socket.Connect(_endpoint);
            }
            catch (SocketException e) when (e.SocketErrorCode is SocketError.WouldBlock or SocketError.InProgress)
            {
                if (!socket.Poll(Check.EffectiveTimeout.ToTimeSpan(), SelectMode.SelectWrite))
                    return $"no answer from {Check.Endpoint} within {Check.EffectiveTimeout}";
            }

            var error = (SocketError)(int)socket.GetSocketOption(SocketOptionLevel.Socket, SocketOptionName.Error)!;
            return error == SocketError.Success ? null : Failed(error);
        }
        catch (SocketException e)
        {
            return Failed(e.SocketErrorCode);
        }
    }

    private string Failed(SocketError error) => $"{Check.Endpoint}: {new SocketException((int)error).Message}";

    private static IPEndPoint EndPointOf(Core.Values.Endpoint endpoint)
    {
        Span<byte> bytes = stackalloc byte[16];
        return new IPEndPoint(new IPAddress(bytes[..endpoint.Address.CopyTo(bytes)]), endpoint.Port);
    }
}
