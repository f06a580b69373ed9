namespace HaVip.Configuration.Keepalived.Import;

/// <summary>Which keyword belongs where, for those that stand in the wrong place.</summary>
internal static class Vocabulary
{
    public static IReadOnlyList<string> BlocksOf(string keyword)
    {
        var blocks = new List<string>();
        if (InstanceKeywords.Keywords.Names.Contains(keyword)) blocks.Add(InstanceKeywords.Block);
        if (GlobalKeywords.Keywords.Names.Contains(keyword)) blocks.Add(GlobalKeywords.Block);
        if (HmacKeywords.Names.Contains(keyword)) blocks.Add("auth_hmac");
        if (keyword is "auth_type" or "auth_pass") blocks.Add("authentication");
        return blocks;
    }
}
