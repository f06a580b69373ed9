using HaVip.Configuration.Keepalived;
using HaVip.Configuration.Yaml;

namespace HaVip.Configuration.Tests.Keepalived;

/// <summary>What an import makes is what this version's own reader takes.</summary>
public sealed class NotYetTests
{
    [Theory]
    [MemberData(nameof(SampleTests.Names), MemberType = typeof(SampleTests))]
    public void Sample_imported_is_a_file_that_can_be_read(string name)
    {
        var path = SampleTests.Files.First(file => Path.GetFileNameWithoutExtension(file) == name);
        var read = KeepalivedReader.Read(File.ReadAllText(path), null, SampleTests.Options).Configuration;
        if (name == "broken") Assert.Null(read);
        else Assert.DoesNotContain(
            ConfigurationReader.Read(ConfigurationWriter.Write(read!), null).Diagnostics,
            finding => finding.Severity == Core.Configuration.DiagnosticSeverity.Error);
    }
}
