using HaVip.Core.Election;

namespace HaVip.Node.Checks;

/// <param name="Worker">Who found it: a check that was configured anew meanwhile does not take it.</param>
/// <param name="Health">What the check is now.</param>
/// <param name="Number">What a file holds that is tracked by its number; null for all else.</param>
/// <param name="Detail">Why it is bad, or how it is well, in words.</param>
internal sealed record CheckOutcome(CheckWorker Worker, Health Health, int? Number, string Detail);
