namespace HaVip.Simulation.Tests;

/// <summary>A change of one place of the core that makes it wrong; Find must be there exactly once.</summary>
public sealed record PlantedBug(string Name, string File, string Find, string Replace)
{
    public override string ToString() => Name;
}
