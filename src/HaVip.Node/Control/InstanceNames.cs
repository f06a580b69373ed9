using HaVip.Configuration.Yaml;
using HaVip.Core.Control;
using HaVip.Core.Election;
using HaVip.Core.Engine;

namespace HaVip.Node.Control;

/// <summary>Finds the instances a request names.</summary>
internal static class InstanceNames
{
    /// <summary>All where none is named; false with an error where one does not exist.</summary>
    public static bool TryResolve(
        NodeEngine engine,
        IReadOnlyList<string>? names,
        out List<VirtualRouter> routers,
        out ControlError? error)
    {
        error = null;
        routers = [];
        if (names is null)
        {
            routers.AddRange(engine.Routers);
            return true;
        }

        foreach (var name in names)
        {
            if (engine.Find(name) is { } router)
            {
                if (!routers.Contains(router)) routers.Add(router);
                continue;
            }

            error = Unknown(engine, name);
            return false;
        }

        return true;
    }

    private static ControlError Unknown(NodeEngine engine, string asked)
    {
        var name = Shown.Text(asked);
        var known = engine.Routers.Select(router => router.Name).ToArray();
        if (known.Length == 0)
        {
            return new ControlError(
                ControlError.UnknownInstance, $"There is no instance '{name}': none is configured.");
        }

        var nearest = known.MinBy(other => Distance(name, other))!;
        var guess = Distance(name, nearest) <= Math.Max(1, name.Length / 3) ? $"Did you mean '{nearest}'? " : "";
        return new ControlError(
            ControlError.UnknownInstance,
            $"There is no instance '{name}' on this node.",
            $"{guess}The instances are {string.Join(", ", known)}.");
    }

    /// <summary>How many letters to add, drop or change, whatever their case.</summary>
    private static int Distance(string left, string right)
    {
        var row = Enumerable.Range(0, right.Length + 1).ToArray();
        for (var i = 0; i < left.Length; i++)
        {
            var diagonal = row[0];
            row[0] = i + 1;
            for (var j = 0; j < right.Length; j++)
            {
                var same = char.ToUpperInvariant(left[i]) == char.ToUpperInvariant(right[j]);
                var change = diagonal + (same ? 0 : 1);
                diagonal = row[j + 1];
                row[j + 1] = Math.Min(change, Math.Min(row[j], row[j + 1]) + 1);
            }
        }

        return row[^1];
    }
}
