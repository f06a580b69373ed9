using System.Management.Automation;

namespace Microsoft.PowerShell.Commands;

[Cmdlet(VerbsCommon.Get, "Member")]
[OutputType(typeof(MemberDefinition))]
public sealed class GetMemberCommand : PSCmdlet
{
    private readonly HashSet<string> _shown = new(StringComparer.Ordinal);

    [Parameter(ValueFromPipeline = true)]
    public PSObject? InputObject { get; set; }

    [Parameter(Position = 0)]
    public string[] Name { get; set; } = ["*"];

    [Parameter]
    [Alias("Type")]
    public PSMemberTypes MemberType { get; set; } = PSMemberTypes.All;

    [Parameter]
    public SwitchParameter Force { get; set; }

    protected override void ProcessRecord()
    {
        if (InputObject is null)
        {
            return;
        }

        var typeName = InputObject.TypeNames[0];
        if (!_shown.Add(typeName))
        {
            return;
        }

        var patterns = Name.Select(name => WildcardPattern.Get(name, WildcardOptions.IgnoreCase)).ToList();
        foreach (var member in InputObject.Members.Where(member => (member.MemberType & MemberType) != 0)
            .Where(member => patterns.Any(pattern => pattern.IsMatch(member.Name)))
            .Where(member => Force || !IsAccessor(member))
            .OrderBy(member => member.MemberType == PSMemberTypes.Method ? 0 : 1)
            .ThenBy(member => member.Name, StringComparer.OrdinalIgnoreCase))
        {
            WriteObject(new MemberDefinition(typeName, member));
        }
    }

    protected override void EndProcessing()
    {
        if (_shown.Count == 0)
        {
            WriteError(new ErrorRecord(
                new InvalidOperationException("You must specify an object for the Get-Member cmdlet."),
                "NoObjectInGetMember",
                ErrorCategory.CloseError,
                null));
        }
    }

    private static bool IsAccessor(PSMemberInfo member) => member.MemberType == PSMemberTypes.Method
        && (member.Name.StartsWith("get_", StringComparison.Ordinal)
            || member.Name.StartsWith("set_", StringComparison.Ordinal));
}
