using CsCheck;
using HaVip.Configuration.Keepalived;
using HaVip.Configuration.Yaml;
using HaVip.Core.Configuration;

namespace HaVip.Configuration.Tests.Keepalived;

/// <summary>To keepalived and back, both ways round, and past the real program on the way.</summary>
public sealed class RoundTripTests
{
    [Fact]
    public void Configuration_that_keepalived_can_have_comes_back_as_it_was() =>
        GenForKeepalived.Node().Where(IsValid).Sample(
            before =>
            {
                var written = KeepalivedWriter.Write(before);
                var result = KeepalivedReader.Read(written.Text, "k.conf", SampleTests.Options);
                if (result.HasErrors) throw new InvalidOperationException(string.Join('\n', result.Diagnostics) + "\n" + written.Text);
                var (expected, actual) = (SameMeaning.Text(before), SameMeaning.Text(result.Configuration!));
                if (expected != actual) throw new InvalidOperationException($"{expected}\nbecame\n{actual}\nby\n{written.Text}");
                return true;
            },
            iter: 800,
            threads: 1);

    [Theory]
    [MemberData(nameof(SampleTests.Names), MemberType = typeof(SampleTests))]
    public void Sample_written_back_means_the_same(string name)
    {
        var path = SampleTests.Files.First(file => Path.GetFileNameWithoutExtension(file) == name);
        var first = KeepalivedReader.Read(File.ReadAllText(path), null, SampleTests.Options).Configuration;
        if (first is null) return;
        first = first with { Instances = [.. first.Instances.Select(i => i with { Hmac = null, Checksum = ChecksumPreference.Auto })] };
        var text = KeepalivedWriter.Write(first).Text;

        var second = KeepalivedReader.Read(text, null, SampleTests.Options);

        Assert.DoesNotContain(second.Diagnostics, finding => finding.Severity == DiagnosticSeverity.Error);
        Assert.Equal(SameMeaning.Text(WholeSeconds(first)), SameMeaning.Text(second.Configuration!));
        Assert.Equal(text, KeepalivedWriter.Write(second.Configuration!).Text);
    }

    [Fact]
    public void Real_keepalived_takes_what_is_written()
    {
        Assert.SkipUnless(KeepalivedProgram.IsThere, "keepalived is not installed, or this user may not make namespaces");
        GenForKeepalived.Node().Where(IsValid).Sample(
            configuration =>
            {
                var text = KeepalivedWriter.Write(AsRoot(configuration)).Text;
                var (exitCode, output) = KeepalivedProgram.Test(text);
                if (exitCode != 0) throw new InvalidOperationException($"{exitCode}: {output}\n{text}");
                return true;
            },
            iter: 20,
            threads: 1);
    }

    // Where scripts run as another user, 2.2.7 ends itself while it tests (getppid() is not what it expects then).
    private static NodeConfiguration AsRoot(NodeConfiguration configuration) => configuration with
    {
        Node = configuration.Node with { ScriptUser = configuration.Node.ScriptUser is null ? null : "root" },
        Checks = [.. configuration.Checks.Select(check => check with { User = null })],
        Instances = [.. configuration.Instances.Select(i => i with { Notify = [.. i.Notify.Select(n => n with { User = null })] })],
    };

    private static bool IsValid(NodeConfiguration configuration) =>
        ConfigurationValidator.Validate(configuration).All(finding => finding.Severity != DiagnosticSeverity.Error);

    // keepalived 2.2.7 runs scripts at whole seconds.
    private static NodeConfiguration WholeSeconds(NodeConfiguration configuration) => configuration with
    {
        Checks = [.. configuration.Checks.Select(check => check.Interval < CheckConfiguration.DefaultInterval
            ? check with { Interval = CheckConfiguration.DefaultInterval }
            : check)],
    };
}
