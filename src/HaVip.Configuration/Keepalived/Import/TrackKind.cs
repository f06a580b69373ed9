namespace HaVip.Configuration.Keepalived.Import;

/// <summary>What an instance can track; each kind has names of its own.</summary>
internal enum TrackKind
{
    Interface,
    Script,
    Process,
    File,
}
