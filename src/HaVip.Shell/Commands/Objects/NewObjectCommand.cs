using System.Collections;
using System.Management.Automation;

namespace Microsoft.PowerShell.Commands;

[Cmdlet(VerbsCommon.New, "Object")]
public sealed class NewObjectCommand : PSCmdlet
{
    [Parameter(Mandatory = true, Position = 0)]
    public string TypeName { get; set; } = "";

    [Parameter(Position = 1)]
    [Alias("Args")]
    public object[] ArgumentList { get; set; } = [];

    [Parameter]
    public IDictionary? Property { get; set; }

    protected override void BeginProcessing()
    {
        if (!LanguagePrimitives.TryConvertTo<Type>(TypeName, out var type))
        {
            ThrowTerminatingError(new ErrorRecord(
                new PSArgumentException($"Cannot find type [{TypeName}]: verify that the assembly containing this type "
                    + "is loaded."),
                "TypeNotFound",
                ErrorCategory.InvalidType,
                TypeName));
        }

        var created = type == typeof(PSObject) || type == typeof(PSCustomObject) ? new PSObject() : Construct(type);
        foreach (DictionaryEntry entry in Property ?? new Hashtable())
        {
            var name = entry.Key.ToString()!;
            if (created.Properties[name] is { } property)
            {
                property.Value = entry.Value;
            }
            else
            {
                created.Properties.Add(new PSNoteProperty(name, entry.Value));
            }
        }

        WriteObject(created);
    }

    // The language's own way to a constructor, so that arguments are converted the same.
    private PSObject Construct(Type type) => PSObject.AsPSObject(ScriptBlock.Create(
        "param($type, $list) , $type::new.Invoke($list)").InvokeReturnAsIs(type, ArgumentList));
}
