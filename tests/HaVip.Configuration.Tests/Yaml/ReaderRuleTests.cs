using HaVip.Configuration.Yaml;
using HaVip.Core.Configuration;

namespace HaVip.Configuration.Tests.Yaml;

public sealed class ReaderRuleTests
{
    /// <summary>Rules about files as such, which <see cref="ConfigurationReaderFileTests"/> breaks one by one.</summary>
    private static readonly string[] OfFiles =
    [
        "FileMissing", "FileIsDirectory", "FileUnreadable", "FileSize", "FileEncoding", "FileOwnedByOthers",
        "FileReadableByOthers", "FileWritableByOthers",
    ];

    public static TheoryData<string> RuleIds => [.. ReaderRules.All.Select(r => r.Id).Except(OfFiles)];

    [Theory]
    [MemberData(nameof(RuleIds))]
    public void Every_rule_of_texts_is_broken_by_a_case(string ruleId) =>
        Assert.Contains(ReaderCases.All, c => c.RuleId == ruleId);

    [Fact]
    public void Rule_ids_are_those_of_the_validator_or_new()
    {
        var ids = ReaderRules.All.Concat(ConfigurationRules.All).Select(r => r.Id).ToArray();

        Assert.Equal(ids.Length, ids.Distinct().Count());
    }

    [Fact]
    public void Cases_break_rules_that_there_are() =>
        Assert.Empty(ReaderCases.All.Select(c => c.RuleId).Except(ReaderRules.All.Concat(ConfigurationRules.All).Select(r => r.Id)));
}
