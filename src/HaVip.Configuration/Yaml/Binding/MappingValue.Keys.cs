using HaVip.Configuration.Yaml.Source;
using HaVip.Core.Configuration;

namespace HaVip.Configuration.Yaml.Binding;

internal sealed partial class MappingValue<T>
{
    /// <summary>The key that is written there; null where there is none, with the reason among the findings.</summary>
    private Key<T>? Recognize(
        BindingContext context, SourceNode node, string path, Dictionary<Key<T>, SourcePosition> seen)
    {
        if (node is not SourceScalar scalar)
        {
            context.Report(
                ReaderRules.KeyFormat, path, node.Position, $"The key here is {node.Kind}: expected the name of a key.");
            return null;
        }

        var key = Array.Find(keys, k => k.Name == scalar.Text);
        if (key is null)
        {
            ReportUnknown(context, scalar, path);
            return null;
        }

        if (seen.TryAdd(key, scalar.Position)) return key;
        context.Report(
            ReaderRules.KeyDuplicate,
            ValuePath.Key(path, key.Name),
            scalar.Position,
            $"'{key.Name}' is written twice: it is already in line {seen[key].Line}.",
            "Keep one of them.");
        return null;
    }

    private void ReportUnknown(BindingContext context, SourceScalar scalar, string path)
    {
        var near = NearestKey(scalar.Text);
        var shown = HoldsSecret && near is null ? null : Shown.Text(scalar.Text);
        context.Report(
            ReaderRules.KeyUnknown,
            shown is null ? path : ValuePath.Key(path, shown),
            scalar.Position,
            shown is null ? "This key is not known." : $"'{shown}' is not a known key of {ValuePath.Title(path)}.",
            near is null ? $"The keys here are: {string.Join(", ", keys.Select(k => k.Name))}." : $"Did you mean '{near}'?");
    }

    private string? NearestKey(string text)
    {
        var other = Array.Find(keys, k => k.OtherNames.Contains(text, StringComparer.OrdinalIgnoreCase));
        return other?.Name ?? NearestName.Find(text, [.. keys.Select(k => k.Name)]);
    }
}
