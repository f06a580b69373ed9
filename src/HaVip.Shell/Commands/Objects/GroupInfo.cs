using System.Collections.ObjectModel;
using System.Management.Automation;

namespace Microsoft.PowerShell.Commands;

/// <summary>One group of <c>Group-Object</c>.</summary>
public class GroupInfo
{
    internal GroupInfo(string name, IReadOnlyList<object?> values)
    {
        Name = name;
        Values = [.. values];
    }

    public int Count => Group.Count;

    public string Name { get; }

    public Collection<PSObject> Group { get; } = [];

    public Collection<object?> Values { get; }
}
