namespace HaVip.PowerShell.Tests.Help;

/// <summary>One worked example: what it shows, the lines to type, and what to say about them.</summary>
internal sealed record HelpExample(string Title)
{
    public List<string> Code { get; } = [];

    public List<string> Remarks { get; } = [];
}
