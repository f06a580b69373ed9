using System.Text;
using HaVip.Configuration.Yaml;

namespace HaVip.Configuration.Tests.Yaml;

/// <summary>What the fuzz target found: each finding is at a place that is there.</summary>
public sealed class FoundByFuzzingTests
{
    [Theory]
    [InlineData("[", 1, 2)]
    [InlineData("{ inst", 1, 7)]
    [InlineData("[\n", 2, 1)]
    [InlineData("a: 1\r\n[", 2, 1)]
    public void Text_that_ends_too_early_is_a_finding_at_its_end(string text, int line, int column)
    {
        var finding = Assert.Single(ConfigurationReader.Read(text, "f").Diagnostics);
        Assert.Equal(("YamlSyntax", line, column), (finding.RuleId, finding.Line, finding.Column));
    }

    [Theory]
    [InlineData("a\\x0Fb")]
    [InlineData("a\\0b")]
    public void Key_file_with_an_invisible_letter_in_its_name_is_named_in_one_line(string path)
    {
        var keys = "{ 1: \"file:/nowhere/" + path + "\" }";
        var text = "instances: [{ name: A, authentication: { type: hmac, keys: " + keys + " } }]";
        var findings = ConfigurationReader.Read(text, "f").Diagnostics;
        var finding = Assert.Single(findings, d => d.RuleId == "KeyFileUnreadable");
        Assert.DoesNotContain(finding.ToString(), char.IsControl);
    }

    [Fact]
    public void Form_feed_ends_no_line_so_no_tab_behind_it_is_an_indentation()
    {
        var finding = Assert.Single(ConfigurationReader.Read("!a\f\t\u001B x", "f").Diagnostics);
        Assert.Equal(("YamlSyntax", 1), (finding.RuleId, finding.Line));
    }

    [Theory]
    [InlineData("\uFEFFab", 1, 3)]
    [InlineData("a\u2028b", 2, 2)]
    [InlineData("a\r\rb\r\n\u0085", 5, 1)]
    [InlineData("\uFEFFa\u2029", 2, 1)]
    public void Bytes_that_are_not_UTF8_are_found_where_the_parser_would_count_them(string before, int line, int column)
    {
        byte[] bytes = [.. Encoding.UTF8.GetBytes(before), 0xFF];
        var finding = Assert.Single(ConfigurationReader.Read(bytes, "f").Diagnostics);
        Assert.Equal(("FileEncoding", line, column), (finding.RuleId, finding.Line, finding.Column));
    }
}
