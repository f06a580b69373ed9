using static HaVip.Core.Configuration.ConfigurationKeys;
using static HaVip.Core.Configuration.DiagnosticSeverity;

namespace HaVip.Core.Configuration;

/// <summary>The rules about checks, tracking, groups, notifications and what moves with an instance.</summary>
public static class TrackingRules
{
    // First in the file: the fields below add themselves to it, in their order.
    private static readonly List<ConfigurationRule> Defined = [];

    public static readonly ConfigurationRule ScriptUserFormat = Define(nameof(ScriptUserFormat), Error);
    public static readonly ConfigurationRule BroadcastFamily = Define(nameof(BroadcastFamily), Error);
    public static readonly ConfigurationRule PeerFamily = Define(nameof(PeerFamily), Error);
    public static readonly ConfigurationRule PreferredLifetimeRange = Define(nameof(PreferredLifetimeRange), Error);
    public static readonly ConfigurationRule RouteKeyNotApplicable = Define(nameof(RouteKeyNotApplicable), Error);
    public static readonly ConfigurationRule RouteSourceFamily = Define(nameof(RouteSourceFamily), Error);
    public static readonly ConfigurationRule RouteMtuRange = Define(nameof(RouteMtuRange), Error);
    public static readonly ConfigurationRule RulePreferenceRange = Define(nameof(RulePreferenceRange), Error);
    public static readonly ConfigurationRule RuleFamily = Define(nameof(RuleFamily), Error);
    public static readonly ConfigurationRule RuleHostBits = Define(nameof(RuleHostBits), Error);
    public static readonly ConfigurationRule RuleTable = Define(nameof(RuleTable), Error);
    public static readonly ConfigurationRule RuleInterfaceFormat = Define(nameof(RuleInterfaceFormat), Error);
    public static readonly ConfigurationRule AnnouncementSpacingRange = Define(nameof(AnnouncementSpacingRange), Error);
    public static readonly ConfigurationRule TrackedInterfaceFormat = Define(nameof(TrackedInterfaceFormat), Error);
    public static readonly ConfigurationRule TrackedInterfaceOwn = Define(nameof(TrackedInterfaceOwn), Error, Interface);
    public static readonly ConfigurationRule TrackedInterfaceUnique = Define(nameof(TrackedInterfaceUnique), Error, Track);
    public static readonly ConfigurationRule TrackDelayRange = Define(nameof(TrackDelayRange), Error);
    public static readonly ConfigurationRule TrackedCheckUnknown = Define(nameof(TrackedCheckUnknown), Error);
    public static readonly ConfigurationRule TrackedCheckUnique = Define(nameof(TrackedCheckUnique), Error, Track);
    public static readonly ConfigurationRule TrackWeightRange = Define(nameof(TrackWeightRange), Error);
    public static readonly ConfigurationRule TrackWeightOwner = Define(nameof(TrackWeightOwner), Error, AddressOwner);
    public static readonly ConfigurationRule TrackWeightInGroup = Define(nameof(TrackWeightInGroup), Error, TrackingWeight);
    public static readonly ConfigurationRule NotifyTarget = Define(nameof(NotifyTarget), Error);
    public static readonly ConfigurationRule NotifyCommandFormat = Define(nameof(NotifyCommandFormat), Error);
    public static readonly ConfigurationRule NotifyFifoFormat = Define(nameof(NotifyFifoFormat), Error);
    public static readonly ConfigurationRule NotifyEventRequired = Define(nameof(NotifyEventRequired), Error);
    public static readonly ConfigurationRule NotifyTimeoutRange = Define(nameof(NotifyTimeoutRange), Error);
    public static readonly ConfigurationRule NotifyRetryRange = Define(nameof(NotifyRetryRange), Error);
    public static readonly ConfigurationRule NotifyUserFormat = Define(nameof(NotifyUserFormat), Error);
    public static readonly ConfigurationRule GroupNameFormat = Define(nameof(GroupNameFormat), Error, Name);
    public static readonly ConfigurationRule GroupNameUnique = Define(nameof(GroupNameUnique), Error, Name);
    public static readonly ConfigurationRule GroupInstanceRequired = Define(nameof(GroupInstanceRequired), Error, Instances);
    public static readonly ConfigurationRule GroupInstanceUnknown = Define(nameof(GroupInstanceUnknown), Error);
    public static readonly ConfigurationRule GroupInstanceUnique = Define(nameof(GroupInstanceUnique), Error);
    public static readonly ConfigurationRule GroupOfOne = Define(nameof(GroupOfOne), Warning, Instances);
    public static readonly ConfigurationRule GroupMembersDiffer = Define(nameof(GroupMembersDiffer), Warning, Instances);
    public static readonly ConfigurationRule GroupOwnerMixed = Define(nameof(GroupOwnerMixed), Error, Instances);
    public static readonly ConfigurationRule CheckNameFormat = Define(nameof(CheckNameFormat), Error, Name);
    public static readonly ConfigurationRule CheckNameUnique = Define(nameof(CheckNameUnique), Error, Name);
    public static readonly ConfigurationRule CheckKeyNotApplicable = Define(nameof(CheckKeyNotApplicable), Error, ConfigurationKeys.Type);
    public static readonly ConfigurationRule CheckIntervalRange = Define(nameof(CheckIntervalRange), Error);
    public static readonly ConfigurationRule CheckTimeoutRange = Define(nameof(CheckTimeoutRange), Error);
    public static readonly ConfigurationRule CheckRiseRange = Define(nameof(CheckRiseRange), Error);
    public static readonly ConfigurationRule CheckFallRange = Define(nameof(CheckFallRange), Error);
    public static readonly ConfigurationRule CheckDelayRange = Define(nameof(CheckDelayRange), Error);
    public static readonly ConfigurationRule CheckProcessFormat = Define(nameof(CheckProcessFormat), Error);
    public static readonly ConfigurationRule CheckQuorumRange = Define(nameof(CheckQuorumRange), Error);
    public static readonly ConfigurationRule CheckUrlFormat = Define(nameof(CheckUrlFormat), Error);
    public static readonly ConfigurationRule CheckServerName = Define(nameof(CheckServerName), Error);
    public static readonly ConfigurationRule CheckExpectation = Define(nameof(CheckExpectation), Error);
    public static readonly ConfigurationRule CheckCommandFormat = Define(nameof(CheckCommandFormat), Error);
    public static readonly ConfigurationRule CheckUserFormat = Define(nameof(CheckUserFormat), Error);
    public static readonly ConfigurationRule CheckPathFormat = Define(nameof(CheckPathFormat), Error);
    public static readonly ConfigurationRule CheckInterfaceFormat = Define(nameof(CheckInterfaceFormat), Error);
    public static readonly ConfigurationRule CheckUnused = Define(nameof(CheckUnused), Warning);

    /// <summary>All of them, in the order above.</summary>
    public static IReadOnlyList<ConfigurationRule> All => Defined;

    private static ConfigurationRule Define(string id, DiagnosticSeverity severity, params string[] keys)
    {
        var rule = new ConfigurationRule(id, severity, keys);
        Defined.Add(rule);
        return rule;
    }
}
