namespace HaVip.Configuration.Keepalived.Language;

/// <param name="Text">Without comment, and without blanks at either end.</param>
/// <param name="Continues">It ended in a backslash, which is taken away.</param>
/// <param name="Cut">Where a word ends because it holds what begins a comment; null where none does.</param>
/// <param name="IsQuoteOpen">A double quote has no partner that is not escaped.</param>
internal readonly record struct StrippedLine(TrackedText Text, bool Continues, TextPlace? Cut, bool IsQuoteOpen);
