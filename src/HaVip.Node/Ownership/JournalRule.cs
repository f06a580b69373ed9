namespace HaVip.Node.Ownership;

/// <param name="Instance">For whom it was added.</param>
/// <param name="Rule">As <c>ip rule</c> writes it.</param>
/// <param name="Family">Which of the two lists it is in.</param>
internal sealed record JournalRule(string Instance, string Rule, string Family);
