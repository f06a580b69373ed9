namespace HaVip.Simulation.Checkers;

internal enum HandoverCommand
{
    None,
    Give,
    Take,
    Failback,
}
