namespace HaVip.Simulation.Tests;

public sealed class SeedTests
{
    /// <summary>In parts, so that a failure names its neighbourhood and the runner its progress.</summary>
    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public void Fixed_seeds_keep_every_rule(int hundred)
    {
        var first = ((ulong)hundred * 100) - 99;
        for (var seed = first; seed < first + 100; seed++)
        {
            var result = SimulationRun.Run(seed);
            Assert.True(result.Violation is null, $"seed {seed}: {result.Violation?.Message}");
        }
    }

    [Fact]
    public void Seed_replayed_gives_the_same_lines()
    {
        Assert.Equal(Lines(18), Lines(18));

        static string Lines(ulong seed)
        {
            using var writer = new StringWriter();
            SimulationRun.Run(seed, output: writer);
            return writer.ToString();
        }
    }

    [Fact]
    public void Options_come_first_and_tell_everything_that_was_drawn()
    {
        using var writer = new StringWriter();
        SimulationRun.Run(44, output: writer);
        var lines = writer.ToString().Split('\n');
        Assert.StartsWith("seed 44: ", lines[0], StringComparison.Ordinal);
        Assert.Contains("network: delay", lines[1], StringComparison.Ordinal);
        Assert.Contains("VI_1 v", writer.ToString(), StringComparison.Ordinal);
    }
}
