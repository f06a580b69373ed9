using HaVip.Core.Control;

namespace HaVip.Node.Tests.EndToEnd;

/// <summary>The seed's pair with real runners in network namespaces.</summary>
public sealed class PairTests
{
    private static readonly ControlRequest StopAll = new() { Command = ControlCommand.Stop, TimeoutMicroseconds = 60_000_000 };

    [Fact]
    public async Task The_better_node_owns_addresses_and_route_and_a_graceful_stop_hands_them_over()
    {
        await using var lab = await Lab.Create();
        var (first, second) = await StartPair(lab);
        var addresses = await lab.Ip(1, "-4 address show dev eth0");
        Assert.Contains("inet 192.168.7.100/24 scope global dynamic eth0", addresses);
        Assert.Contains("inet 192.168.7.101/24 scope global secondary dynamic eth0", addresses);
        Assert.Contains("default via 192.168.7.1 dev eth0", await lab.Ip(1, "route"));
        Assert.DoesNotContain("192.168.7.", await lab.Ip(2, "-4 address show dev eth0"));
        Assert.DoesNotContain("default", await lab.Ip(2, "route"));

        await first.Signal("TERM");
        Assert.Equal(0, await first.Exit());
        await second.Logs("VI_1: Backup -> Master (192.168.6.110 (priority 100) said goodbye)");
        await Owns(lab, 2);
        Assert.DoesNotContain("192.168.7.", await lab.Ip(1, "-4 address show dev eth0"));
        Assert.DoesNotContain("default", await lab.Ip(1, "route"));
        Assert.False(File.Exists(first.SocketPath));
    }

    [Fact]
    public async Task A_killed_master_is_succeeded_and_release_takes_away_what_it_left()
    {
        await using var lab = await Lab.Create();
        lab.Lease = "600s"; // So that the kernel leaves it to us.
        var (first, second) = await StartPair(lab);
        var (busy, _, refused) = await Release(lab);
        Assert.Equal((int)ExitCode.AlreadyRunning, busy);
        Assert.Contains($"process {first.ProcessId}", refused);

        await lab.Ip(1, "address add 192.168.7.9/24 dev eth0");
        await first.Signal("KILL");
        await first.Exit();
        await second.Logs("VI_1: Backup -> Master (no advertisement for");
        Assert.Contains("192.168.7.100/24", await lab.Ip(1, "-4 address show dev eth0"));
        var (code, output, error) = await Release(lab);
        Assert.True(code == 0, error);
        Assert.Contains("removed 192.168.7.100/24 on eth0", output);
        Assert.Contains("removed the route to 0.0.0.0/0 on eth0", output);
        var left = await lab.Ip(1, "-4 address show dev eth0");
        Assert.DoesNotContain("192.168.7.10", left);
        Assert.Contains("192.168.7.9/24", left);
    }

    [Fact]
    public async Task A_runner_that_starts_after_a_crash_removes_what_was_left_and_takes_mastership_back()
    {
        await using var lab = await Lab.Create();
        lab.Lease = "600s"; // So that the kernel leaves it to us.
        var (first, second) = await StartPair(lab);
        await first.Signal("KILL");
        await first.Exit();
        await second.Logs("-> Master (no advertisement for");
        var again = lab.Start(1);
        await again.Logs("removed 192.168.7.100/24 on eth0, left behind by an earlier runner");
        await again.Logs("VI_1: Backup -> Master (preempted 192.168.6.120 (priority 99))");
        await second.Logs("VI_1: Master -> Backup (higher priority heard from 192.168.6.110 (priority 100))");
        await Owns(lab, 1);
    }

    [Fact]
    public async Task A_reload_applies_the_difference_and_refuses_what_is_wrong()
    {
        await using var lab = await Lab.Create();
        var (first, second) = await StartPair(lab);
        lab.WriteConfiguration(1, "192.168.7.101/24, 192.168.7.102/24");
        await first.Signal("HUP");
        await first.Logs("configuration read again: 1 instance");
        await Has(lab, 1, "192.168.7.102/24", true);
        await Has(lab, 1, "192.168.7.101/24", true);
        await Has(lab, 1, "192.168.7.100/24", false);
        Assert.Contains("default via 192.168.7.1", await lab.Ip(1, "route"));

        lab.WriteConfiguration(1, "300.0.0.1/24");
        var response = await first.Ask(new ControlRequest { Command = ControlCommand.Reload });
        Assert.Equal(ControlError.InvalidConfiguration, response.Error!.Id);
        Assert.NotEmpty(response.Diagnostics!);
        await first.Signal("HUP");
        await first.Logs("The one in use stays.");
        await Has(lab, 1, "192.168.7.101/24", true);
        Assert.DoesNotContain("VI_1: Master ->", first.Log);
        Assert.DoesNotContain("said goodbye", second.Log);
    }

    [Fact]
    public async Task Power_loss_and_return_of_the_master_move_the_addresses_there_and_back()
    {
        await using var lab = await Lab.Create();
        var (first, second) = await StartPair(lab);
        await lab.SetPort(1, "down");
        await second.Logs("-> Master (no advertisement for");
        await first.Logs("VI_1: Master -> Fault (interface eth0 is down)");
        await Has(lab, 1, "192.168.7.100/24", false);
        await lab.SetPort(1, "up");
        await first.Logs("VI_1: Fault -> Backup (interface eth0 is ready)");
        await first.Logs("VI_1: Backup -> Master (preempted");
        await second.Logs("VI_1: Master -> Backup");
        await Owns(lab, 1);
        await Has(lab, 2, "192.168.7.100/24", false);
    }

    [Fact]
    public async Task What_somebody_removes_from_a_master_comes_back()
    {
        await using var lab = await Lab.Create();
        var (first, _) = await StartPair(lab);
        await lab.Ip(1, "address del 192.168.7.100/24 dev eth0");
        await first.Logs("192.168.7.100/24 was removed from eth0 by somebody else and was put back");
        await Owns(lab, 1);
        await lab.Ip(1, "route del default");
        await first.Logs("default via 192.168.7.1 was removed from eth0 by somebody else and was put back");
        await Owns(lab, 1);
    }

    [Fact]
    public async Task A_failover_and_its_failback_are_answered_when_they_are_done()
    {
        await using var lab = await Lab.Create();
        var (first, _) = await StartPair(lab);
        var failover = new ControlRequest { Command = ControlCommand.Failover, TimeoutMicroseconds = 60_000_000 };
        var given = Assert.Single((await first.Ask(failover)).Outcomes!);
        Assert.True(given.Completed, given.Error?.Message);
        Assert.Equal(("192.168.6.110", "192.168.6.120"), (given.PreviousMaster, given.NewMaster));
        await Owns(lab, 2);
        await Has(lab, 1, "192.168.7.100/24", false);
        var back = failover with { Direction = FailoverDirection.Failback };
        var returned = Assert.Single((await first.Ask(back)).Outcomes!);
        Assert.True(returned.Completed, returned.Error?.Message);
        await Owns(lab, 1);
    }

    [Fact]
    public async Task A_stop_command_is_answered_and_then_the_runner_ends()
    {
        await using var lab = await Lab.Create();
        var (first, second) = await StartPair(lab);
        var response = await first.Ask(StopAll);
        Assert.Equal(Core.Election.VrrpState.Stopped, Assert.Single(response.Node!.Instances).State);
        Assert.Equal(0, await first.Exit());
        await second.Logs("said goodbye");
    }

    [Fact]
    public async Task A_master_nobody_succeeds_waits_with_its_stop_and_leaves_at_once_when_told_again()
    {
        await using var lab = await Lab.Create();
        lab.WriteConfiguration(1);
        var node = lab.Start(1);
        await node.Logs("default via 192.168.7.1 added on eth0");
        await node.Signal("TERM");
        await node.Logs("stopping: handing over");
        await Has(lab, 1, "192.168.7.100/24", true);
        await node.Signal("TERM");
        Assert.Equal(0, await node.Exit());
        await node.Logs("stopping at once");
        await Has(lab, 1, "192.168.7.100/24", false);
    }

    [Fact]
    public async Task A_second_runner_on_the_same_directory_is_refused()
    {
        await using var lab = await Lab.Create();
        lab.WriteConfiguration(1);
        var first = lab.Start(1);
        await first.Logs("VI_1: Initialize -> Backup");
        var second = lab.Start(1);
        Assert.Equal((int)ExitCode.AlreadyRunning, await second.Exit());
        await second.Logs($"process {first.ProcessId} holds");
    }

    [Fact]
    public async Task A_detached_runner_answers_when_the_command_returns_and_logs_to_its_file()
    {
        await using var lab = await Lab.Create();
        var configuration = lab.WriteConfiguration(1);
        var log = Path.Combine(lab.Folder, "log", "node.log");
        var start = RunningNode.Arguments(lab, 1, "run", "--config", configuration, "--detach", "--log-file", log);
        var (code, _, error) = await Shell.TryRun(RunningNode.Program, start);
        Assert.True(code == 0, error);
        var pid = (await Shell.Run("cat", Path.Combine(lab.Folder, "run1", "havip-node.lock"))).Trim();
        try
        {
            Assert.Contains("VI_1: Initialize -> Backup (started)", File.ReadAllText(log));
            var (again, _, why) = await Shell.TryRun(RunningNode.Program, start);
            Assert.Equal((int)ExitCode.AlreadyRunning, again);
            Assert.Contains($"process {pid} holds", why);
        }
        finally
        {
            await Shell.Run("kill", "-TERM", pid);
            await Eventually.True(
                () => Task.FromResult(!File.Exists(Path.Combine(lab.Folder, "run1", "control.sock"))), () => "the socket gone");
        }
    }

    [Fact]
    public async Task A_detached_start_that_fails_says_why_and_with_its_code()
    {
        await using var lab = await Lab.Create();
        var configuration = lab.WriteConfiguration(1);
        await Shell.Run("ip", "netns", "delete", lab.Namespace(1));
        var start = RunningNode.Arguments(
            lab, 1, "run", "--config", configuration, "--detach", "--log-file", Path.Combine(lab.Folder, "node.log"));
        var (code, _, error) = await Shell.TryRun(RunningNode.Program, start);
        Assert.Equal((int)ExitCode.SystemError, code);
        Assert.Contains($"enter the network namespace '{lab.Namespace(1)}'", error);
    }

    private static async Task<(RunningNode First, RunningNode Second)> StartPair(Lab lab)
    {
        lab.WriteConfiguration(1);
        lab.WriteConfiguration(2);
        var first = lab.Start(1);
        await first.Logs("-> Master");
        await first.Logs("default via 192.168.7.1 added on eth0");
        var second = lab.Start(2);
        await second.Logs("VI_1: Initialize -> Backup (started)");
        await Eventually.True(
            async () => (await second.Ask(new ControlRequest { Command = ControlCommand.GetState }))
                .Node!.Instances[0].MasterAddress == "192.168.6.110",
            () => second.Log);
        return (first, second);
    }

    private static Task<(int Code, string Output, string Error)> Release(Lab lab) => Shell.TryRun(
        RunningNode.Program,
        RunningNode.Arguments(lab, 1, "release", "--network-namespace", lab.Namespace(1)));

    private static async Task Owns(Lab lab, int host)
    {
        await Has(lab, host, "192.168.7.100/24", true);
        await Has(lab, host, "192.168.7.101/24", true);
        await Eventually.True(
            async () => (await lab.Ip(host, "route")).Contains("default via 192.168.7.1"), () => $"the route on host {host}");
    }

    private static Task Has(Lab lab, int host, string address, bool expected) => Eventually.True(
        async () => (await lab.Ip(host, "-4 address show dev eth0")).Contains(address) == expected,
        () => $"{address} on host {host}: {expected}");
}
