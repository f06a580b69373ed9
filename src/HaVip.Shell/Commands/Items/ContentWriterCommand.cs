using System.Management.Automation;
using System.Text;

namespace Microsoft.PowerShell.Commands;

/// <summary>What writes content into files: all of <c>Set-Content</c> and <c>Add-Content</c> but where it begins.</summary>
public abstract class ContentWriterCommand : PSCmdlet, IDisposable
{
    private readonly List<object?> _passed = [];
    private ContentWriting? _writing;

    [Parameter(Position = 0, Mandatory = true, ValueFromPipelineByPropertyName = true, ParameterSetName = "Path")]
    public string[] Path { get; set; } = [];

    [Parameter(Mandatory = true, ValueFromPipelineByPropertyName = true, ParameterSetName = "LiteralPath")]
    [Alias("PSPath", "LP")]
    public string[]? LiteralPath { get; set; }

    [Parameter(Position = 1, Mandatory = true, ValueFromPipeline = true)]
    [AllowNull]
    [AllowEmptyCollection]
    public object?[]? Value { get; set; }

    [Parameter]
    public SwitchParameter NoNewline { get; set; }

    [Parameter]
    public SwitchParameter AsByteStream { get; set; }

    [Parameter]
    [EncodingName]
    public Encoding Encoding { get; set; } = EncodingNameAttribute.Default;

    [Parameter]
    public SwitchParameter Force { get; set; }

    [Parameter]
    public SwitchParameter PassThru { get; set; }

    /// <summary>Whether what is in the file stays.</summary>
    private protected abstract bool Appends { get; }

    public void Dispose()
    {
        Dispose(true);
        GC.SuppressFinalize(this);
    }

    protected virtual void Dispose(bool disposing)
    {
        if (disposing) _writing?.Dispose();
    }

    protected override void ProcessRecord()
    {
        _writing ??= new ContentWriting(this, append: Appends)
        {
            Encoding = Encoding,
            NoNewline = NoNewline,
            AsByteStream = AsByteStream,
            Force = Force,
        };
        _writing.Write(LiteralPath ?? Path, LiteralPath is not null, Value ?? []);
        _passed.AddRange(PassThru ? Value ?? [] : []);
    }

    protected override void EndProcessing()
    {
        _writing?.Dispose();
        WriteObject(_passed, enumerateCollection: true);
    }
}
