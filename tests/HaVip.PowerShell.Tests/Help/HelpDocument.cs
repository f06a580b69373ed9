using System.Management.Automation;
using System.Xml.Linq;
using HaVip.PowerShell.Tests.Commands;

namespace HaVip.PowerShell.Tests.Help;

/// <summary>
/// The help file PowerShell reads (MAML): the words of <c>module/help</c>, and names, types and sets of parameters from
/// the cmdlets themselves, so that neither can be wrong about the other.
/// </summary>
internal static class HelpDocument
{
    private static readonly XNamespace Msh = "http://msh";
    private static readonly XNamespace Maml = "http://schemas.microsoft.com/maml/2004/10";
    private static readonly XNamespace Command = "http://schemas.microsoft.com/maml/dev/command/2004/10";
    private static readonly XNamespace Dev = "http://schemas.microsoft.com/maml/dev/2004/10";

    private static readonly HashSet<string> Common =
    [
        .. Cmdlet.CommonParameters,
        // Of hosts newer than the oldest one supported.
        "ProgressAction",
    ];

    /// <summary>The whole text of the file.</summary>
    public static string Write(string folder)
    {
        var shared = HelpPage.Read(Path.Combine(folder, "common.md")).Parameters;
        var commands = CmdletSession.Cmdlets.OrderBy(pair => pair.Key, StringComparer.Ordinal)
            .Select(pair => Describe(HelpPage.Read(Path.Combine(folder, $"{pair.Key}.md")), pair.Key, pair.Value, shared));
        var root = new XElement(
            Msh + "helpItems",
            new XAttribute("schema", "maml"),
            new XAttribute(XNamespace.Xmlns + "maml", Maml),
            new XAttribute(XNamespace.Xmlns + "command", Command),
            new XAttribute(XNamespace.Xmlns + "dev", Dev),
            new XComment(" Made from module/help by the tests of HaVip.PowerShell; change it there. "),
            commands);
        return $"<?xml version=\"1.0\" encoding=\"utf-8\"?>\n{root}\n";
    }

    /// <summary>The parameters of a cmdlet that are its own, WhatIf and Confirm among them.</summary>
    public static IReadOnlyList<CommandParameterInfo> Parameters(string name, Type type) =>
        [.. Sets(name, type).SelectMany(Own).DistinctBy(parameter => parameter.Name)];

    private static XElement Describe(
        HelpPage page, string name, Type type, Dictionary<string, List<string>> shared)
    {
        List<string> Words(string parameter) => page.Parameters.GetValueOrDefault(parameter) ?? shared[parameter];
        var words = name.Split('-');
        var output = type.GetCustomAttributes(typeof(OutputTypeAttribute), false).Cast<OutputTypeAttribute>();
        return new XElement(
            Command + "command",
            new XElement(
                Command + "details",
                new XElement(Command + "name", name),
                new XElement(Command + "verb", words[0]),
                new XElement(Command + "noun", words[1]),
                new XElement(Maml + "description", Paragraphs([page.Synopsis]))),
            new XElement(Maml + "description", Paragraphs(page.Paragraphs.Skip(1))),
            new XElement(Command + "syntax", Sets(name, type).Select(set => Syntax(name, set))),
            new XElement(
                Command + "parameters",
                Parameters(name, type).OrderBy(p => p.Name, StringComparer.Ordinal)
                    .Select(p => Parameter(p, Words(p.Name)))),
            new XElement(
                Command + "returnValues",
                output.SelectMany(attribute => attribute.Type).Select(returned => new XElement(
                    Command + "returnValue", new XElement(Dev + "type", new XElement(Maml + "name", returned.Name))))),
            new XElement(Command + "examples", page.Examples.Select(Example)),
            new XElement(Command + "relatedLinks", Link("about_HaVip")));
    }

    private static IEnumerable<CommandParameterSetInfo> Sets(string name, Type type) =>
        new CmdletInfo(name, type).ParameterSets.OrderByDescending(set => set.IsDefault);

    private static IEnumerable<CommandParameterInfo> Own(CommandParameterSetInfo set) =>
        set.Parameters.Where(parameter => !Common.Contains(parameter.Name));

    private static XElement Syntax(string name, CommandParameterSetInfo set) => new(
        Command + "syntaxItem",
        new XElement(Maml + "name", name),
        Own(set).OrderBy(p => p.Position < 0 ? int.MaxValue : p.Position).ThenByDescending(p => p.IsMandatory)
            .Select(p => Parameter(p, null)));

    private static XElement Parameter(CommandParameterInfo parameter, List<string>? words)
    {
        var isSwitch = parameter.ParameterType == typeof(SwitchParameter);
        var element = new XElement(
            Command + "parameter",
            new XAttribute("required", Text(parameter.IsMandatory)),
            new XAttribute("variableLength", Text(parameter.ParameterType.IsArray)),
            new XAttribute("globbing", Text(parameter.Attributes.OfType<SupportsWildcardsAttribute>().Any())),
            new XAttribute("pipelineInput", Pipeline(parameter)),
            new XAttribute("position", parameter.Position < 0 ? "named" : $"{parameter.Position}"),
            new XAttribute("aliases", parameter.Aliases.Count == 0 ? "none" : string.Join(", ", parameter.Aliases)),
            new XElement(Maml + "name", parameter.Name));
        if (words is not null) element.Add(new XElement(Maml + "description", Paragraphs(words)));
        if (!isSwitch || words is not null)
        {
            element.Add(new XElement(
                Command + "parameterValue",
                new XAttribute("required", Text(!isSwitch)),
                new XAttribute("variableLength", Text(parameter.ParameterType.IsArray)),
                TypeName(parameter.ParameterType)));
        }

        return element;
    }

    private static string TypeName(Type type) => Nullable.GetUnderlyingType(type)?.Name ?? type.Name;

    private static string Pipeline(CommandParameterInfo parameter)
    {
        List<string> ways = [];
        if (parameter.ValueFromPipeline) ways.Add("ByValue");
        if (parameter.ValueFromPipelineByPropertyName) ways.Add("ByPropertyName");
        return ways.Count == 0 ? "False" : $"True ({string.Join(", ", ways)})";
    }

    private static XElement Example(HelpExample example, int index) => new(
        Command + "example",
        new XElement(Maml + "title", $"--- Example {index + 1}: {example.Title} ---"),
        new XElement(Dev + "code", string.Join('\n', example.Code)),
        new XElement(Dev + "remarks", Paragraphs(example.Remarks)));

    private static XElement Link(string topic) =>
        new(Maml + "navigationLink", new XElement(Maml + "linkText", topic), new XElement(Maml + "uri"));

    private static IEnumerable<XElement> Paragraphs(IEnumerable<string> texts) =>
        texts.Select(text => new XElement(Maml + "para", text));

    private static string Text(bool value) => value ? "true" : "false";
}
