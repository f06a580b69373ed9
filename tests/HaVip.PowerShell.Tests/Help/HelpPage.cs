namespace HaVip.PowerShell.Tests.Help;

/// <summary>
/// The help of one cmdlet as it is written in <c>module/help</c>: a title, the synopsis, paragraphs, <c>###</c>
/// parameters, <c>##</c> examples of a code block and remarks.
/// </summary>
internal sealed class HelpPage
{
    public string Name { get; private init; } = "";

    public string Synopsis => Paragraphs.Count > 0 ? Paragraphs[0] : "";

    /// <summary>The paragraphs below the title, the synopsis first.</summary>
    public List<string> Paragraphs { get; } = [];

    public Dictionary<string, List<string>> Parameters { get; } = [];

    public List<HelpExample> Examples { get; } = [];

    public static HelpPage Read(string path)
    {
        var lines = File.ReadAllLines(path);
        var page = new HelpPage { Name = lines[0].TrimStart('#', ' ') };
        var paragraphs = page.Paragraphs;
        HelpExample? example = null;
        var code = false;
        foreach (var line in lines.Skip(1))
        {
            if (line.StartsWith("```", StringComparison.Ordinal))
            {
                code = !code;
            }
            else if (code)
            {
                example!.Code.Add(line);
            }
            else if (line.StartsWith("### ", StringComparison.Ordinal))
            {
                page.Parameters.Add(line[4..], paragraphs = []);
            }
            else if (line.StartsWith("## ", StringComparison.Ordinal))
            {
                page.Examples.Add(example = new HelpExample(line[3..]));
                paragraphs = example.Remarks;
            }
            else if (line.Length > 0)
            {
                paragraphs.Add(line);
            }
        }

        return page;
    }
}
