using HaVip.Configuration.Keepalived.Language;
using HaVip.Core.Configuration;
using HaVip.Core.Values;

namespace HaVip.Configuration.Keepalived.Import;

internal sealed partial class InstanceCompletion
{
    private InstanceConfiguration WithAddresses(InstanceConfiguration instance, PlaceMap places, string path)
    {
        var seen = new HashSet<(string, IpAddress)>();
        var family = draft.Family;
        var all = Distinct(draft.Addresses.Where(item => IsOf(family, item.Address, item.Statement)), seen);
        var advertised = Math.Min(all.Count, ConfigurationLimits.MaximumAddresses(instance.Version, family));
        var excluded = Distinct(draft.Excluded, seen);
        if (advertised < all.Count)
        {
            Say(
                ImportRules.ValueAdjusted,
                "virtual_ipaddress",
                $"One advertisement carries {advertised} addresses; the others are 'excludedAddresses', as in keepalived.");
            excluded = [.. all.Skip(advertised), .. excluded];
            all = all[..advertised];
        }

        places.Set(path, draft.Statement);
        PlaceAll(places, $"{path}.{ConfigurationKeys.VirtualAddresses}", all.Select(item => item.Statement));
        PlaceAll(places, $"{path}.{ConfigurationKeys.ExcludedAddresses}", excluded.Select(item => item.Statement));
        PlaceAll(places, $"{path}.{ConfigurationKeys.VirtualRoutes}", draft.Routes.Select(item => item.Statement));
        PlaceAll(places, $"{path}.{ConfigurationKeys.VirtualRules}", draft.Rules.Select(item => item.Statement));
        PlaceKeywords(places, path);
        instance = instance with
        {
            VirtualAddresses = [.. all.Select(item => item.Address)],
            ExcludedAddresses = [.. excluded.Select(item => item.Address)],
            VirtualRoutes = [.. draft.Routes.Select(item => item.Route)],
            VirtualRules = [.. Rules()],
            VirtualMac = draft.IsVirtualMac,
        };
        return instance with { Checksum = Checksum(instance) };
    }

    /// <summary>A rule without a preference gets one, as keepalived does it too.</summary>
    private IEnumerable<VirtualRule> Rules()
    {
        const uint First = 16_384;
        var next = First;
        foreach (var (rule, statement) in draft.Rules)
        {
            if (rule.Preference == 0)
            {
                context.Add(
                    ImportRules.ValueAdjusted,
                    statement,
                    $"The rule has no preference, so it gets one: {next}.",
                    "Write the one that is meant.");
            }

            yield return rule.Preference == 0 ? rule with { Preference = next++ } : rule;
        }
    }

    private bool IsOf(AddressFamily family, VirtualAddress address, Statement statement)
    {
        if (address.Prefix.Family == family) return true;
        context.Add(
            ImportRules.ValueIgnored,
            statement,
            $"{address} is {address.Prefix.Family} and the virtual router {family}, so keepalived leaves it out, and so do we.",
            "Write it into virtual_ipaddress_excluded.");
        return false;
    }

    private List<(VirtualAddress Address, Statement Statement)> Distinct(
        IEnumerable<(VirtualAddress Address, Statement Statement)> items, HashSet<(string, IpAddress)> seen)
    {
        var kept = new List<(VirtualAddress, Statement)>();
        foreach (var (address, statement) in items)
        {
            if (seen.Add((address.Interface ?? draft.Interface ?? "", address.Prefix.Address)))
                kept.Add((address, statement));
            else context.Add(
                ImportRules.ValueIgnored, statement, $"{address.Prefix.Address} is listed twice: once is enough.");
        }

        return kept;
    }

    private void PlaceKeywords(PlaceMap places, string path)
    {
        (string Key, string Keyword)[] keys =
        [
            (ConfigurationKeys.Interface, "interface"),
            (ConfigurationKeys.VirtualRouterId, "virtual_router_id"),
            (ConfigurationKeys.Version, "version"),
            (ConfigurationKeys.Priority, "priority"),
            (ConfigurationKeys.AddressOwner, "priority"),
            (ConfigurationKeys.AdvertisementInterval, "advert_int"),
            (ConfigurationKeys.Preempt, "nopreempt"),
            (ConfigurationKeys.PreemptDelay, "preempt_delay"),
            (ConfigurationKeys.AcceptMode, "no_accept"),
            (ConfigurationKeys.Authentication, draft.Hmac is null ? "authentication" : "auth_hmac"),
            (ConfigurationKeys.Unicast, "unicast_peer"),
            (ConfigurationKeys.VirtualAddresses, "virtual_ipaddress"),
            (ConfigurationKeys.ExcludedAddresses, "virtual_ipaddress_excluded"),
            (ConfigurationKeys.VirtualRoutes, "virtual_routes"),
            (ConfigurationKeys.VirtualRules, "virtual_rules"),
            (ConfigurationKeys.VirtualMac, "use_vmac"),
        ];
        foreach (var (key, keyword) in keys)
        {
            if (draft.Statements.TryGetValue(keyword, out var statement)) places.Set($"{path}.{key}", statement);
        }
    }

    private static void PlaceAll(PlaceMap places, string path, IEnumerable<Statement> statements)
    {
        foreach (var (statement, i) in statements.Select((statement, i) => (statement, i)))
            places.Set($"{path}[{i}]", statement);
    }
}
