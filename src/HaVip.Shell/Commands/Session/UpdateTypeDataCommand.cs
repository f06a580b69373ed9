using System.Management.Automation;
using System.Management.Automation.Runspaces;

using HaVip.Shell.Hosting;

namespace Microsoft.PowerShell.Commands;

/// <summary>Gives a type a member or the set of properties it is shown with.</summary>
[Cmdlet(VerbsData.Update, "TypeData", SupportsShouldProcess = true)]
public sealed class UpdateTypeDataCommand : PSCmdlet
{
    [Parameter(Mandatory = true)]
    public string TypeName { get; set; } = "";

    [Parameter]
    [ValidateSet("NoteProperty", "AliasProperty", "ScriptProperty", "ScriptMethod")]
    public string? MemberType { get; set; }

    [Parameter]
    public string? MemberName { get; set; }

    [Parameter]
    public object? Value { get; set; }

    [Parameter]
    public object? SecondValue { get; set; }

    [Parameter]
    public string[] DefaultDisplayPropertySet { get; set; } = [];

    [Parameter]
    public string? DefaultDisplayProperty { get; set; }

    [Parameter]
    public SwitchParameter Force { get; set; }

    protected override void ProcessRecord()
    {
        var data = new TypeData(TypeName) { DefaultDisplayProperty = DefaultDisplayProperty, IsOverride = Force };
        if (DefaultDisplayPropertySet.Length > 0)
        {
            data.DefaultDisplayPropertySet = new PropertySetData(DefaultDisplayPropertySet);
        }

        if (MemberType is not null && MemberName is not null)
        {
            data.Members.Add(MemberName, NewMember(MemberName));
        }

        if (ShouldProcess(TypeName, "Update TypeData"))
        {
            EngineAccess.AddType(this, data);
        }
    }

    private TypeMemberData NewMember(string name) => MemberType switch
    {
        "NoteProperty" => new NotePropertyData(name, Value),
        "AliasProperty" => new AliasPropertyData(name, Value?.ToString()),
        "ScriptMethod" => new ScriptMethodData(name, Script(Value)),
        _ => new ScriptPropertyData(name, Script(Value), Script(SecondValue)),
    };

    private static ScriptBlock? Script(object? value) => LanguagePrimitives.ConvertTo<ScriptBlock?>(value);
}
