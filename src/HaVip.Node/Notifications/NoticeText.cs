using HaVip.Core.Configuration;
using HaVip.Core.Election;
using HaVip.Core.Engine;

namespace HaVip.Node.Notifications;

/// <summary>What the engine reports, as news: the words are keepalived's where it has one.</summary>
internal static class NoticeText
{
    /// <summary>Null for what nobody is told of.</summary>
    public static Notice? Of(in EngineAction report)
    {
        var router = report.Router;
        var (kind, word) = report.Event switch
        {
            EventKind.Transition => OfState(report.To),
            EventKind.HandoverStarted => (NotifyEvents.Leaving, "LEAVING"),
            EventKind.RivalRejected => (NotifyEvents.RivalRejected, "MASTER_RX_LOWER_PRI"),
            EventKind.PriorityChanged when router.State == VrrpState.Master => (NotifyEvents.Priority, "MASTER_PRIORITY"),
            EventKind.PriorityChanged => (NotifyEvents.Priority, "BACKUP_PRIORITY"),
            _ => default,
        };
        if (kind == NotifyEvents.None) return null;
        return new Notice(false, router.Name, kind, word, router.Priority)
        {
            Addresses = [.. router.Configuration.AllAddresses.Select(address => address.Prefix.Address.ToString())],
            Interface = router.Configuration.Interface,
            Reason = EventText.Describe(report),
        };
    }

    /// <summary>The default value for a state that nobody is told of.</summary>
    public static (NotifyEvents Event, string Word) OfState(VrrpState state) => state switch
    {
        VrrpState.Master => (NotifyEvents.Master, "MASTER"),
        VrrpState.Backup => (NotifyEvents.Backup, "BACKUP"),
        VrrpState.Fault => (NotifyEvents.Fault, "FAULT"),
        VrrpState.Stopped => (NotifyEvents.Stop, "STOP"),
        _ => default,
    };
}
