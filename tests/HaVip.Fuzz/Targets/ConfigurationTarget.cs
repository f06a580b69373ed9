using System.Reflection;
using System.Text;
using HaVip.Configuration.Yaml;
using HaVip.Core.Configuration;

namespace HaVip.Fuzz.Targets;

/// <summary>The text of a configuration file: its reader, the validator, the writer and the engine it is for.</summary>
internal sealed class ConfigurationTarget : FuzzTarget
{
    public override string Name => "configuration";

    public override int MaximumLength => 16 * 1024;

    public override IEnumerable<string> Words =>
    [
        .. typeof(ConfigurationKeys).GetFields(BindingFlags.Public | BindingFlags.Static)
            .Select(key => $"{key.GetRawConstantValue()}: "),
        "- ", "[", "]", "{ ", " }", "&a ", "*a", "<<: ", "? ", "|\n", ">-\n", "---\n", "...\n", "%YAML 1.2\n", "!!str ",
        "\\u2028", "\uFEFF", "\u0085", "\u2029", "null", "true", "default", "simplePassword", "hmac",
        "\"hex:", "\n  - name: ",
        "192.168.7.1/24", "2001:db8::1/64", "fe80::1", "255", "1s", "10ms", "40.95s", "enforce", "receiveOnly",
        "messageOnly",
    ];

    public override void Run(ReadOnlySpan<byte> input)
    {
        var result = ConfigurationReader.Read(input, "f");
        var again = ConfigurationReader.Read(input, "f");
        Oracle.Same(Text(result.Diagnostics), Text(again.Diagnostics));
        Oracle.Same(result.HasErrors, result.Configuration is null);
        FindingsCheck.Check(input, result.Diagnostics);
        if (result.Configuration is not { } configuration) return;
        CheckValid(configuration);
        CheckWritten(configuration);
        ConfigurationLife.Check(configuration);
    }

    /// <summary>What the reader lets through is what the validator has nothing against.</summary>
    public static void CheckValid(NodeConfiguration configuration)
    {
        var errors = ConfigurationValidator.Validate(configuration).Where(d => d.Severity == DiagnosticSeverity.Error);
        Oracle.Same("", Text(errors));
    }

    public static void CheckWritten(NodeConfiguration configuration)
    {
        var text = ConfigurationWriter.Write(configuration);
        var second = ConfigurationReader.Read(Encoding.UTF8.GetBytes(text), "f");
        Oracle.Holds(!second.HasErrors, $"What was written cannot be read: {Text(second.Diagnostics)}\n{text}");
        Oracle.Holds(
            ConfigurationDiff.Between(configuration, second.Configuration!).IsEmpty,
            $"What was written and read differs:\n{text}");
        Oracle.Same(text, ConfigurationWriter.Write(second.Configuration!), "The text written again");
    }

    private static string Text(IEnumerable<ConfigurationDiagnostic> findings) => string.Join('\n', findings);
}
