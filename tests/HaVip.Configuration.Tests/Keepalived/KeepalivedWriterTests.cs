using System.Text;
using HaVip.Configuration.Keepalived;
using HaVip.Core.Configuration;
using HaVip.Core.Values;

namespace HaVip.Configuration.Tests.Keepalived;

public sealed class KeepalivedWriterTests
{
    private const string Key = "an-hmac-key-that-is-long-enough-for-one";

    [Fact]
    public void What_keepalived_cannot_do_is_said_and_no_secret_with_it()
    {
        var written = KeepalivedWriter.Write(new NodeConfiguration { Instances = [Instance()], Checks = [Check()] });

        Assert.Equal(
            ["checks[0]", "instances[0].announcements.delay", "instances[0].authentication", "instances[0].checksum", "instances[0].detection",
                "instances[0].heartbeat", "instances[0].strictSkew", "node.lease"],
            written.Diagnostics.Select(finding => finding.Path).Order(StringComparer.Ordinal));
        Assert.All(written.Diagnostics, finding => Assert.Equal(DiagnosticSeverity.Warning, finding.Severity));
        Assert.DoesNotContain(Key, written.Text + string.Join('\n', written.Diagnostics), StringComparison.Ordinal);
        foreach (var finding in written.Diagnostics.Skip(3)) Assert.Contains(finding.Message, written.Text, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("{")]
    [InlineData("}")]
    [InlineData("\\")]
    [InlineData("a\"b")]
    public void A_password_that_keepalived_has_no_word_for_is_left_out_and_told(string password)
    {
        var instance = Instance() with
        {
            Version = 2,
            Hmac = null,
            Authentication = new SimplePasswordAuthentication(password),
        };
        var written = KeepalivedWriter.Write(new NodeConfiguration { Instances = [instance], Checks = [Check()] });
        Assert.Contains("instances[0].authentication", written.Diagnostics.Select(finding => finding.Path));
        Assert.DoesNotContain("auth_pass", written.Text, StringComparison.Ordinal);
    }

    [Fact]
    public void Real_keepalived_takes_what_is_left()
    {
        Assert.SkipUnless(KeepalivedProgram.IsThere, "keepalived is not installed, or this user may not make namespaces");
        var (exitCode, output) = KeepalivedProgram.Test(
            KeepalivedWriter.Write(new NodeConfiguration { Instances = [Instance()], Checks = [Check()] }).Text);
        Assert.True(exitCode == 0, output);
    }

    private static CheckConfiguration Check() => new() { Name = "web", Type = CheckType.Http, Url = "http://127.0.0.1/" };

    private static InstanceConfiguration Instance() => new()
    {
        Name = "VI_1",
        Interface = "eth0",
        VirtualRouterId = 52,
        Checksum = ChecksumPreference.MessageOnly,
        Heartbeat = [new HeartbeatPath("eth1")],
        Detection = new DetectionSettings(),
        Hmac = new HmacAuthentication { Keys = [new HmacKey(1, Key, new Secret(Encoding.ASCII.GetBytes(Key)))], ActiveKey = 1 },
        Announcements = new AnnouncementSettings { Delay = Duration.FromMilliseconds(100) },
        VirtualAddresses = [new VirtualAddress(new IpPrefix(IpAddress.FromIPv4(0x0A000001), 24))],
        Track = new TrackSettings { Checks = [new TrackedCheck("web")] },
    };
}
