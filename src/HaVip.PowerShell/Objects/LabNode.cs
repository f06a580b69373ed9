namespace HaVip;

/// <summary>A host of a lab that can be made an HA node; pipes into the cmdlets about nodes.</summary>
public sealed class LabNode : LabHost
{
    internal LabNode()
    {
    }
}
