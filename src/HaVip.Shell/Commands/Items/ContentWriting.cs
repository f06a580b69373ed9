using System.Globalization;
using System.Management.Automation;
using System.Text;

namespace Microsoft.PowerShell.Commands;

/// <summary>Writes the values a content cmdlet gets, over all its records, to every path it was given.</summary>
internal sealed class ContentWriting(PSCmdlet cmdlet, bool append) : IDisposable
{
    private readonly Dictionary<string, Action<IReadOnlyList<object?>>> _targets = [];
    private readonly List<IDisposable> _open = [];

    public required Encoding Encoding { get; init; }

    public required bool NoNewline { get; init; }

    public required bool AsByteStream { get; init; }

    public required bool Force { get; init; }

    public void Write(IEnumerable<string> paths, bool literal, IReadOnlyList<object?> values) =>
        ItemPaths.ForEach(cmdlet, paths, path =>
        {
            if (!_targets.TryGetValue(path, out var target))
            {
                target = Open(path, literal);
                _targets.Add(path, target);
            }

            target(values);
        });

    public void Dispose() => _open.ForEach(item => item.Dispose());

    private Action<IReadOnlyList<object?>> Open(string path, bool literal)
    {
        if (!cmdlet.ShouldProcess(path, append ? "Add Content" : "Set Content"))
        {
            return _ => { };
        }

        if (!ItemPaths.IsFile(cmdlet, path, out var full))
        {
            var item = literal ? WildcardPattern.Escape(path) : path;
            var writers = cmdlet.InvokeProvider.Content.GetWriter(item);
            _open.AddRange(writers);
            return values => writers.ToList().ForEach(writer => writer.Write(values.ToList()));
        }

        var writer = TextFiles.OpenWriter(cmdlet, full, Encoding, append, noClobber: false, Force);
        _open.Add(writer);
        return AsByteStream ? values => WriteBytes(writer.BaseStream, values) : values => WriteText(writer, values);
    }

    private static void WriteBytes(Stream stream, IReadOnlyList<object?> values) =>
        stream.Write(LanguagePrimitives.ConvertTo<byte[]>(values.ToArray()));

    private void WriteText(StreamWriter writer, IReadOnlyList<object?> values)
    {
        foreach (var value in values)
        {
            var text = value is null ? "" : LanguagePrimitives.ConvertTo<string>(value);
            writer.Write(NoNewline ? text : text + writer.NewLine.ToString(CultureInfo.InvariantCulture));
        }
    }
}
