using System.Text;
using HaVip.Configuration.Files;

namespace HaVip.PowerShell.Installation;

/// <summary>A file of a given content and mode.</summary>
internal sealed class FileStep : InstallationStep
{
    private readonly byte[] _content;
    private readonly UnixFileMode _mode;
    private readonly string _what;
    private readonly byte[]? _beforeContent;
    private readonly UnixFileMode _beforeMode;

    /// <param name="path">Where.</param>
    /// <param name="content">All of it.</param>
    /// <param name="mode">For whom.</param>
    /// <param name="what">What the file is, for prompts; never a secret.</param>
    public FileStep(string path, byte[] content, UnixFileMode mode, string what)
    {
        Target = path;
        _content = content;
        _mode = mode;
        _what = what;
        if (!File.Exists(path)) return;
        _beforeContent = File.ReadAllBytes(path);
        _beforeMode = File.GetUnixFileMode(path);
    }

    public override StepKind Kind => StepKind.File;

    public override string Target { get; }

    public override string? Before => _beforeContent is null ? null : Describe(_beforeContent, _beforeMode);

    public override string After => $"{_what}, {Describe(_content, _mode)}";

    public override bool IsNeeded => IsOther || (_beforeContent is not null && _beforeMode != _mode);

    /// <summary>There is a file already, and it says something else.</summary>
    public bool Replaces => _beforeContent is not null && IsOther;

    public override string Action => this switch
    {
        { Replaces: true } => $"Replace by {After}; was {Before}",
        { IsOther: false } => $"Change the mode from {FileModes.Text(_beforeMode)} to {FileModes.Text(_mode)}",
        _ => $"Create: {After}",
    };

    private bool IsOther => _beforeContent is null || !_beforeContent.AsSpan().SequenceEqual(_content);

    public override RecordedChange ToRecord()
    {
        if (_beforeContent is null) return new RecordedChange(Kind, Target, null);
        var mode = (int)_beforeMode;
        return new RecordedChange(Kind, Target, Convert.ToBase64String(_beforeContent)) { BeforeMode = mode };
    }

    public override void Apply()
    {
        Directory.CreateDirectory(Path.GetDirectoryName(Target)!);
        ConfigurationFile.WriteAtomically(Target, _content, _mode);
    }

    public static byte[] Text(string text) => Encoding.UTF8.GetBytes(text);

    private static string Describe(byte[] content, UnixFileMode mode) =>
        $"{content.Length} bytes, mode {FileModes.Text(mode)}";
}
