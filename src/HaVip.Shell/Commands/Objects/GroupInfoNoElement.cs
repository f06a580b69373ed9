namespace Microsoft.PowerShell.Commands;

/// <summary>One group of <c>Group-Object -NoElement</c>: how many, not which.</summary>
public sealed class GroupInfoNoElement
{
    internal GroupInfoNoElement(GroupInfo group)
    {
        Count = group.Count;
        Name = group.Name;
    }

    public int Count { get; }

    public string Name { get; }
}
