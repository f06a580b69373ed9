namespace HaVip.Configuration.Keepalived.Language;

/// <summary>What separates words: the white space of C.</summary>
internal static class Blanks
{
    public static bool Are(char c) => c is ' ' or '\t' or '\f' or '\v' or '\r' or '\n';
}
