using HaVip.Fuzz.Targets;

namespace HaVip.Fuzz;

/// <summary>All targets there are.</summary>
internal static class FuzzTargets
{
    public static IReadOnlyList<FuzzTarget> All { get; } =
        [new AdvertisementTarget(), new HmacTarget(), new ControlTarget(), new ConfigurationTarget(),
        new KeepalivedTarget()];

    public static FuzzTarget? Find(string name) => All.FirstOrDefault(target => target.Name == name);
}
