using HaVip.Configuration.Yaml;

namespace HaVip.Node.Commands;

internal static class CheckCommand
{
    public static ExitCode Run(CommandLine line)
    {
        var result = ConfigurationReader.ReadNodeFile(line.ConfigurationPath!);
        foreach (var finding in result.Diagnostics) Console.Error.WriteLine(finding);
        if (result.Configuration is null) return ExitCode.Failed;
        var count = result.Configuration.Instances.Count;
        var noun = count == 1 ? "instance" : "instances";
        Console.Out.WriteLine($"{line.ConfigurationPath}: {count} {noun}, no errors");
        return ExitCode.Success;
    }
}
