namespace HaVip.Configuration.Keepalived.Import;

/// <summary>Which keyword belongs where, for those that stand in the wrong place.</summary>
internal static class Vocabulary
{
    public static IEnumerable<string> All =>
    [
        .. TopKeywords.Keywords.Names, .. GlobalKeywords.Keywords.Names, .. InstanceKeywords.Keywords.Names,
        .. GroupKeywords.Keywords.Names, .. CheckKeywords.Script.Names, .. CheckKeywords.Process.Names,
        .. CheckKeywords.File.Names, .. AnnouncementGroupKeywords.Keywords.Names, .. HmacKeywords.Names, "auth_type", "auth_pass",
    ];

    public static IReadOnlyList<string> BlocksOf(string keyword)
    {
        var blocks = new List<string>();
        if (InstanceKeywords.Keywords.Names.Contains(keyword)) blocks.Add(InstanceKeywords.Block);
        if (GlobalKeywords.Keywords.Names.Contains(keyword)) blocks.Add(GlobalKeywords.Block);
        if (GroupKeywords.Keywords.Names.Contains(keyword)) blocks.Add(GroupKeywords.Block);
        if (CheckKeywords.Script.Names.Contains(keyword)) blocks.Add(CheckKeywords.ScriptBlock);
        if (CheckKeywords.Process.Names.Contains(keyword)) blocks.Add(CheckKeywords.ProcessBlock);
        if (CheckKeywords.File.Names.Contains(keyword)) blocks.Add(CheckKeywords.FileBlock);
        if (HmacKeywords.Names.Contains(keyword)) blocks.Add("auth_hmac");
        if (keyword is "auth_type" or "auth_pass") blocks.Add("authentication");
        return blocks;
    }
}
