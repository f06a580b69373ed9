using HaVip.PowerShell.Nodes;
using HaVip.PowerShell.Tests.Commands;

namespace HaVip.PowerShell.Tests.Installation;

/// <summary>A second installation, after somebody else has changed what the first had made.</summary>
public sealed class DriftTests : IDisposable
{
    private const string Install =
        "Install-HaVipNode -InstanceName VI_1 -Interface eth0 -VirtualRouterId 52 -RootPath $r "
        + "-VirtualAddress 192.168.7.100/32";

    private readonly TemporaryRoot _root = new();
    private readonly CmdletSession _session = new();

    public DriftTests()
    {
        ModuleFiles.Require();
        _session.Run("", ("r", _root.Path));
    }

    [Fact]
    public void Nothing_changed_nothing_is_reported()
    {
        Run(Install);
        var again = Run(Install);
        Assert.False(again.Changed);
        Assert.All(again.Changes, change => Assert.Equal("Unchanged", change.Status));
    }

    [Fact]
    public void A_mode_and_a_file_that_others_changed_are_repaired_each_as_an_object()
    {
        Run(Install);
        var file = _root.File("etc/havip/havip.yaml");
        var dropIn = _root.File("etc/sysctl.d/90-havip.conf");
        File.SetUnixFileMode(file, UnixFileMode.UserRead | UnixFileMode.OtherRead);
        var text = File.ReadAllText(dropIn);
        File.WriteAllText(dropIn, "# nothing\n");

        var again = Run(Install);

        var repaired = again.Changes.Where(change => change.Drifted).ToArray();
        Assert.Equal([file, dropIn], repaired.Select(change => change.Target));
        Assert.All(repaired, change => Assert.Equal("Repaired", change.Status));
        Assert.Equal("2 of 7 changed, 2 of them repaired", again.Summary);
        Assert.Equal(text, File.ReadAllText(dropIn));
        Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(file));
        Assert.False(Run(Install).Changed);
    }

    [Fact]
    public void Repair_takes_the_configuration_as_it_is()
    {
        Run(Install);
        var link = _root.File("etc/systemd/system/multi-user.target.wants/havip.service");
        File.Delete(link);

        var again = Run("Install-HaVipNode -Repair -RootPath $r");

        Assert.Equal(link, Assert.Single(again.Changes, change => change.Changed).Target);
        Assert.NotNull(new FileInfo(link).LinkTarget);
    }

    [Fact]
    public void Repair_of_what_is_not_installed_says_so()
    {
        var error = _session.Fail("Install-HaVipNode -Repair -RootPath $r");
        Assert.StartsWith("NodeNotConfigured,", error.FullyQualifiedErrorId);
    }

    [Fact]
    public void Undo_after_a_repair_restores_what_was_there_before_the_first_installation()
    {
        _root.Write("etc/sysctl.d/90-havip.conf", "# theirs\n");
        Run(Install);
        _root.Write("etc/sysctl.d/90-havip.conf", "# somebody else's\n");
        Run(Install);

        Run("Uninstall-HaVipNode -RootPath $r");

        Assert.Equal("# theirs\n", File.ReadAllText(_root.File("etc/sysctl.d/90-havip.conf")));
        Assert.Equal(
            [_root.File("etc/sysctl.d/90-havip.conf")],
            Directory.EnumerateFiles(_root.Path, "*", SearchOption.AllDirectories));
    }

    [Fact]
    public void A_record_that_others_could_have_written_is_not_believed()
    {
        Run(Install);
        var record = new NodeLocation(null, _root.Path).InstallationRecord;
        File.SetUnixFileMode(record, UnixFileMode.UserRead | UnixFileMode.OtherWrite);

        var error = _session.Fail("Uninstall-HaVipNode -RootPath $r");

        Assert.StartsWith("InstallationRecordUnusable,", error.FullyQualifiedErrorId);
        Assert.Contains("(mode 0402)", error.Exception.Message);
        Assert.Contains("chmod 600", error.ErrorDetails.RecommendedAction);
        Assert.True(File.Exists(_root.File("etc/havip/havip.yaml")));
    }

    public void Dispose()
    {
        _session.Dispose();
        _root.Dispose();
    }

    private NodeInstallation Run(string script) =>
        (NodeInstallation)Assert.Single(_session.Run(script));
}
