using HaVip.Core.Control;
using HaVip.PowerShell.Tests.Connection;

namespace HaVip.PowerShell.Tests.Commands;

public sealed class ProgressTests : IDisposable
{
    private readonly CmdletSession _session = new();

    [Theory]
    [InlineData("Invoke-HaVipFailover VI_1", "Mastership on ")]
    [InlineData("Suspend-HaVipNode -Drain", "Mastership on ")]
    [InlineData("Stop-HaVipInstance VI_1 -KeepRunner", "Stopping ")]
    public void A_runner_that_takes_its_time_is_waited_for_with_a_progress_bar(string command, string activity)
    {
        using var shown = new ManualResetEventSlim();
        using var runner = FakeRunner.Answering(request =>
        {
            // Answers when the bar was seen: a cmdlet that shows none is waited for in vain.
            if (request.Command != ControlCommand.GetState) shown.Wait(TimeSpan.FromSeconds(20));
            return new ControlResponse { Node = FakeNode.State(), Outcomes = [] };
        });
        _session.Runspace.SessionStateProxy.SetVariable("s", runner.Path);
        using var shell = System.Management.Automation.PowerShell.Create(_session.Runspace);
        shell.Streams.Progress.DataAdded += (_, added) =>
        {
            if (shell.Streams.Progress[added.Index].Activity.StartsWith(activity, StringComparison.Ordinal)) shown.Set();
        };
        shell.AddScript($"{command} -ControlSocket $s -Confirm:$false").Invoke();
        Assert.True(shown.IsSet);
        Assert.Empty(shell.Streams.Error);
    }

    [Theory]
    [InlineData("Get-HaVipState")]
    [InlineData("Get-HaVipEvent")]
    [InlineData("Get-HaVipStatistic")]
    [InlineData("Wait-HaVipState -State Master, Backup")]
    [InlineData("Invoke-HaVipFailover -NoWait -Confirm:$false")]
    public void Verbose_tells_which_node_is_asked(string command)
    {
        using var runner = FakeRunner.Answering(_ => new ControlResponse
        {
            Node = FakeNode.State(),
            Events = [],
            Outcomes = [],
            Error = null,
        });
        try
        {
            _session.Run($"{command} -ControlSocket $s -Verbose", ("s", runner.Path));
        }
        catch (System.Management.Automation.RuntimeException)
        {
            // What the answer lacks is not what this is about.
        }

        Assert.Contains(runner.Path, _session.Said, StringComparison.Ordinal);
    }

    public void Dispose() => _session.Dispose();
}
