namespace HaVip.Configuration.Keepalived.Language;

/// <param name="Text">Without its quotes.</param>
/// <param name="IsQuoted">It stood between double quotes.</param>
/// <param name="Place">Where it begins.</param>
internal sealed record Word(string Text, bool IsQuoted, TextPlace Place)
{
    public override string ToString() => Text;
}
