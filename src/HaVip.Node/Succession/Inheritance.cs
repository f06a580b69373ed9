using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using System.Text.Json;
using HaVip.Configuration.Yaml;
using HaVip.Core.Configuration;
using HaVip.Core.Engine;
using HaVip.Linux;

namespace HaVip.Node.Succession;

/// <summary>What the runner before this one left to it, read and understood.</summary>
internal sealed record Inheritance(RunnerMemory Memory, NodeConfiguration Configuration, NodeEngine Engine)
{
    /// <summary>The environment variable with the number of the state's descriptor.</summary>
    public const string Variable = "HAVIP_INHERIT_FD";

    /// <summary>
    /// Takes the state over from the environment, which is cleared of it. False where there is none, or, with a fault,
    /// where it cannot be used: then every file that came with it is closed, and the start is one like any other.
    /// </summary>
    public static bool TryTake(
        string configurationPath, [NotNullWhen(true)] out Inheritance? inheritance, out string? fault)
    {
        (inheritance, fault) = (null, null);
        var text = Environment.GetEnvironmentVariable(Variable);
        Environment.SetEnvironmentVariable(Variable, null);
        if (text is null) return false;
        if (TryOpen(text, out var state, out fault) && TryRead(state, configurationPath, out inheritance, out fault))
            return true;
        InheritedFiles.CloseAll();
        return false;
    }

    /// <summary>Understands a state, touching nothing: what a trial asks for.</summary>
    public static bool TryRead(
        ReadOnlySpan<byte> state,
        string configurationPath,
        [NotNullWhen(true)] out Inheritance? inheritance,
        [NotNullWhen(false)] out string? fault)
    {
        inheritance = null;
        if (!TryParse(state, out var memory, out fault)) return false;
        var read = ConfigurationReader.Read(memory.Configuration, configurationPath);
        if (read.Configuration is null)
        {
            var first = read.Diagnostics.First(finding => finding.Severity == DiagnosticSeverity.Error);
            fault = $"the configuration in use has an error for version {NodeVersion.Text}: {first.Message}";
            return false;
        }

        var names = memory.Engine.Routers.Select(router => router.Name);
        if (names.Except(read.Configuration.Instances.Select(instance => instance.Name)).FirstOrDefault() is { } unknown)
        {
            fault = $"the instance {unknown} is not in the configuration that came with the state";
            return false;
        }

        inheritance = new Inheritance(memory, read.Configuration, NodeEngine.Recall(read.Configuration, memory.Engine));
        return true;
    }

    private static bool TryOpen(string number, out byte[] state, [NotNullWhen(false)] out string? fault)
    {
        (state, fault) = ([], null);
        try
        {
            using var file = MemoryFile.Inherit(int.Parse(number, NumberStyles.None, CultureInfo.InvariantCulture));
            state = file.ReadAll();
            return true;
        }
        catch (Exception error) when (error is LinuxException or FormatException or OverflowException)
        {
            fault = error.Message;
            return false;
        }
    }

    private static bool TryParse(
        ReadOnlySpan<byte> state, [NotNullWhen(true)] out RunnerMemory? memory, [NotNullWhen(false)] out string? fault)
    {
        (memory, fault) = (null, null);
        try
        {
            memory = JsonSerializer.Deserialize(state, RunnerMemoryJson.Default.RunnerMemory);
        }
        catch (JsonException error)
        {
            fault = $"its state cannot be understood: {error.Message}";
            return false;
        }

        if (memory is { Version: RunnerMemory.CurrentVersion }) return true;
        fault = $"its state has the version {memory?.Version ?? 0}, and {NodeVersion.Text} knows "
            + $"{RunnerMemory.CurrentVersion}";
        return false;
    }
}
