using System.Net;
using HaVip.Core.Configuration;

namespace HaVip.Node.Checks;

/// <summary>Whether a connection is taken.</summary>
internal sealed class TcpCheckWorker(CheckConfiguration check) : PolledCheckWorker(check)
{
    private readonly IPEndPoint _endpoint = EndPointOf(check.Endpoint!.Value);

    protected override string Success => $"{Check.Endpoint} takes connections";

    protected override string? Attempt()
    {
        using var socket = TcpConnection.TryOpen(_endpoint, Check.EffectiveTimeout.ToTimeSpan(), out var failure);
        return socket is null ? failure : null;
    }

    private static IPEndPoint EndPointOf(Core.Values.Endpoint endpoint)
    {
        Span<byte> bytes = stackalloc byte[16];
        return new IPEndPoint(new IPAddress(bytes[..endpoint.Address.CopyTo(bytes)]), endpoint.Port);
    }
}
