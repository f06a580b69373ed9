using HaVip.Configuration.Keepalived.Language;

namespace HaVip.Configuration.Keepalived.Import;

/// <summary>A line of a <c>track_</c> block.</summary>
/// <param name="Kind">Which block.</param>
/// <param name="Name">As it is written.</param>
/// <param name="Weight">Null is what the named block says.</param>
/// <param name="Statement">Where it stands.</param>
internal sealed record TrackReference(TrackKind Kind, string Name, Weight? Weight, Statement Statement);
