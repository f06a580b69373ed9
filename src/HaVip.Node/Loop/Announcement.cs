using HaVip.Core.Configuration;
using HaVip.Core.Election;
using HaVip.Core.Values;

namespace HaVip.Node.Loop;

/// <summary>One message about one address that waits for its turn.</summary>
/// <param name="Router">Whose.</param>
/// <param name="Order">The announcing it belongs to.</param>
/// <param name="Address">What it is about.</param>
/// <param name="Spacing">Until the next one on the interface.</param>
internal readonly record struct Announcement(VirtualRouter Router, long Order, VirtualAddress Address, Duration Spacing);
