using HaVip.Core.Engine;
using HaVip.Core.Values;
using HaVip.Node.Ownership;

namespace HaVip.Node.Loop;

/// <summary>Addresses that somebody else removed from a Master.</summary>
internal sealed partial class NodeLoop
{
    private readonly PutBackLimit _putBackLimit = new();

    /// <summary>
    /// Neighbours are told of an address that is there again. Where it does not stay it is offered to the other nodes;
    /// where none takes it this one goes on putting it back.
    /// </summary>
    private void OnPutBack(Instant now)
    {
        foreach (var name in parts.Reconciler.PutBack)
        {
            if (parts.Engine.Find(name) is not { } router) continue;
            parts.Engine.AnnounceAnew(router, now, parts.Actions);
            if (!_putBackLimit.Exceeds(router, now)) continue;
            if (!parts.Engine.Offer(router, PutBackLimit.Hold, now, parts.Actions)) continue;
            parts.Events.Add(
                EventKind.AddressesPutBack,
                name,
                $"addresses were removed more than {PutBackLimit.Most} times in a minute: offering them to other nodes");
        }

        parts.Reconciler.PutBack.Clear();
        foreach (var name in parts.Reconciler.Finished)
        {
            if (parts.Engine.Find(name) is { } router) parts.Engine.AnnounceAnew(router, now, parts.Actions);
        }

        parts.Reconciler.Finished.Clear();
        parts.Executor.Execute(parts.Actions);
    }
}
