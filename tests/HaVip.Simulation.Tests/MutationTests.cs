using System.Reflection;

namespace HaVip.Simulation.Tests;

/// <summary>
/// The checkers bite: each bug planted in the core is found within a few seeds, and the core itself passes them.
/// </summary>
public sealed class MutationTests
{
    private static readonly bool All = Environment.GetEnvironmentVariable("HAVIP_ALL_MUTANTS") == "1";
    private static readonly string? Part = Environment.GetEnvironmentVariable("HAVIP_MUTANTS");

    /// <summary>Some of those that not every run plants hide well.</summary>
    private static readonly ulong LastSeed = All || Part is not null ? 400UL : 60;

    /// <summary>HAVIP_ALL_MUTANTS=1 plants all, HAVIP_MUTANTS those of them whose names have these words.</summary>
    public static TheoryData<PlantedBug> Bugs => All || Part is not null
        ? [.. PlantedBugs.Few.Concat(PlantedBugs.More).Where(bug => Part is null || bug.Name.Contains(Part, StringComparison.Ordinal))]
        : [.. PlantedBugs.Few];

    [Theory]
    [MemberData(nameof(Bugs), DisableDiscoveryEnumeration = true)]
    public void Planted_bug_is_found(PlantedBug bug)
    {
        var found = FirstBrokenRule(MutantCompiler.Compile(bug), out var seed);
        Assert.True(found is not null, $"{bug.Name} was not found by seeds 1 to {LastSeed}");
        TestContext.Current.SendDiagnosticMessage($"{bug.Name}: seed {seed}, {found}");
    }

    [Fact]
    public void Each_checker_of_leases_finds_its_bug()
    {
        foreach (var (bug, rule) in PlantedBugs.OfLeases)
            Assert.True(Breaks(MutantCompiler.Compile(bug), rule, seed => seed <= LastSeed), $"{bug.Name} does not break {rule}");
    }

    [Fact]
    public void Bugs_that_lose_connections_are_found()
    {
        foreach (var (bug, rule) in PlantedBugs.OfConnections)
            Assert.True(Breaks(MutantCompiler.Compile(bug), rule, seed => seed <= LastSeed), $"{bug.Name} does not break {rule}");
    }

    /// <summary>Clusters with further networks are those of some seeds.</summary>
    [Fact]
    public void Bugs_of_heartbeats_are_found()
    {
        foreach (var (bug, rule) in PlantedBugs.OfHeartbeats)
            Assert.True(Breaks(MutantCompiler.Compile(bug), rule, seed => seed % 12 is 2 or 5 or 7 or 10), $"{bug.Name} does not break {rule}");
    }

    [Fact]
    public void Core_without_a_planted_bug_passes_the_same_seeds() =>
        Assert.Null(FirstBrokenRule(MutantCompiler.Compile(null), out _));

    [Fact]
    public void Giver_that_lets_go_as_it_says_goodbye_is_found_by_the_small_world()
    {
        Assert.Null(FaultOfGive(MutantCompiler.Compile(null)));
        Assert.Contains("nobody has the addresses", FaultOfGive(MutantCompiler.Compile(PlantedBugs.GiverLetsGo)));
    }

    private static string? FaultOfGive(Assembly assembly) =>
        assembly.GetType("HaVip.Simulation.SmallWorld.HandoverWorlds", throwOnError: true)!
            .GetMethod("FaultOfGive", BindingFlags.Public | BindingFlags.Static)!
            .CreateDelegate<Func<string?>>()();

    private static bool Breaks(Assembly assembly, string rule, Func<ulong, bool> isTried)
    {
        var run = RuleBrokenBy(assembly);
        for (var seed = 1UL; seed <= LastSeed * 2; seed++)
        {
            if (isTried(seed) && run(seed) == rule) return true;
        }

        return false;
    }

    private static Func<ulong, string?> RuleBrokenBy(Assembly assembly) =>
        assembly.GetType("HaVip.Simulation.SimulationRun", throwOnError: true)!
            .GetMethod("RuleBrokenBy", BindingFlags.Public | BindingFlags.Static)!
            .CreateDelegate<Func<ulong, string?>>();

    private static string? FirstBrokenRule(Assembly assembly, out ulong seed)
    {
        var run = RuleBrokenBy(assembly);
        for (seed = 1; seed <= LastSeed; seed++)
        {
            if (run(seed) is { } rule) return rule;
        }

        return null;
    }
}
