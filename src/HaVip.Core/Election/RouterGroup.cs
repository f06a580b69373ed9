using HaVip.Core.Values;

namespace HaVip.Core.Election;

/// <summary>
/// Virtual routers that are Master together or not at all: none is promoted before all want to be, the fault of one is
/// the fault of all, and one that yields takes the others along.
/// </summary>
public sealed class RouterGroup
{
    private readonly List<VirtualRouter> _members = [];

    internal RouterGroup(string name) => Name = name;

    public string Name { get; }

    /// <summary>In the order of the configuration.</summary>
    public IReadOnlyList<VirtualRouter> Members => _members;

    /// <summary>A hand-over of the whole group waits as long as its slowest member.</summary>
    internal Duration Patience
    {
        get
        {
            var longest = Duration.Zero;
            foreach (var member in _members) longest = Duration.Max(longest, member.MasterDownInterval);
            return longest;
        }
    }

    internal void Add(VirtualRouter router)
    {
        _members.Add(router);
        router.Group = this;
    }

    /// <summary>Whether every other member is Master or would be.</summary>
    internal bool Agrees(VirtualRouter router) => _members.TrueForAll(member => member == router || member.IsOrWouldBeMaster);

    /// <summary>Another member that keeps the group in Fault; null where none does.</summary>
    internal VirtualRouter? Unfit(VirtualRouter router) =>
        _members.Find(member => member != router && member is { State: not VrrpState.Stopped, IsFitItself: false });

    /// <summary>Whether another member follows a Master elsewhere.</summary>
    internal bool HasLeft(VirtualRouter router) =>
        _members.Exists(member => member != router && member is { State: VrrpState.Backup, IsOrWouldBeMaster: false });
}
