using HaVip.Configuration.Yaml;
using HaVip.Core.Configuration;
using HaVip.PowerShell.Parameters;
using HaVip.PowerShell.Tests.Commands;

namespace HaVip.PowerShell.Tests.Installation;

public sealed class HmacParameterTests : IDisposable
{
    private const string Secret = "this key has more than 32 bytes of text";
    private const string Install = "Install-HaVipNode -RootPath $r -InstanceName VI_1 -Interface eth0 -VirtualRouterId 52 "
        + "-VirtualAddress 192.168.7.100/24 ";

    private readonly TemporaryRoot _root = new();
    private readonly CmdletSession _session = new();

    public HmacParameterTests() => ModuleFiles.Require();

    [Fact]
    public void A_secret_and_a_file_become_keys_of_their_ids()
    {
        var file = KeyFile();
        Run($"-HmacKey @{{ 7 = $k; '1' = 'file:{file}' }} -HmacActiveKey 7 -HmacMode Permissive -HmacAntiReplay Monotonic");
        var hmac = Written().Hmac!;
        Assert.Equal([1, 7], hmac.Keys.Select(key => (int)key.Id));
        Assert.Equal($"file:{file}", hmac.Keys[0].Reference);
        Assert.Equal(Secret, System.Text.Encoding.UTF8.GetString(hmac.Keys[1].Material.Bytes));
        Assert.Equal((7, HmacMode.Permissive, HmacAntiReplay.Monotonic), (hmac.ActiveKey, hmac.Mode, hmac.AntiReplay));
    }

    [Fact]
    public void One_key_alone_has_the_id_1_and_signs()
    {
        Run("-HmacKey $k");
        Assert.Equal(1, Written().Hmac!.ActiveKey);
    }

    [Fact]
    public void No_key_is_in_what_is_said()
    {
        var said = string.Join('\n', Run("-HmacKey $k -Verbose 4>&1").Concat(Run("-HmacKey $k -Priority 90 -Force -Verbose 4>&1")));
        Assert.NotEmpty(said);
        Assert.DoesNotContain(Secret, said);
    }

    [Theory]
    [InlineData("-HmacKey 'plain text of more than 32 bytes, no key'", "ParameterArgumentTransformationError")]
    [InlineData("-HmacKey @{ 0 = $k }", "ParameterArgumentTransformationError")]
    [InlineData("-HmacKey @{ 1 = $k; 2 = $k }", "HmacActiveKeyMissing")]
    [InlineData("-HmacKey file:/havip-there-is-none", "HmacKeyUnreadable")]
    [InlineData("-HmacMode Enforce", "HmacKeyMissing")]
    [InlineData("-HmacKey $k -HmacActiveKey 9", "InvalidConfiguration")]
    public void What_is_wrong_is_refused_and_not_repeated(string parameters, string id)
    {
        var error = _session.Fail(Install + parameters, ("r", _root.Path), ("k", PasswordAttribute.Conceal(Secret)));
        Assert.StartsWith($"{id},", error.FullyQualifiedErrorId);
        Assert.DoesNotContain("32 bytes, no key", error.ToString());
        Assert.DoesNotContain(Secret, error.ToString());
    }

    public void Dispose()
    {
        _session.Dispose();
        _root.Dispose();
    }

    private IReadOnlyList<object> Run(string parameters)
    {
        var written = _session.Run(Install + parameters, ("r", _root.Path), ("k", PasswordAttribute.Conceal(Secret)));
        Assert.Empty(_session.Errors);
        return written;
    }

    private Core.Configuration.InstanceConfiguration Written() =>
        ConfigurationReader.ReadFile(_root.File("etc/havip/havip.yaml")).Configuration!.Instances[0];

    private string KeyFile()
    {
        var path = _root.File("key");
        File.WriteAllBytes(path, new byte[32]);
        File.SetUnixFileMode(path, UnixFileMode.UserRead | UnixFileMode.UserWrite);
        return path;
    }
}
