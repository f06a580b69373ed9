using System.Text;
using HaVip.Configuration.Files;

namespace HaVip.PowerShell.Installation;

/// <summary>A file of a given content, for whom it is meant.</summary>
internal sealed class FileStep : InstallationStep
{
    private readonly byte[] _content;
    private readonly Access _access;
    private readonly string _what;
    private readonly FileFacts? _before;

    /// <param name="path">Where.</param>
    /// <param name="content">All of it.</param>
    /// <param name="access">For whom.</param>
    /// <param name="what">What the file is, for prompts; never a secret.</param>
    public FileStep(string path, byte[] content, Access access, string what)
    {
        Target = path;
        _content = content;
        _access = access;
        _what = what;
        _before = FileFacts.Of(path);
    }

    public override StepKind Kind => StepKind.File;

    public override string Target { get; }

    public override string? Before => _before?.ToString();

    public override string? State => _before?.State;

    public override string After => $"{_what}, {_content.Length} bytes, {_access}";

    public override bool IsNeeded => State != Wanted;

    /// <summary>There is a file already, and it says something else.</summary>
    public bool Replaces => _before is not null && IsOther;

    public override string Action => this switch
    {
        { Replaces: true } => $"Replace by {After}; was {Before}",
        { IsOther: false } => $"Change who may use it from {_before!.Openness} to {_access}",
        _ => $"Create: {After}",
    };

    private string Wanted => FileFacts.StateOf(_content, _access.ModeNow, _access.Owner);

    private bool IsOther => _before is not { Link: null } before || !before.Content.AsSpan().SequenceEqual(_content);

    public override RecordedChange ToRecord() => RecordedChange.Of(Target, _before) with { After = Wanted };

    public override void Apply()
    {
        Directory.CreateDirectory(Path.GetDirectoryName(Target)!);
        ConfigurationFile.WriteAtomically(Target, _content, _access.ModeNow, _access.Owner);
    }

    /// <summary>Puts back what was there before <see cref="Apply"/>.</summary>
    public void TakeBack()
    {
        if (_before is { Link: null } file)
        {
            ConfigurationFile.WriteAtomically(Target, file.Content, file.Mode, file.Owner);
            return;
        }

        File.Delete(Target);
        if (_before?.Link is { } link) File.CreateSymbolicLink(Target, link);
    }

    public static byte[] Text(string text) => Encoding.UTF8.GetBytes(text);
}
