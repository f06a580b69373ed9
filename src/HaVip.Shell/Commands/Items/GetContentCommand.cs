using System.Collections;
using System.Management.Automation;
using System.Text;

namespace Microsoft.PowerShell.Commands;

/// <summary>
/// Lines, the whole text or the bytes of files; the content of other providers' items as they give it.
/// </summary>
[Cmdlet(VerbsCommon.Get, "Content", DefaultParameterSetName = "Path")]
public sealed class GetContentCommand : PSCmdlet
{
    [Parameter(Position = 0, Mandatory = true, ValueFromPipelineByPropertyName = true, ParameterSetName = "Path")]
    public string[] Path { get; set; } = [];

    [Parameter(Mandatory = true, ValueFromPipelineByPropertyName = true, ParameterSetName = "LiteralPath")]
    [Alias("PSPath", "LP")]
    public string[]? LiteralPath { get; set; }

    [Parameter]
    [Alias("First", "Head")]
    [ValidateRange(0L, long.MaxValue)]
    public long TotalCount { get; set; } = long.MaxValue;

    [Parameter]
    [Alias("Last")]
    [ValidateRange(0, int.MaxValue)]
    public int Tail { get; set; } = -1;

    [Parameter]
    [ValidateRange(0L, long.MaxValue)]
    public long ReadCount { get; set; } = 1;

    [Parameter]
    public SwitchParameter Raw { get; set; }

    [Parameter]
    public SwitchParameter AsByteStream { get; set; }

    [Parameter]
    [EncodingName]
    public Encoding Encoding { get; set; } = EncodingNameAttribute.Default;

    [Parameter]
    public SwitchParameter Force { get; set; }

    protected override void ProcessRecord() => ItemPaths.ForEach(this, LiteralPath ?? Path, path =>
    {
        if (!ItemPaths.IsFile(this, path, out _))
        {
            Emit(ProviderContent(path));
            return;
        }

        foreach (var file in ItemPaths.Resolve(this, path, LiteralPath is not null))
        {
            ReadFile(file);
        }
    });

    private void ReadFile(string file)
    {
        if (Directory.Exists(file))
        {
            throw new UnauthorizedAccessException($"Unable to get content because it is a directory: '{file}'.");
        }

        if (AsByteStream)
        {
            WriteObject(File.ReadAllBytes(file), enumerateCollection: !Raw);
        }
        else if (Raw)
        {
            WriteObject(File.ReadAllText(file, Encoding));
        }
        else
        {
            Emit(Lines(file));
        }
    }

    // Files of /proc and of a service that is still writing: opened for sharing, read in order.
    private IEnumerable<object> Lines(string file)
    {
        using var stream = new FileStream(file, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
        using var reader = new StreamReader(stream, Encoding);
        while (!Stopping && reader.ReadLine() is { } line)
        {
            yield return line;
        }
    }

    private IEnumerable<object> ProviderContent(string path)
    {
        foreach (var reader in InvokeProvider.Content.GetReader([path], Force, LiteralPath is not null))
        {
            using (reader)
            {
                foreach (var value in (IEnumerable)reader.Read(-1))
                {
                    yield return value;
                }
            }
        }
    }

    private void Emit(IEnumerable<object> values)
    {
        var chosen = Tail >= 0 ? values.TakeLast(Tail) : values.Take((int)Math.Min(TotalCount, int.MaxValue));
        if (ReadCount == 1)
        {
            foreach (var value in chosen)
            {
                WriteObject(value);
            }

            return;
        }

        foreach (var chunk in chosen.Chunk((int)(ReadCount == 0 ? int.MaxValue / 2 : ReadCount)))
        {
            WriteObject(chunk);
        }
    }
}
