namespace HaVip.Configuration.Keepalived.Import;

internal static partial class InstanceKeywords
{
    private static IEnumerable<Keyword<InstanceDraft>> Tracking() =>
        TrackReader.Blocks.Select(block => Define(block.Name, (s, d, c) => block.Read(s, d.Track, c)));
}
