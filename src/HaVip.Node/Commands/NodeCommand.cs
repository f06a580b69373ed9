namespace HaVip.Node.Commands;

internal enum NodeCommand
{
    Help,
    Version,
    Run,
    Check,
    Release,
    Trace,
    Probe,
    Exchange,
}
