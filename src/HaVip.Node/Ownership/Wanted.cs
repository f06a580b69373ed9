using HaVip.Core.Configuration;

namespace HaVip.Node.Ownership;

/// <summary>What some instances shall own, and what they own and shall not.</summary>
internal sealed class Wanted
{
    public List<InstanceConfiguration> Instances { get; } = [];

    public List<OwnedAddress> Addresses { get; } = [];

    public List<OwnedRoute> Routes { get; } = [];

    public List<OwnedRule> Rules { get; } = [];

    public List<OwnedAddress> AddressesThatGo { get; } = [];

    public List<OwnedRoute> RoutesThatGo { get; } = [];

    public List<OwnedRule> RulesThatGo { get; } = [];

    /// <summary>Leaves an instance without what it shall own.</summary>
    public void Drop(string instance)
    {
        Addresses.RemoveAll(owned => owned.Instance == instance);
        Routes.RemoveAll(owned => owned.Instance == instance);
        Rules.RemoveAll(owned => owned.Instance == instance);
    }
}
