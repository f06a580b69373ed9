using System.Buffers.Binary;
using System.Diagnostics;
using System.Net.Sockets;
using System.Text.Json;
using HaVip.Core.Control;

namespace HaVip.Node.Tests.EndToEnd;

/// <summary>A runner process on a host of the lab.</summary>
internal sealed class RunningNode : IAsyncDisposable
{
    private readonly Process _process;
    private readonly int _host;
    private readonly Lab _lab;
    private readonly List<string> _log = [];

    public RunningNode(Lab lab, int host, Dictionary<string, string>? environment = null)
    {
        _lab = lab;
        _host = host;
        var start = new ProcessStartInfo(Program, Arguments(lab, host, "run", "--config", $"{lab.Folder}/n{host}.yaml"))
        {
            RedirectStandardError = true,

            // To give up privileges is to run anew, and this program is compiled as it runs: too late for 100 ms.
            Environment = { ["HAVIP_PRIVILEGES_GIVEN_UP"] = "1" },
        };
        foreach (var (name, value) in environment ?? []) start.Environment[name] = value;
        _process = Process.Start(start)!;
        _process.ErrorDataReceived += (_, line) =>
        {
            lock (_log)
            {
                if (line.Data is not null) _log.Add(line.Data);
            }
        };
        _process.BeginErrorReadLine();
    }

    /// <summary>The runner built with these tests, or the one the variable names.</summary>
    public static string Program { get; } =
        Environment.GetEnvironmentVariable("HAVIP_NODE_PROGRAM") ?? Path.Combine(AppContext.BaseDirectory, "havip-node");

    public int ProcessId => _process.Id;

    public string SocketPath => Path.Combine(_lab.Folder, $"run{_host}", "control.sock");

    public string Log
    {
        get
        {
            lock (_log) return string.Join('\n', _log);
        }
    }

    public static string[] Arguments(Lab lab, int host, params string[] command) =>
        [.. command, "--runtime-directory", $"{lab.Folder}/run{host}", "--state-directory", $"{lab.Folder}/state{host}"];

    public Task Logs(string text) => Eventually.True(() => Task.FromResult(Log.Contains(text)), () => $"'{text}' in:\n{Log}");

    public Task Signal(string name) => Shell.Run("kill", "-" + name, $"{_process.Id}");

    public async Task<int> Exit()
    {
        using var limit = new CancellationTokenSource(TimeSpan.FromSeconds(60));
        await _process.WaitForExitAsync(limit.Token);
        return _process.ExitCode;
    }

    public async Task<ControlResponse> Ask(ControlRequest request)
    {
        using var client = new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
        client.ReceiveTimeout = 60_000;
        await client.ConnectAsync(new UnixDomainSocketEndPoint(SocketPath));
        var body = JsonSerializer.SerializeToUtf8Bytes(request, ControlJson.Default.ControlRequest);
        var header = new byte[4];
        BinaryPrimitives.WriteInt32BigEndian(header, body.Length);
        await client.SendAsync((byte[])[.. header, .. body]);
        await using var stream = new NetworkStream(client);
        await stream.ReadExactlyAsync(header);
        var answer = new byte[BinaryPrimitives.ReadInt32BigEndian(header)];
        await stream.ReadExactlyAsync(answer);
        return JsonSerializer.Deserialize(answer, ControlJson.Default.ControlResponse)!;
    }

    public async ValueTask DisposeAsync()
    {
        if (!_process.HasExited) _process.Kill();
        await _process.WaitForExitAsync();
        _process.Dispose();
    }
}
