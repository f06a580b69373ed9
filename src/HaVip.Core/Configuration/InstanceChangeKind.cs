namespace HaVip.Core.Configuration;

/// <summary>What became of an instance from one configuration to the next.</summary>
public enum InstanceChangeKind
{
    Unchanged,
    Added,
    Removed,
    Changed,
}
