using System.Text;
using HaVip.Configuration.Keepalived;
using HaVip.Configuration.Yaml;
using HaVip.Core.Configuration;

namespace HaVip.Fuzz.Targets;

/// <summary>The text of a keepalived configuration: its importer, and the way back.</summary>
internal sealed class KeepalivedTarget : FuzzTarget
{
    private static readonly KeepalivedReadOptions Options = new()
    {
        ConfigurationId = "n1",
        EnvironmentVariable = _ => "v",
        FindProgram = _ => null,
        FindTable = _ => null,
        HasUser = _ => false,
    };

    public override string Name => "keepalived";

    public override int MaximumLength => 16 * 1024;

    public override IEnumerable<string> Words =>
    [
        .. KeepalivedReader.Vocabulary.Select(word => word + " "),
        "{\n", "}\n", "\\\n", "$A=", "$A ", "${A}", "${_ENV A}", "~SEQ(A,1,2) ", "~SEQx(A,2) ", "~LST({A,B},{1,2}) ", "@n1 ", "@^n1 ",
        "include ", "\"", "'", "#", "!", "MASTER", "BACKUP", "PASS", "eth0", "192.168.7.1/24", "fe80::1/64", "default via ", "dev ",
        "weight -1 ", "reverse", "255", "0.01", "min_ttl ", "scope link ", "brd + ", "table 5 ", "preference 9 ",
    ];

    public override void Run(ReadOnlySpan<byte> input)
    {
        var result = KeepalivedReader.Read(input, "f", Options);
        Oracle.Same(Text(result.Diagnostics), Text(KeepalivedReader.Read(input, "f", Options).Diagnostics));
        Oracle.Same(result.HasErrors, result.Configuration is null);
        FindingsCheck.Check(result.Diagnostics, LineLengths(input));
        if (result.Configuration is not { } configuration) return;
        ConfigurationTarget.CheckValid(configuration);
        ConfigurationTarget.CheckWritten(configuration);
        CheckBack(configuration);
    }

    /// <summary>What was imported is exported as a text that means something, and that comes to rest.</summary>
    private static void CheckBack(NodeConfiguration configuration)
    {
        var text = KeepalivedWriter.Write(configuration).Text;
        var second = KeepalivedReader.Read(text, "f", Options);
        Oracle.Holds(!second.HasErrors, $"What was written cannot be read: {Text(second.Diagnostics)}\n{text}");
        var again = KeepalivedWriter.Write(second.Configuration!).Text;
        var third = KeepalivedReader.Read(again, "f", Options);
        Oracle.Same(again, KeepalivedWriter.Write(third.Configuration!).Text, "The text written again");
    }

    /// <summary>Lines end at line feeds, and carriage returns before them are nothing.</summary>
    private static List<int> LineLengths(ReadOnlySpan<byte> input)
    {
        var text = KeepalivedReader.Decode(input);
        return [.. text.Split('\n').Select(line => line.TrimEnd('\r').Length)];
    }

    private static string Text(IEnumerable<ConfigurationDiagnostic> findings) => string.Join('\n', findings);
}
