using System.Globalization;
using HaVip.Core.Election;
using HaVip.Core.Values;

namespace HaVip.Core.Engine;

/// <summary>The words of paths, the same in logs, events and states.</summary>
internal static class PathText
{
    private const long SecondsPerDay = 86_400;

    /// <summary>What a report about a path tells: <c>path eth0 silent since 12:00:05 UTC, eth1 heard</c>.</summary>
    public static string Describe(VirtualRouter router, AdvertisementPath path, EventKind kind) => kind switch
    {
        EventKind.PathSilent => Explain(router) ?? $"path {Name(path)} silent",
        EventKind.PathHeard => $"path {Name(path)} is heard again",
        EventKind.PathUp => $"path {Name(path)} can be used again",
        _ => $"path {Name(path)} cannot be used: {WhyNot(path)}",
    };

    /// <summary>How the paths of a Backup are where not all are well; null where there is nothing to say.</summary>
    public static string? Explain(VirtualRouter router)
    {
        if (router.State != VrrpState.Backup || router.Paths.Count == 1) return null;
        var silent = router.Paths.Where(path => router.StatusOf(path) == PathStatus.Silent).ToArray();
        if (silent.Length == 0) return null;
        var heard = router.Paths.Where(path => router.StatusOf(path) == PathStatus.Heard).Select(Name).ToArray();
        var what = string.Join(", ", silent.Select(path => $"path {Name(path)} silent{Since(router, path)}"));
        return heard.Length == 0 ? what : $"{what}, {string.Join(" and ", heard)} heard";
    }

    private static string Since(VirtualRouter router, AdvertisementPath path)
    {
        if (path.Heard is not { } heard) return "";
        var seconds = router.UnixMicroseconds(heard) / 1_000_000 % SecondsPerDay;
        return string.Create(
            CultureInfo.InvariantCulture,
            $" since {seconds / 3600:00}:{seconds / 60 % 60:00}:{seconds % 60:00} UTC");
    }

    private static string WhyNot(AdvertisementPath path)
    {
        if (!path.Interface.Exists) return "there is no such interface";
        return path.Interface.IsUp ? $"the interface has no {path.Family} address of its own" : "the interface is down";
    }

    private static string Name(AdvertisementPath path) => path.Interface.Name;
}
