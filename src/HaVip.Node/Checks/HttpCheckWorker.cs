using System.Net;
using System.Net.Http.Headers;
using System.Net.Security;
using System.Net.Sockets;
using System.Security.Authentication;
using System.Security.Cryptography.X509Certificates;
using HaVip.Core.Checks;
using HaVip.Core.Configuration;

namespace HaVip.Node.Checks;

/// <summary>
/// Whether a request is answered as expected. Each attempt has a connection of its own, made by this thread: those of the
/// runtime's pool may be in another network namespace.
/// </summary>
internal sealed class HttpCheckWorker(CheckConfiguration check) : PolledCheckWorker(check)
{
    private readonly Uri _url = new(check.Url!);
    private readonly string _server = check.ServerName ?? new Uri(check.Url!).IdnHost;

    protected override string Success => $"{Check.Url} answers as expected";

    protected override string? Attempt()
    {
        using var time = new CancellationTokenSource(Check.EffectiveTimeout.ToTimeSpan());
        try
        {
            using var socket = Connect(time.Token, out var failure);
            return socket is null ? failure : Ask(socket, time.Token);
        }
        catch (OperationCanceledException)
        {
            return Late();
        }
        catch (Exception e) when (e is HttpRequestException or IOException or SocketException or AuthenticationException
            or InvalidOperationException or TypeInitializationException or DllNotFoundException)
        {
            if (time.IsCancellationRequested) return Late();
            return $"{Check.Url}: {Innermost(e).Message}";
        }
    }

    private Socket? Connect(CancellationToken time, out string failure)
    {
        failure = $"{Check.Url}: the name has no address";
        var limit = Check.EffectiveTimeout.ToTimeSpan();
        foreach (var address in Dns.GetHostAddresses(_url.IdnHost))
        {
            time.ThrowIfCancellationRequested();
            var socket = TcpConnection.TryOpen(new IPEndPoint(address, _url.Port), limit, out failure);
            if (socket is null) continue;
            socket.Blocking = true;
            return socket;
        }

        return null;
    }

    private string? Ask(Socket socket, CancellationToken time)
    {
        if (_url.Scheme == Uri.UriSchemeHttps && !TlsLibrary.IsThere)
            return $"{Check.Url}: this machine has no libssl (OpenSSL), which https needs";
        using var handler = HandlerFor(socket);
        using var invoker = new HttpMessageInvoker(handler);
        using var request = new HttpRequestMessage(HttpMethod.Get, _url) { Version = HttpVersion.Version11 };
        request.Headers.ConnectionClose = true;
        request.Headers.UserAgent.Add(new ProductInfoHeaderValue("havip", NodeVersion.Text));
        if (Check.ServerName is not null) request.Headers.Host = Check.ServerName;
        using var response = invoker.SendAsync(request, time).GetAwaiter().GetResult();
        var answer = new HttpAnswer((int)response.StatusCode, [.. Headers(response)], Body(response, time));
        return HttpExpectation.Judge(Check, answer) is { } objection ? $"{Check.Url}: {objection}" : null;
    }

    private SocketsHttpHandler HandlerFor(Socket socket)
    {
        var handler = new SocketsHttpHandler
        {
            AllowAutoRedirect = false,
            UseProxy = false,
            UseCookies = false,
            ActivityHeadersPropagator = null,
            MaxResponseHeadersLength = 64,
            ConnectCallback = (_, _) => ValueTask.FromResult<Stream>(new NetworkStream(socket, ownsSocket: false)),
        };
        if (_url.Scheme == Uri.UriSchemeHttps) handler.SslOptions = TlsOptions();
        return handler;
    }

    private SslClientAuthenticationOptions TlsOptions()
    {
        var options = new SslClientAuthenticationOptions
        {
            TargetHost = _server,
            CertificateChainPolicy = new X509ChainPolicy
            {
                DisableCertificateDownloads = true,
                RevocationMode = X509RevocationMode.NoCheck,
            },
        };
        if (!Check.VerifyCertificate) options.RemoteCertificateValidationCallback = Accept;
        return options;
    }

    /// <summary>Whatever is wrong with it, as long as there is one.</summary>
    private static bool Accept(object sender, X509Certificate? certificate, X509Chain? chain, SslPolicyErrors errors) =>
        certificate is not null;

    private static IEnumerable<(string, string)> Headers(HttpResponseMessage response) =>
        response.Headers.NonValidated.Concat(response.Content.Headers.NonValidated)
            .SelectMany(header => header.Value.Select(value => (header.Key, value)));

    /// <summary>No more than the expectation looks at, and nothing where it does not look.</summary>
    private byte[] Body(HttpResponseMessage response, CancellationToken time)
    {
        if (Check.ExpectBody is null) return [];
        var buffer = new byte[HttpExpectation.LongestBody];
        using var body = response.Content.ReadAsStream(time);
        var length = body.ReadAtLeastAsync(buffer, buffer.Length, throwOnEndOfStream: false, time)
            .AsTask().GetAwaiter().GetResult();
        return buffer[..length];
    }

    private string Late() => $"{Check.Url}: no answer within {Check.EffectiveTimeout}";

    /// <summary>What TLS objects to is said by the innermost alone.</summary>
    private static Exception Innermost(Exception error) => error.InnerException is { } inner ? Innermost(inner) : error;
}
