namespace HaVip;

/// <summary>What an object about one instance of a node carries beside its node.</summary>
public abstract class InstanceObject : NodeObject
{
    /// <summary>The instance's name, under which the node knew it when the object was made.</summary>
    internal abstract string InstanceName { get; }
}
