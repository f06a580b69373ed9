using System.Management.Automation;
using System.Text;
using System.Text.RegularExpressions;

namespace Microsoft.PowerShell.Commands;

/// <summary>Finds lines by regular expression or plain text in files and in what comes through the pipeline.</summary>
[Cmdlet(VerbsCommon.Select, "String", DefaultParameterSetName = "File")]
[OutputType(typeof(MatchInfo), typeof(bool), typeof(string))]
public sealed class SelectStringCommand : PSCmdlet
{
    private Regex[] _patterns = [];
    private long _streamLine;
    private bool _answered;

    [Parameter(Position = 0, Mandatory = true)]
    public string[] Pattern { get; set; } = [];

    [Parameter(Position = 1, Mandatory = true, ParameterSetName = "File")]
    public string[] Path { get; set; } = [];

    [Parameter(Mandatory = true, ValueFromPipelineByPropertyName = true, ParameterSetName = "LiteralFile")]
    [Alias("PSPath", "LP")]
    public string[]? LiteralPath { get; set; }

    [Parameter(Mandatory = true, ValueFromPipeline = true, ParameterSetName = "Object")]
    [AllowNull]
    [AllowEmptyString]
    public PSObject? InputObject { get; set; }

    [Parameter]
    public SwitchParameter SimpleMatch { get; set; }

    [Parameter]
    public SwitchParameter CaseSensitive { get; set; }

    [Parameter]
    public SwitchParameter AllMatches { get; set; }

    [Parameter]
    public SwitchParameter NotMatch { get; set; }

    [Parameter]
    public SwitchParameter List { get; set; }

    [Parameter]
    public SwitchParameter Quiet { get; set; }

    [Parameter]
    public SwitchParameter Raw { get; set; }

    [Parameter]
    [EncodingName]
    public Encoding Encoding { get; set; } = EncodingNameAttribute.Default;

    protected override void BeginProcessing()
    {
        var options = CaseSensitive ? RegexOptions.None : RegexOptions.IgnoreCase;
        _patterns = [.. Pattern.Select(text => new Regex(SimpleMatch ? Regex.Escape(text) : text, options))];
    }

    protected override void ProcessRecord()
    {
        if (ParameterSetName == "Object" && InputObject?.BaseObject is not FileInfo)
        {
            Take(InputObject?.ToString() ?? "", ++_streamLine, null);
            return;
        }

        IEnumerable<string> paths = InputObject?.BaseObject is FileInfo file ? [file.FullName] : LiteralPath ?? Path;
        var files = ItemPaths.Files(this, paths, InputObject is not null || LiteralPath is not null);
        ItemPaths.ForEach(this, files, Search);
    }

    protected override void EndProcessing()
    {
        if (Quiet && !_answered)
        {
            WriteObject(false);
        }
    }

    private void Search(string file)
    {
        var number = 0;
        foreach (var line in File.ReadLines(file, Encoding))
        {
            if (Take(line, ++number, file) && List)
            {
                return;
            }
        }
    }

    private bool Take(string line, long number, string? file)
    {
        for (var i = 0; i < _patterns.Length; i++)
        {
            var matches = _patterns[i].Matches(line);
            if (matches.Count > 0 != NotMatch.IsPresent)
            {
                Match[] kept = NotMatch ? [] : [.. matches.Take(AllMatches ? matches.Count : 1)];
                Emit(new MatchInfo(line, number, file, Pattern[i], kept));
                return true;
            }
        }

        return false;
    }

    private void Emit(MatchInfo match)
    {
        if (!Quiet)
        {
            WriteObject(Raw ? match.Line : match);
        }
        else if (!_answered)
        {
            _answered = true;
            WriteObject(true);
        }
    }
}
