using System.Text.Json.Nodes;
using HaVip.Configuration.Yaml;
using HaVip.Core.Configuration;

namespace HaVip.Configuration.Tests.Yaml;

public sealed class SchemaTests
{
    private static readonly string[] AboutOthers =
    [
        ReaderRules.KeyFileUnreadable.Id, ReaderRules.CredentialUnavailable.Id,
        TrackingRules.CheckKeyNotApplicable.Id, TrackingRules.RouteKeyNotApplicable.Id,
        TrackingRules.RuleTable.Id, TrackingRules.NotifyTarget.Id,
    ];

    private const string Update = "HAVIP_UPDATE_SCHEMA";

    public static TheoryData<string> Leaves => [.. SchemaLeaf.All().Select(l => l.Path)];

    [Fact]
    public void Schema_file_is_what_the_keys_of_the_reader_amount_to()
    {
        var file = Checkout.Path("module/schema/havip.schema.json");
        var expected = SchemaText.FromKeys();
        if (Environment.GetEnvironmentVariable(Update) == "1") File.WriteAllText(file, expected);

        Assert.True(
            File.ReadAllText(file) == expected,
            $"module/schema/havip.schema.json is not in step with the reader: run the tests with {Update}=1 and commit it.");
    }

    [Fact]
    public void Schema_has_every_key_of_the_configuration_and_no_other()
    {
        var constants = typeof(ConfigurationKeys).GetFields().Select(f => (string)f.GetRawConstantValue()!);

        Assert.Equal(constants.Order(), SchemaLeaf.KeyNames().Distinct().Order());
    }

    [Theory]
    [MemberData(nameof(Leaves))]
    public void Values_the_schema_allows_are_read_and_values_outside_are_refused(string path)
    {
        var leaf = SchemaLeaf.All().Single(l => l.Path == path);

        Assert.All(leaf.Allowed(), value => Assert.Empty(Errors(leaf, value)));
        Assert.All(leaf.Refused(), value => Assert.NotEmpty(Errors(leaf, value)));
        Assert.NotEmpty(leaf.Allowed());
        Assert.NotEmpty(leaf.Refused());
    }

    [Fact]
    public void Every_key_of_the_schema_is_described()
    {
        Assert.All(SchemaLeaf.All(), leaf => Assert.NotEmpty(leaf.Schema["description"]!.GetValue<string>()));
        Assert.All(SchemaLeaf.All(), leaf => Assert.NotEmpty(leaf.Schema["examples"]!.AsArray()));
    }

    /// <summary>What is wrong with the keys around the value or because it is left out, and the file of the example, which is not here.</summary>
    private static bool IsAboutOthers(SchemaLeaf leaf, JsonNode? value, ConfigurationDiagnostic finding) =>
        AboutOthers.Contains(finding.RuleId)
        || (finding.RuleId == ConfigurationRules.KeyRequired.Id
            && (leaf.Path == "checks[].type" || value is null or JsonArray { Count: 0 }));

    // JSON is YAML, so a document made from the schema goes straight to the reader.
    private static IEnumerable<string> Errors(SchemaLeaf leaf, JsonNode? value) =>
        ConfigurationReader.Read(leaf.Document(value).ToJsonString(), null).Diagnostics
            .Where(d => d.Severity == DiagnosticSeverity.Error && !IsAboutOthers(leaf, value, d))
            .Select(d => $"{leaf.Path} = {value?.ToJsonString()}: {d}");
}
