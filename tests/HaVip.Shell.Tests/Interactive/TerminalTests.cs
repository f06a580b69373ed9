using System.Diagnostics;
using System.Text;

namespace HaVip.Shell.Tests.Interactive;

/// <summary>The shell on a terminal, which <c>script</c> (bsdutils) makes.</summary>
public sealed class TerminalTests
{
    private static readonly TimeSpan Limit = TimeSpan.FromMinutes(2);

    [Fact]
    public async Task Session_on_a_terminal_reads_runs_and_ends()
    {
        await using var terminal = new Terminal();
        await terminal.Expect("PS ");
        terminal.Type("6 * 7\r");
        await terminal.Expect("\n42");
        terminal.Type("if ($true) {\r'in' + 'side' }\r");
        await terminal.Expect(">> ");
        await terminal.Expect("\ninside");
        terminal.Type("exit 7\r");

        Assert.Equal(7, await terminal.ExitCode());
    }

    [Fact]
    public async Task Control_c_stops_the_pipeline_and_not_the_shell()
    {
        await using var terminal = new Terminal();
        await terminal.Expect("PS ");
        terminal.Type("'be' + 'gun'; Start-Sleep 600\r");
        await terminal.Expect("\nbegun");
        terminal.Type("\u0003");
        await terminal.Expect("PS ");
        terminal.Type("'still ' + 'here'; exit\r");
        await terminal.Expect("\nstill here");

        Assert.Equal(0, await terminal.ExitCode());
    }

    [Fact]
    public async Task Arrow_up_recalls_the_last_command()
    {
        await using var terminal = new Terminal();
        await terminal.Expect("PS ");
        terminal.Type("$n++; \"number $n\"\r");
        await terminal.Expect("\nnumber 1");
        terminal.Type("\u001b[A\r");
        await terminal.Expect("\nnumber 2");
        terminal.Type("exit\r");

        Assert.Equal(0, await terminal.ExitCode());
    }

    private sealed class Terminal : IAsyncDisposable
    {
        private readonly Process _process;
        private readonly StringBuilder _unread = new();

        public Terminal()
        {
            var start = new ProcessStartInfo("script", ["-qefc", $"stty cols 100; exec '{ShellProcess.Program}' -NoProfile",
                "/dev/null"])
            {
                RedirectStandardInput = true,
                RedirectStandardOutput = true,
            };
            start.Environment["TERM"] = "xterm";
            _process = Process.Start(start)!;
        }

        public void Type(string keys)
        {
            _process.StandardInput.Write(keys);
            _process.StandardInput.Flush();
        }

        /// <summary>Reads until the text has come; what follows it is left for the next call.</summary>
        public async Task Expect(string text)
        {
            using var limit = new CancellationTokenSource(Limit);
            var buffer = new char[1024];
            int at;
            while ((at = _unread.ToString().IndexOf(text, StringComparison.Ordinal)) < 0)
            {
                var count = await _process.StandardOutput.ReadAsync(buffer, limit.Token);
                Assert.True(count > 0, $"The terminal ended before '{text}' came: {_unread}");
                _unread.Append(buffer, 0, count);
            }

            _unread.Remove(0, at + text.Length);
        }

        public async Task<int> ExitCode()
        {
            using var limit = new CancellationTokenSource(Limit);
            await _process.WaitForExitAsync(limit.Token);
            return _process.ExitCode;
        }

        public ValueTask DisposeAsync()
        {
            if (!_process.HasExited)
            {
                _process.Kill(entireProcessTree: true);
            }

            _process.Dispose();
            return ValueTask.CompletedTask;
        }
    }
}
