using System.Runtime.Versioning;
using HaVip.Configuration.Files;

namespace HaVip.Configuration.Tests.Files;

[SupportedOSPlatform("linux")]
public sealed class FileTrustTests : IDisposable
{
    private const uint RunnerUser = 4001;
    private const uint RunnerGroup = 4002;

    private readonly DirectoryInfo _image = Directory.CreateTempSubdirectory("havip-");

    public FileTrustTests()
    {
        var etc = Directory.CreateDirectory(Path.Combine(_image.FullName, "etc")).FullName;
        File.WriteAllText(Path.Combine(etc, "passwd"), $"root:x:0:0::/root:/bin/sh\nhavip-node:x:{RunnerUser}:{RunnerGroup}::/:/\n");
        File.WriteAllText(Path.Combine(etc, "group"), $"root:x:0:\nhavip:x:4000:ann,bob\nhavip-node:x:{RunnerGroup}:\n");
    }

    private string Target => Path.Combine(_image.FullName, "key");

    public void Dispose() => _image.Delete(recursive: true);

    [Theory]
    [InlineData(0, 0, "600", "")]
    [InlineData(0, RunnerGroup, "640", "")]
    [InlineData(RunnerUser, RunnerGroup, "600", "")]
    [InlineData(RunnerUser, RunnerGroup, "440", "")]
    [InlineData(0, 0, "640", "Readable: chmod 600")]
    [InlineData(0, 4000, "640", "Readable: chmod 600")]
    [InlineData(0, RunnerGroup, "644", "Readable: chmod 640")]
    [InlineData(0, RunnerGroup, "660", "Writable: chmod 640")]
    [InlineData(1234, 0, "600", "Owner: chown root")]
    [InlineData(1234, 1234, "666", "Owner: chown root, Writable: chmod 600, Readable: chmod 600")]
    public void Owner_and_mode_decide_whether_a_file_is_trusted(uint user, uint group, string mode, string faults)
    {
        Assert.SkipUnless(Environment.IsPrivilegedProcess, "Only root can give a file away.");
        File.WriteAllText(Target, "");
        new FileOwner(user, group).Apply(Target);
        File.SetUnixFileMode(Target, (UnixFileMode)Convert.ToInt32(mode, 8));

        using var file = File.OpenHandle(Target);
        var found = FileTrust.Faults(file, Target, _image.FullName).ToArray();

        Assert.Equal(faults, string.Join(", ", found.Select(f => $"{f.Kind}: {f.Fix.Replace($" '{Target}'", "")}")));
        Assert.All(found, fault => Assert.Contains($"0{mode}", fault.Message));
    }

    [Fact]
    public void Accounts_are_found_by_their_whole_names()
    {
        Assert.Equal(RunnerUser, AccountFile.User("havip-node", _image.FullName));
        Assert.Equal(4000u, AccountFile.Group("havip", _image.FullName));
        Assert.Equal(["ann", "bob"], AccountFile.Members("havip", _image.FullName));
        Assert.Empty(AccountFile.Members("havip-node", _image.FullName));
        Assert.Null(AccountFile.User("havip", _image.FullName));
        Assert.Null(AccountFile.Group("none", _image.FullName));
        Assert.Null(AccountFile.User("root", Path.Combine(_image.FullName, "etc")));
    }
}
