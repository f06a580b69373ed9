using HaVip.Simulation.SmallWorld;

namespace HaVip.Simulation.Tests;

/// <summary>Whatever order a few events come in, one Master, and the right one, comes of it.</summary>
public sealed class SmallWorldTests
{
    [Fact]
    public void Two_nodes_starting_settle_in_every_order() =>
        Explore(SmallScript.Of("start", 9, 200, 100) with { Settled = false, Drops = 2, Crashes = 1 });

    [Fact]
    public void Two_equal_nodes_settle_in_every_order() =>
        Explore(SmallScript.Of("equal", 9, 100, 100) with { Settled = false, Drops = 2, Crashes = 1 });

    [Fact]
    public void Two_nodes_with_commands_settle_in_every_order() =>
        Explore(SmallScript.Of("commands", 9, 200, 100) with { Drops = 1, Commands = 3 });

    [Fact]
    public void Owner_and_backup_settle_in_every_order() =>
        Explore(SmallScript.Of("owner", 9, 255, 100) with { Drops = 1, Crashes = 1, Commands = 2 });

    [Fact]
    public void Three_nodes_settle_in_every_order() =>
        Explore(SmallScript.Of("three", 6, 200, 150, 100) with { Drops = 1, Crashes = 1, Commands = 1 });

    [Fact]
    public void Three_nodes_starting_settle_in_every_order() =>
        Explore(SmallScript.Of("three start", 7, 150, 150, 100) with { Settled = false, Drops = 1, Reordering = 4 });

    private static void Explore(SmallScript script)
    {
        var (ends, worlds) = Exploration.Run(script);
        TestContext.Current.SendDiagnosticMessage($"{script.Name}: {ends} ends, {worlds} worlds");
        Assert.True(ends > 100, $"only {ends} ends: nothing was explored");
    }
}
