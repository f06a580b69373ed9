using HaVip.Node.Kernel;

namespace HaVip.Node.Ownership;

/// <summary>A routing rule this runner added, and for whom.</summary>
internal readonly record struct OwnedRule(string Instance, KernelRule Rule)
{
    public override string ToString() => Rule.ToString();
}
