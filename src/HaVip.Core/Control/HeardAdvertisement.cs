namespace HaVip.Core.Control;

/// <summary>Packets of one sender that say the same, as <c>havip-node probe</c> saw them pass.</summary>
/// <param name="Count">How many.</param>
/// <param name="Last">The last of them.</param>
public sealed record HeardAdvertisement(long Count, TracedAdvertisement Last);
