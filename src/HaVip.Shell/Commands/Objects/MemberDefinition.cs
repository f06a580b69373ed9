using System.Management.Automation;

namespace Microsoft.PowerShell.Commands;

/// <summary>One member as <c>Get-Member</c> shows it.</summary>
public sealed class MemberDefinition
{
    internal MemberDefinition(string typeName, PSMemberInfo member)
    {
        TypeName = typeName;
        Name = member.Name;
        MemberType = member.MemberType;
        Definition = member.ToString() ?? member.Name;
    }

    public string TypeName { get; }

    public string Name { get; }

    public PSMemberTypes MemberType { get; }

    public string Definition { get; }

    public override string ToString() => Definition;
}
