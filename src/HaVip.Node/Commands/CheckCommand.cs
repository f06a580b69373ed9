using HaVip.Configuration.Yaml;
using HaVip.Linux;
using HaVip.Node.Programs;
using HaVip.Node.Succession;

namespace HaVip.Node.Commands;

internal static class CheckCommand
{
    public static ExitCode Run(CommandLine line)
    {
        var result = ConfigurationReader.ReadNodeFile(line.ConfigurationPath!);
        foreach (var finding in result.Diagnostics) Console.Error.WriteLine(finding);
        if (result.Configuration is null) return ExitCode.Failed;
        var programs = ConfiguredPrograms.Findings(result.Configuration, line.ConfigurationPath!, asRunner: false);
        foreach (var finding in programs) Console.Error.WriteLine(finding);
        if (programs.Count > 0) return ExitCode.Failed;
        if (line.Inherit is { } descriptor) return CheckState(line.ConfigurationPath!, descriptor);
        var count = result.Configuration.Instances.Count;
        var noun = count == 1 ? "instance" : "instances";
        Console.Out.WriteLine($"{line.ConfigurationPath}: {count} {noun}, no errors");
        return ExitCode.Success;
    }

    /// <summary>Whether this program could go on where a running one stands.</summary>
    private static ExitCode CheckState(string configurationPath, int descriptor)
    {
        using var file = MemoryFile.Inherit(descriptor);
        if (!Inheritance.TryRead(file.ReadAll(), configurationPath, out _, out var fault))
        {
            Console.Error.WriteLine($"havip-node: {fault}");
            return ExitCode.Failed;
        }

        Console.Out.WriteLine($"havip-node {NodeVersion.Text} can go on");
        return ExitCode.Success;
    }
}
