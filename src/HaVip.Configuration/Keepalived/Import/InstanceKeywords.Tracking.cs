namespace HaVip.Configuration.Keepalived.Import;

internal static partial class InstanceKeywords
{
    private const string NoTracking = "HaVip does not track anything but the instance's own interface yet.";

    private static IEnumerable<Keyword<InstanceDraft>> Tracking() =>
    [
        Lost("track_interface", NoTracking),
        Lost("track_script", NoTracking),
        Lost("track_file", NoTracking),
        Lost("track_process", NoTracking),
        Lost("track_bfd", "HaVip has no BFD; see 'detection' for knowing sooner that a Master is dead."),
    ];
}
