using System.Diagnostics;
using System.Runtime.Versioning;
using System.Text;
using HaVip.Configuration.Yaml;
using HaVip.Core.Configuration;

namespace HaVip.Configuration.Tests.Yaml;

[UnsupportedOSPlatform("windows")]
public sealed class ConfigurationReaderFileTests : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("havip-");

    private string Target => Path.Combine(_folder.FullName, "havip.yaml");

    public void Dispose() => _folder.Delete(recursive: true);

    [Fact]
    public void File_missing_is_a_finding()
    {
        Expect(ReaderRules.FileMissing, ConfigurationReader.ReadFile(Target));
        Expect(ReaderRules.FileMissing, ConfigurationReader.ReadFile(Path.Combine(Target, "below")));
    }

    [Fact]
    public void Directory_is_a_finding()
    {
        var result = ConfigurationReader.ReadFile(_folder.FullName);

        Assert.Equal(_folder.FullName, Expect(ReaderRules.FileIsDirectory, result).File);
    }

    [Fact]
    public void File_that_cannot_be_read_is_a_finding()
    {
        // The memory of a process cannot be read at address 0, not even by root.
        Expect(ReaderRules.FileUnreadable, ConfigurationReader.ReadFile("/proc/self/mem"));
        Expect(ReaderRules.FileUnreadable, ConfigurationReader.ReadFile("a\0b"));
    }

    [Fact]
    public void File_just_small_enough_is_read_and_one_byte_more_is_a_finding()
    {
        var text = "instances: [] #".PadRight(ConfigurationReader.MaximumFileSize, '#');
        File.WriteAllText(Target, text);
        Assert.False(ConfigurationReader.ReadFile(Target).HasErrors);

        File.WriteAllText(Target, text + "#");
        Expect(ReaderRules.FileSize, ConfigurationReader.ReadFile(Target));
    }

    [Fact]
    public void File_without_an_end_is_a_finding_in_time()
    {
        var clock = Stopwatch.StartNew();

        Expect(ReaderRules.FileSize, ConfigurationReader.ReadFile("/dev/zero"));

        Assert.True(clock.Elapsed < TimeSpan.FromSeconds(30), clock.Elapsed.ToString());
    }

    [Fact]
    public void Bytes_that_are_not_UTF8_are_a_finding_at_their_place()
    {
        File.WriteAllBytes(Target, [.. "instances: []\n# grün, gr"u8, 0xFC, (byte)'n']);

        var finding = Expect(ReaderRules.FileEncoding, ConfigurationReader.ReadFile(Target));

        Assert.Equal((2, 11), (finding.Line, finding.Column));
    }

    [Fact]
    public void UTF16_is_a_finding()
    {
        File.WriteAllText(Target, "instances: []\n", Encoding.Unicode);

        Assert.Equal((1, 1), Place(Expect(ReaderRules.FileEncoding, ConfigurationReader.ReadFile(Target))));
    }

    [Theory]
    [InlineData("seed-node1.yaml", "644", "FileReadableByOthers")]
    [InlineData("seed-node1.yaml", "640", "FileReadableByOthers")]
    [InlineData("seed-node1.yaml", "600", "")]
    [InlineData("seed-node1.yaml", "620", "FileWritableByOthers")]
    [InlineData("seed-node1.yaml", "666", "FileWritableByOthers FileReadableByOthers")]
    [InlineData(null, "644", "InstanceRequired")]
    [InlineData(null, "602", "FileWritableByOthers InstanceRequired")]
    public void Mode_that_lets_others_in_is_a_warning(string? example, string mode, string rules)
    {
        File.WriteAllText(Target, example is null ? "instances: []\n" : File.ReadAllText(Checkout.Path($"module/examples/{example}")));
        File.SetUnixFileMode(Target, (UnixFileMode)Convert.ToInt32(mode, 8));

        var result = ConfigurationReader.ReadFile(Target);

        Assert.NotNull(result.Configuration);
        Assert.Equal(rules, string.Join(' ', result.Diagnostics.Select(d => d.RuleId)));
        Assert.All(result.Diagnostics, d => Assert.Equal((DiagnosticSeverity.Warning, Target), (d.Severity, d.File)));
    }

    [Theory]
    [InlineData("600", "")]
    [InlineData("400", "")]
    [InlineData("644", "FileReadableByOthers")]
    [InlineData("640", "FileReadableByOthers")]
    [InlineData("620", "FileWritableByOthers")]
    [InlineData("666", "FileWritableByOthers FileReadableByOthers")]
    public void Node_file_that_lets_others_in_is_refused_with_its_mode_and_what_mends_it(string mode, string rules)
    {
        File.WriteAllText(Target, File.ReadAllText(Checkout.Path("module/examples/seed-node1.yaml")));
        File.SetUnixFileMode(Target, (UnixFileMode)Convert.ToInt32(mode, 8));

        var result = ConfigurationReader.ReadNodeFile(Target);

        Assert.Equal(rules.Length == 0, result.Configuration is not null);
        Assert.Equal(rules, string.Join(' ', result.Diagnostics.Select(d => d.RuleId)));
        Assert.All(result.Diagnostics, d => Assert.Contains($"(mode 0{mode})", d.Message));
        Assert.All(result.Diagnostics, d => Assert.Equal($"Run: chmod 600 '{Target}'", d.Recommendation));
    }

    [Fact]
    public void Node_file_that_lets_others_in_shows_what_else_is_wrong()
    {
        File.WriteAllText(Target, "instances: [\n");
        File.SetUnixFileMode(Target, (UnixFileMode)Convert.ToInt32("604", 8));

        var result = ConfigurationReader.ReadNodeFile(Target);

        Assert.Equal(["FileReadableByOthers", "YamlSyntax"], result.Diagnostics.Select(d => d.RuleId));
    }

    private static (int Line, int Column) Place(ConfigurationDiagnostic finding) => (finding.Line, finding.Column);

    private static ConfigurationDiagnostic Expect(ConfigurationRule rule, ConfigurationReadResult result)
    {
        var finding = Assert.Single(result.Diagnostics);
        Assert.Equal((rule.Id, rule.Severity), (finding.RuleId, finding.Severity));
        Assert.Null(result.Configuration);
        return finding;
    }
}
