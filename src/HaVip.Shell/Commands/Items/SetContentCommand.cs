using System.Management.Automation;
using System.Text;

namespace Microsoft.PowerShell.Commands;

[Cmdlet(VerbsCommon.Set, "Content", SupportsShouldProcess = true, DefaultParameterSetName = "Path")]
public sealed class SetContentCommand : PSCmdlet, IDisposable
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

    public void Dispose() => _writing?.Dispose();

    protected override void ProcessRecord()
    {
        _writing ??= new ContentWriting(this, append: false)
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
