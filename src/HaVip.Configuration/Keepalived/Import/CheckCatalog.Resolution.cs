using HaVip.Configuration.Yaml;
using HaVip.Core.Configuration;

namespace HaVip.Configuration.Keepalived.Import;

internal sealed partial class CheckCatalog
{
    /// <summary>What an instance or a group tracks, as keepalived would after it has read everything.</summary>
    /// <param name="references">As they are written.</param>
    /// <param name="users">The instances it counts for.</param>
    /// <param name="isWeightless">They are in a group that allows no weights.</param>
    /// <param name="places">To remember where each stood.</param>
    /// <param name="path">Of the settings.</param>
    public TrackSettings Resolve(
        List<TrackReference> references,
        IReadOnlyList<InstanceConfiguration> users,
        bool isWeightless,
        PlaceMap places,
        string path)
    {
        var interfaces = new List<TrackedInterface>();
        var checks = new List<TrackedCheck>();
        var reason = users.Any(user => user.AddressOwner) ? "the address owner's priority is always 255"
            : isWeightless ? "the instances of a sync group have to agree"
            : null;
        foreach (var reference in references)
        {
            if (reference.Kind == TrackKind.Interface)
            {
                if (Interface(reference, users, interfaces, reason) is not { } tracked) continue;
                places.Set($"{path}.{ConfigurationKeys.Interfaces}[{interfaces.Count}]", reference.Statement);
                interfaces.Add(tracked);
            }
            else if (Check(reference, checks, reason) is { } check)
            {
                places.Set($"{path}.{ConfigurationKeys.Checks}[{checks.Count}]", reference.Statement);
                checks.Add(check);
            }
        }

        return new TrackSettings { Interfaces = interfaces, Checks = checks };
    }

    private TrackedInterface? Interface(
        TrackReference reference,
        IReadOnlyList<InstanceConfiguration> users,
        List<TrackedInterface> known,
        string? weightless)
    {
        var shown = Shown.Text(reference.Name);
        if (users.Any(user => user.Interface == reference.Name))
            return Ignore<TrackedInterface>(
                reference, $"{shown} is an instance's own interface, which is always tracked.");
        if (known.Exists(other => other.Name == reference.Name))
            return Ignore<TrackedInterface>(reference, $"{shown} is listed twice: once is enough.");
        var weight = reference.Weight ?? default;
        if (weight.Value != 0 && weightless is not null)
        {
            Ignore<TrackedInterface>(
                reference, $"keepalived takes weight 0 for {shown}, because {weightless}, and so do we.");
            weight = new Weight(0, weight.IsReverse);
        }

        var delays = Delays.GetValueOrDefault(reference.Name);
        return new TrackedInterface(reference.Name)
        {
            Weight = weight.Value,
            Reverse = weight.IsReverse,
            DownDelay = delays.Down,
            UpDelay = delays.Up,
        };
    }

    private TrackedCheck? Check(TrackReference reference, List<TrackedCheck> known, string? weightless)
    {
        var shown = Shown.Text(reference.Name);
        if (_names[reference.Kind].Find(reference.Name) is not { } name)
        {
            _context.Add(
                ImportRules.NameUnknown,
                reference.Statement,
                $"There is no {reference.Kind.ToString().ToLowerInvariant()} '{shown}' to track, so keepalived ignores it, and so do we.",
                _names[reference.Kind].Suggest(reference.Name));
            return null;
        }

        if (known.Exists(other => other.Name == name))
            return Ignore<TrackedCheck>(reference, $"{shown} is listed twice: once is enough.");
        var draft = _checks.Find(check => check.Name == name).Draft;
        var weight = reference.Weight ?? draft.Weight;
        var reverse = weight.IsReverse != draft.IsContrary;
        if (weight.Value == 0 || weightless is null)
            return new TrackedCheck(name) { Weight = weight.Value, Reverse = reverse };
        if (reference.Kind == TrackKind.Script)
            return Ignore<TrackedCheck>(
                reference, $"keepalived does not track {shown} with a weight, because {weightless}; nor do we.");
        Ignore<TrackedCheck>(reference, $"keepalived takes weight 0 for {shown}, because {weightless}, and so do we.");
        return new TrackedCheck(name) { Reverse = reverse };
    }

    private T? Ignore<T>(TrackReference reference, string message)
        where T : class
    {
        _context.Add(ImportRules.ValueIgnored, reference.Statement, message);
        return null;
    }
}
