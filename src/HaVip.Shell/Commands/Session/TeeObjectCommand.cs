using System.Management.Automation;

using HaVip.Shell.Hosting;

namespace Microsoft.PowerShell.Commands;

/// <summary>Passes objects on and keeps them in a file, as the host would show them, or in a variable.</summary>
[Cmdlet("Tee", "Object", DefaultParameterSetName = "File")]
public sealed class TeeObjectCommand : PSCmdlet, IDisposable
{
    private readonly List<PSObject> _kept = [];
    private SteppablePipeline? _file;

    [Parameter(ValueFromPipeline = true)]
    public PSObject? InputObject { get; set; }

    [Parameter(Mandatory = true, Position = 0, ParameterSetName = "File")]
    [Alias("Path")]
    public string FilePath { get; set; } = "";

    [Parameter(Mandatory = true, ParameterSetName = "LiteralFile")]
    [Alias("PSPath", "LP")]
    public string? LiteralPath { get; set; }

    [Parameter(ParameterSetName = "File")]
    [Parameter(ParameterSetName = "Variable")]
    public SwitchParameter Append { get; set; }

    [Parameter(Mandatory = true, ParameterSetName = "Variable")]
    public string? Variable { get; set; }

    public void Dispose() => _file?.Dispose();

    protected override void BeginProcessing()
    {
        if (Variable is null)
        {
            _file = ScriptBlock.Create("param($path, $append) Out-File -LiteralPath $path -Append:$append")
                .GetSteppablePipeline(CommandOrigin.Internal, [LiteralPath ?? FilePath, Append.IsPresent]);
            _file.Begin(expectInput: true);
        }
        else if (Append && SessionState.PSVariable.GetValue(Variable) is { } present)
        {
            _kept.AddRange(LanguagePrimitives.ConvertTo<PSObject[]>(present));
        }
    }

    protected override void ProcessRecord()
    {
        if (InputObject is null)
        {
            return;
        }

        _kept.Add(InputObject);
        _file?.Process(InputObject);
        WriteObject(InputObject);
    }

    protected override void EndProcessing()
    {
        _file?.End();
        if (Variable is not null)
        {
            EngineVariables.Set(SessionState,
                new PSVariable(Variable, _kept.Count == 1 ? _kept[0] : _kept.ToArray()), "Local", force: false);
        }
    }
}
