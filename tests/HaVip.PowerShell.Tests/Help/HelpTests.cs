using System.Management.Automation;
using System.Management.Automation.Language;
using System.Runtime.CompilerServices;
using HaVip.PowerShell.Tests.Commands;

namespace HaVip.PowerShell.Tests.Help;

public sealed class HelpTests
{
    /// <summary>Set to write the help file anew instead of comparing it.</summary>
    private const string WriteVariable = "HAVIP_WRITE_HELP";

    private static readonly string Module = Path.GetFullPath(Path.Combine(SourceFolder(), "../../../module"));
    private static readonly string Sources = Path.Combine(Module, "help");
    private static readonly string HelpFile = Path.Combine(Module, "en-US/HaVip.PowerShell.dll-Help.xml");

    public static TheoryData<string> Names => [.. CmdletSession.Cmdlets.Keys.Order(StringComparer.Ordinal)];

    [Theory]
    [MemberData(nameof(Names))]
    public void Every_cmdlet_has_a_synopsis_and_two_examples(string name)
    {
        var page = HelpPage.Read(Path.Combine(Sources, $"{name}.md"));
        Assert.Equal(name, page.Name);
        Assert.NotEmpty(page.Synopsis);
        Assert.True(page.Paragraphs.Count > 1, "A description is missing.");
        Assert.True(page.Examples.Count >= 2, "Two examples are needed.");
        Assert.All(page.Examples, example => Assert.NotEmpty(example.Code));
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void Every_parameter_is_described_and_nothing_else_is(string name)
    {
        var page = HelpPage.Read(Path.Combine(Sources, $"{name}.md"));
        var shared = HelpPage.Read(Path.Combine(Sources, "common.md")).Parameters;
        var parameters = HelpDocument.Parameters(name, CmdletSession.Cmdlets[name]).Select(p => p.Name).ToList();
        Assert.Empty(parameters.Except(page.Parameters.Keys).Except(shared.Keys));
        Assert.Empty(page.Parameters.Keys.Except(parameters));
        Assert.All(page.Parameters.Concat(shared), pair => Assert.NotEmpty(pair.Value));
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void Every_example_parses_and_uses_parameters_there_are(string name)
    {
        foreach (var example in HelpPage.Read(Path.Combine(Sources, $"{name}.md")).Examples)
        {
            var code = string.Join('\n', example.Code);
            var script = Parser.ParseInput(code, out _, out var errors);
            Assert.Empty(errors);
            foreach (var command in script.FindAll(ast => ast is CommandAst, true))
                CheckCommand((CommandAst)command);
        }
    }

    [Fact]
    public void The_help_file_is_in_step_with_cmdlets_and_words()
    {
        var expected = HelpDocument.Write(Sources);
        if (Environment.GetEnvironmentVariable(WriteVariable) is not null) File.WriteAllText(HelpFile, expected);
        Assert.True(
            expected == File.ReadAllText(HelpFile),
            $"{HelpFile} is not what module/help and the cmdlets make: run this test with {WriteVariable}=1 and commit it.");
    }

    [Fact]
    public void The_manifest_exports_exactly_the_cmdlets_there_are()
    {
        var text = File.ReadAllText(Path.Combine(Module, "../HaVip.psd1"));
        using var session = new CmdletSession();
        var manifest = (System.Collections.Hashtable)session.Run(text)[0];
        var exported = ((object[])manifest["CmdletsToExport"]!).Cast<string>();
        Assert.Equal(CmdletSession.Cmdlets.Keys.Order(StringComparer.Ordinal), exported.Order(StringComparer.Ordinal));
    }

    [Theory]
    [InlineData("about_HaVip")]
    [InlineData("about_HaVip_Configuration")]
    [InlineData("about_HaVip_Failover")]
    public void Topics_fit_a_terminal(string topic)
    {
        var lines = File.ReadAllLines(Path.Combine(Module, $"en-US/{topic}.help.txt"));
        Assert.Equal(["TOPIC", $"    {topic}"], lines.Take(2));
        Assert.All(lines, line => Assert.True(line.Length <= 80, line));
    }

    private static void CheckCommand(CommandAst command)
    {
        if (command.GetCommandName() is not { } name || !name.Contains("-HaVip", StringComparison.Ordinal)) return;
        Assert.True(CmdletSession.Cmdlets.ContainsKey(name), $"There is no {name}.");
        var known = new CmdletInfo(name, CmdletSession.Cmdlets[name]).Parameters.Keys;
        var used = command.CommandElements.OfType<CommandParameterAst>();
        Assert.All(used, parameter => Assert.Contains(parameter.ParameterName, known));
    }

    private static string SourceFolder([CallerFilePath] string path = "") => Path.GetDirectoryName(path)!;
}
