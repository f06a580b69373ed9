using HaVip.Core.Values;

namespace HaVip.Core.Neighbors;

/// <summary>That a virtual router wants to know whether a host is there.</summary>
/// <param name="Address">The host, on the router's interface.</param>
/// <param name="Calm">How often it is asked while it answers.</param>
/// <param name="Patience">How long an answer may take, and how soon it is asked again after that.</param>
internal readonly record struct HostInterest(IpAddress Address, Duration Calm, Duration Patience);
