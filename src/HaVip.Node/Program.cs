using HaVip.Node.Commands;
using HaVip.Node.Lab;

namespace HaVip.Node;

/// <summary>havip-node: owns the virtual addresses of one node.</summary>
internal static class Program
{
    public static int Main(string[] arguments)
    {
        if (LabCommands.Knows(arguments)) return (int)LabCommands.Run(arguments);
        if (!CommandLineParser.TryParse(arguments, out var line, out var problem))
        {
            Console.Error.WriteLine($"havip-node: {problem} See 'havip-node --help'.");
            return (int)ExitCode.Usage;
        }

        try
        {
            return (int)Run(line);
        }
        catch (Exception error)
        {
            return (int)StartFault.Explain(error).Print();
        }
    }

    private static ExitCode Run(CommandLine line) => line.Command switch
    {
        NodeCommand.Version => Print($"havip-node {NodeVersion.Text}"),
        NodeCommand.Check => CheckCommand.Run(line),
        NodeCommand.Release => ReleaseCommand.Run(line),
        NodeCommand.Trace => TraceCommand.Run(line),
        NodeCommand.Probe => ProbeCommand.Run(line),
        NodeCommand.Exchange => ExchangeCommand.Run(line),
        NodeCommand.Run => RunCommand.Run(line),
        _ => Print(HelpText.Text),
    };

    private static ExitCode Print(string text)
    {
        Console.Out.WriteLine(text);
        return ExitCode.Success;
    }
}
