using System.Management.Automation;

using HaVip.Shell.Hosting;

namespace Microsoft.PowerShell.Commands;

/// <summary>Sets variables, by default in the caller's scope.</summary>
[Cmdlet(VerbsCommon.Set, "Variable", SupportsShouldProcess = true)]
public sealed class SetVariableCommand : PSCmdlet
{
    private readonly List<object?> _values = [];

    [Parameter(Position = 0, Mandatory = true, ValueFromPipelineByPropertyName = true)]
    public string[] Name { get; set; } = [];

    [Parameter(Position = 1, ValueFromPipeline = true)]
    public object? Value { get; set; }

    [Parameter]
    public string Scope { get; set; } = "Local";

    [Parameter]
    public ScopedItemOptions Option { get; set; }

    [Parameter]
    public string Description { get; set; } = "";

    [Parameter]
    public SwitchParameter Force { get; set; }

    [Parameter]
    public SwitchParameter PassThru { get; set; }

    protected override void ProcessRecord() => _values.Add(Value);

    protected override void EndProcessing()
    {
        var value = _values.Count > 1 ? _values.ToArray() : _values.FirstOrDefault();
        foreach (var name in Name.Where(name => ShouldProcess($"Name: {name} Value: {value}", "Set variable")))
        {
            var variable = new PSVariable(name, value, Option) { Description = Description };
            EngineVariables.Set(SessionState, variable, Scope, Force);
            if (PassThru)
            {
                WriteObject(variable);
            }
        }
    }
}
