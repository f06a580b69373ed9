using HaVip.Core.Values;

namespace HaVip.Configuration.Keepalived.Import;

/// <summary>
/// A <c>garp_group</c> as far as it has been read: its pauses hold for the interfaces named behind them or before.
/// </summary>
internal sealed class AnnouncementGroupDraft(GlobalDraft global)
{
    private readonly AnnouncementDraft _pauses = new();

    public Duration? ArpSpacing
    {
        set => _pauses.ArpSpacing = value;
    }

    public Duration? NeighborSpacing
    {
        set => _pauses.NeighborSpacing = value;
    }

    public void Add(string name) => global.InterfaceAnnouncements[name] = _pauses;
}
