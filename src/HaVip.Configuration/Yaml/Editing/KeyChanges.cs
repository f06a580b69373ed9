using HaVip.Configuration.Yaml.Source;
using HaVip.Core.Configuration;

namespace HaVip.Configuration.Yaml.Editing;

/// <summary>Says what differs between two configurations of an instance, key by key, as the file would.</summary>
public static class KeyChanges
{
    private const string Hidden = "***";
    private const string Nothing = "none";
    private const string Default = "default";

    /// <summary>In the order of the file; what the file says of an instance that was added or removed.</summary>
    public static IReadOnlyList<KeyChange> Of(InstanceChange change)
    {
        ArgumentNullException.ThrowIfNull(change);
        return change switch
        {
            { Kind: InstanceChangeKind.Added, After: { } added } => [.. Written(added).Select(e => new KeyChange(e.Key, null, e.Text))],
            { Kind: InstanceChangeKind.Removed, Before: { } gone } => [.. Written(gone).Select(e => new KeyChange(e.Key, e.Text, null))],
            { Before: { } before, After: { } after } => Changed(change, before, after),
            _ => [],
        };
    }

    private static KeyChange[] Changed(InstanceChange change, InstanceConfiguration before, InstanceConfiguration after)
    {
        var (old, now) = (Values(before), Values(after));
        string In(Dictionary<string, string> values, string key) => values.GetValueOrDefault(key, Nothing);
        return [.. change.Keys.Select(key => new KeyChange(key, In(old, key), In(now, key)))];
    }

    private static Dictionary<string, string> Values(InstanceConfiguration instance) =>
        ConfigurationFormat.Instance.Values(Masked(instance)).ToDictionary(pair => pair.Name, pair => Text(pair.Value));

    private static string Text(SourceNode value) => value is SourceMapping { Entries.Count: 0 } ? Default : YamlText.Inline(value);

    private static IEnumerable<(string Key, string Text)> Written(InstanceConfiguration instance) =>
        ((SourceMapping)ConfigurationFormat.Instance.Write(Masked(instance))).Entries
            .Select(entry => (((SourceScalar)entry.Key).Text, YamlText.Inline(entry.Value)));

    private static InstanceConfiguration Masked(InstanceConfiguration instance) => instance with
    {
        Authentication = instance.Authentication is { Reference: null } ? new(Hidden) : instance.Authentication,
        Hmac = instance.Hmac is { } hmac ? hmac with { Keys = [.. hmac.Keys.Select(Masked)] } : null,
    };

    private static HmacKey Masked(HmacKey key) =>
        HmacKeyReference.IsElsewhere(key.Reference) ? key : key with { Reference = Hidden };
}
