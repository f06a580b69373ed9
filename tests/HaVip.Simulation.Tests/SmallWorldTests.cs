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

    /// <summary>A crash of either node, and a lost packet, at every step of every kind of hand-over.</summary>
    [Theory]
    [InlineData("give", 0, SmallCommand.Give)]
    [InlineData("take", 1, SmallCommand.Take)]
    [InlineData("stop", 0, SmallCommand.Stop)]
    [InlineData("drain", 0, SmallCommand.Drain)]
    public void Hand_over_settles_whenever_a_node_dies_or_a_packet_is_lost(string name, int node, SmallCommand command) =>
        Explore(SmallScript.Of(name, 8, 200, 100) with { Opening = [(node, command)], Drops = 1, Crashes = 1 });

    [Theory]
    [InlineData("failback of a give", 0, SmallCommand.Give, 0)]
    [InlineData("failback of a take", 1, SmallCommand.Take, 1)]
    public void Failback_settles_whenever_a_node_dies_or_a_packet_is_lost(
        string name, int node, SmallCommand command, int back) => Explore(SmallScript.Of(name, 8, 200, 100) with
        {
            Opening = [(node, command), (back, SmallCommand.Failback)],
            Drops = 1,
            Crashes = 1,
        });

    [Theory]
    [InlineData("give to three", 0, SmallCommand.Give)]
    [InlineData("take of three", 2, SmallCommand.Take)]
    [InlineData("drain of three", 0, SmallCommand.Drain)]
    public void Hand_over_of_three_settles_whenever_a_node_dies(string name, int node, SmallCommand command) =>
        Explore(SmallScript.Of(name, 6, 200, 150, 100) with { Opening = [(node, command)], Crashes = 1 });

    [Theory]
    [InlineData("give", 0, SmallCommand.Give)]
    [InlineData("take", 1, SmallCommand.Take)]
    [InlineData("drain", 0, SmallCommand.Drain)]
    public void Addresses_are_owned_at_every_step_of_a_hand_over(string name, int node, SmallCommand command) =>
        Explore(SmallScript.Of(name, 9, 200, 100) with { Opening = [(node, command)], AlwaysOwned = true });

    private static void Explore(SmallScript script)
    {
        var (ends, worlds) = Exploration.Run(script);
        TestContext.Current.SendDiagnosticMessage($"{script.Name}: {ends} ends, {worlds} worlds");
        Assert.True(ends > 100, $"only {ends} ends: nothing was explored");
    }
}
