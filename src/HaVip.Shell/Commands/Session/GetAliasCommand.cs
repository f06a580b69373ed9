using System.Management.Automation;

namespace Microsoft.PowerShell.Commands;

[Cmdlet(VerbsCommon.Get, "Alias")]
[OutputType(typeof(AliasInfo))]
public sealed class GetAliasCommand : PSCmdlet
{
    [Parameter(Position = 0, ValueFromPipeline = true)]
    public string[] Name { get; set; } = ["*"];

    [Parameter]
    public string? Definition { get; set; }

    protected override void ProcessRecord()
    {
        foreach (var name in Name)
        {
            var found = InvokeCommand.GetCommands(name, CommandTypes.Alias, nameIsPattern: true).Cast<AliasInfo>()
                .Where(alias => Definition is null
                    || WildcardPattern.Get(Definition, WildcardOptions.IgnoreCase).IsMatch(alias.Definition))
                .ToList();
            if (found.Count == 0 && !WildcardPattern.ContainsWildcardCharacters(name))
            {
                WriteError(new ErrorRecord(
                    new ItemNotFoundException($"This command cannot find a matching alias because an alias with the "
                        + $"name '{name}' does not exist."),
                    "ItemNotFoundException",
                    ErrorCategory.ObjectNotFound,
                    name));
            }

            WriteObject(found, enumerateCollection: true);
        }
    }
}
