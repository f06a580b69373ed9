namespace HaVip.Simulation.SmallWorld;

/// <summary>What an operator does to a node.</summary>
public enum SmallCommand
{
    Give,
    Take,
    Failback,
    Stop,
    Drain,
}
