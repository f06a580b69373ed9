using System.Text;
using HaVip.Configuration.Keepalived;
using HaVip.Configuration.Yaml;
using HaVip.Configuration.Yaml.Editing;
using HaVip.Core.Configuration;

namespace HaVip.Configuration.Tests.Yaml;

/// <summary>Secrets that systemd hands to the service (systemd.exec(5), CREDENTIALS).</summary>
public sealed class CredentialTests : IDisposable
{
    private const string Variable = "CREDENTIALS_DIRECTORY";
    private const string Key = "a key of the service, of 33 bytes";

    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("havip-");

    public CredentialTests()
    {
        File.WriteAllText(Path.Combine(_folder.FullName, "vrrp-key"), Key);
        File.WriteAllText(Path.Combine(_folder.FullName, "vrrp-password"), "1111\n");
        Environment.SetEnvironmentVariable(Variable, _folder.FullName);
    }

    [Fact]
    public void The_service_reads_key_and_password_and_nothing_written_holds_them()
    {
        var hmac = Read("3", "{ type: hmac, keys: { 1: \"credential:vrrp-key\" }, activeKey: 1 }");
        var simple = Read("2", "{ type: simplePassword, password: \"credential:vrrp-password\" }");

        Assert.Equal(Key, Encoding.UTF8.GetString(hmac.Configuration!.Instances[0].Hmac!.Keys[0].Material.Bytes));
        Assert.Equal("1111", simple.Configuration!.Instances[0].Authentication!.Password);
        foreach (var (result, name) in new[] { (hmac, "vrrp-key"), (simple, "vrrp-password") })
        {
            var configuration = result.Configuration!;
            var changes = KeyChanges.Of(ConfigurationDiff.Between(new NodeConfiguration(), configuration).Instances[0]);
            var said = $"{ConfigurationWriter.Write(configuration)}{configuration}{string.Join(' ', changes)}";
            Assert.Contains($"credential:{name}", said);
            Assert.DoesNotContain(Key, said);
            Assert.DoesNotContain("1111", said);
        }
    }

    [Fact]
    public void Where_the_service_is_not_a_secret_is_left_open_and_the_runner_refuses_it()
    {
        Environment.SetEnvironmentVariable(Variable, null);
        const string Hmac = "{ type: hmac, keys: { 1: \"credential:vrrp-none\" }, activeKey: 1 }";
        const string Simple = "{ type: simplePassword, password: \"credential:vrrp-none\" }";

        Assert.True(Assert.Single(Read("3", Hmac).Configuration!.Instances[0].Hmac!.Keys).IsElsewhere);
        Assert.True(Read("2", Simple).Configuration!.Instances[0].Authentication!.IsElsewhere);
        foreach (var (version, text) in new[] { ("3", Hmac), ("2", Simple) })
        {
            var finding = Assert.Single(Read(version, text, requiresSecrets: true).Diagnostics);
            Assert.Equal("CredentialUnavailable", finding.RuleId);
            Assert.Contains($"there is no credential 'vrrp-none': this process was not given any ({Variable} is not set)", finding.Message);
        }
    }

    [Fact]
    public void A_credential_the_service_was_not_given_is_an_error_with_what_to_do()
    {
        var finding = Assert.Single(Read("2", "{ type: simplePassword, password: \"credential:other\" }").Diagnostics);
        Assert.Equal("CredentialUnavailable", finding.RuleId);
        Assert.Contains("Install-HaVipNode -Repair", finding.Message);
    }

    [Fact]
    public void A_key_of_the_wrong_length_is_found_and_not_repeated()
    {
        File.WriteAllText(Path.Combine(_folder.FullName, "vrrp-key"), "short one");
        var result = Read("3", "{ type: hmac, keys: { 1: \"credential:vrrp-key\" }, activeKey: 1 }");
        var finding = Assert.Single(result.Diagnostics);
        Assert.Equal("HmacKeyLength", finding.RuleId);
        Assert.DoesNotContain("short one", finding.ToString());
    }

    [Fact]
    public void A_password_that_is_elsewhere_is_lost_in_keepalived_and_said_so()
    {
        Environment.SetEnvironmentVariable(Variable, null);
        var configuration = Read("2", "{ type: simplePassword, password: \"credential:vrrp-none\" }").Configuration!;
        var text = KeepalivedWriter.Write(configuration);
        Assert.Contains(text.Diagnostics, finding => finding.Path == "instances[0].authentication");
        Assert.DoesNotContain("auth_pass", text.Text);
    }

    public void Dispose()
    {
        Environment.SetEnvironmentVariable(Variable, null);
        _folder.Delete(recursive: true);
    }

    private static ConfigurationReadResult Read(string version, string authentication, bool requiresSecrets = false)
    {
        var text = "instances:\n  - name: VI_1\n    interface: eth0\n    virtualRouterId: 52\n    version: " + version
            + "\n    virtualAddresses: [192.168.7.100/24]\n    authentication: " + authentication + "\n";
        return ConfigurationReader.Read(Encoding.UTF8.GetBytes(text), "f", requiresSecrets);
    }
}
