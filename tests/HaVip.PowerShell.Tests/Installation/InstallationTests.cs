using HaVip.Configuration.Yaml;
using HaVip.Core.Configuration;
using HaVip.PowerShell.Installation;
using HaVip.PowerShell.Nodes;
using HaVip.PowerShell.Tests.Commands;

namespace HaVip.PowerShell.Tests.Installation;

public sealed class InstallationTests : IDisposable
{
    private readonly TemporaryRoot _root = new();

    [Fact]
    public void A_file_that_is_as_it_should_be_needs_nothing()
    {
        var path = _root.File("etc/x");
        Step(path, "one").Apply();
        Assert.False(Step(path, "one").IsNeeded);
        Assert.True(Step(path, "two").Replaces);
        Assert.Equal(FileModes.Secret, File.GetUnixFileMode(path));
    }

    [Fact]
    public void A_file_of_the_right_content_and_the_wrong_mode_gets_its_mode()
    {
        var path = _root.File("x");
        Step(path, "one").Apply();
        File.SetUnixFileMode(path, FileModes.Plain);

        var step = Step(path, "one");
        Assert.True(step.IsNeeded);
        Assert.False(step.Replaces);
        Assert.Contains("from mode 0644 to mode 0600", step.Action);
        step.Apply();
        Assert.Equal(FileModes.Secret, File.GetUnixFileMode(path));
    }

    [Fact]
    public void A_link_in_the_place_of_a_file_is_replaced_not_followed_and_comes_back()
    {
        var (path, elsewhere) = (_root.File("x"), _root.File("elsewhere"));
        _root.Write("elsewhere", "theirs");
        File.CreateSymbolicLink(path, elsewhere);

        var step = Step(path, "ours");
        Assert.True(step.Replaces);
        Assert.Contains($"link to {elsewhere}", step.Before);
        var record = step.ToRecord();
        step.Apply();
        Assert.Equal(("ours", "theirs"), (File.ReadAllText(path), File.ReadAllText(elsewhere)));

        Undo(record).Apply();
        Assert.Equal(elsewhere, new FileInfo(path).LinkTarget);
        Assert.Equal("theirs", File.ReadAllText(elsewhere));
    }

    [Fact]
    public void What_a_file_says_is_in_no_prompt()
    {
        var path = _root.File("x");
        Step(path, "password: 1111").Apply();
        var step = Step(path, "password: 2222");
        Assert.All([step.Before!, step.After, step.Action], text => Assert.DoesNotContain("password", text));
    }

    [Fact]
    public void Undo_of_a_new_file_removes_it_and_of_a_replaced_one_restores_it()
    {
        var (fresh, old) = (_root.File("fresh"), _root.File("old"));
        _root.Write("old", "before");
        File.SetUnixFileMode(old, FileModes.Plain);
        foreach (var path in new[] { fresh, old })
        {
            var step = Step(path, "after");
            var record = step.ToRecord();
            step.Apply();
            Undo(record).Apply();
        }

        Assert.False(File.Exists(fresh));
        Assert.Equal("before", File.ReadAllText(old));
        Assert.Equal(FileModes.Plain, File.GetUnixFileMode(old));
    }

    [Fact]
    public void Undo_of_a_link_leaves_one_that_points_elsewhere_by_now()
    {
        var path = _root.File("link");
        var step = new LinkStep(path, "/there");
        var record = step.ToRecord();
        step.Apply();
        Assert.False(new LinkStep(path, "/there").IsNeeded);
        File.Delete(path);
        File.CreateSymbolicLink(path, "/elsewhere");
        Assert.False(Undo(record).IsNeeded);
    }

    [Fact]
    public void A_folder_with_other_files_in_it_stays()
    {
        var path = _root.File("state");
        var step = new FolderStep(path, new Access(FileModes.PrivateFolder));
        var record = step.ToRecord();
        step.Apply();
        _root.Write("state/owned.json", "{}");
        Assert.True(Undo(record).IsNeeded);
        _root.Write("state/theirs", "x");
        Assert.False(Undo(record).IsNeeded);
    }

    [Fact]
    public void The_record_keeps_what_was_there_before_the_first_installation()
    {
        var node = new NodeLocation(null, _root.Path);
        InstallationRecord.Read(node).Add(new RecordedChange(StepKind.Sysctl, "k", "0", "1"));
        InstallationRecord.Read(node).Add(new RecordedChange(StepKind.Sysctl, "k", "1", "2"));

        var record = InstallationRecord.Read(node);
        var change = Assert.Single(record.Changes);
        Assert.Equal(("0", "2"), (change.Before, change.After));
        Assert.Equal(FileModes.Secret, File.GetUnixFileMode(node.InstallationRecord));

        record.Remove(change);
        Assert.False(File.Exists(node.InstallationRecord));
    }

    [Fact]
    public void Wrong_parameters_change_nothing()
    {
        using var session = new CmdletSession();
        const string Script = "Install-HaVipNode -InstanceName VI_1 -Interface eth0 -VirtualRouterId 52 "
            + "-VirtualAddress 192.168.7.100/24 -AdvertisementInterval 1500ms -Version 2 -RootPath $r";
        var error = session.Fail(Script, ("r", _root.Path));
        Assert.Equal("InvalidConfiguration,HaVip.PowerShell.Commands.InstallHaVipNodeCommand", error.FullyQualifiedErrorId);
        Assert.Empty(Directory.EnumerateFileSystemEntries(_root.Path));
    }

    [Fact]
    public void A_configuration_is_written_read_and_refused_by_the_cmdlets()
    {
        using var session = new CmdletSession();
        var file = _root.File("etc/havip/havip.yaml");

        session.Run("Set-HaVipConfiguration -Content $t -RootPath $r", ("t", TemporaryRoot.Seed), ("r", _root.Path));
        Assert.Equal(TemporaryRoot.Seed, File.ReadAllText(file));
        Assert.Equal(FileModes.Secret, File.GetUnixFileMode(file));

        session.Run("$c = Get-HaVipConfiguration -RootPath $r; $c.Instances[0].Priority = 120; $c | Set-HaVipConfiguration");
        Assert.Equal((byte)120, session.Run("(Get-HaVipConfiguration -RootPath $r).Instances[0].Priority")[0]);

        var before = File.ReadAllText(file);
        var error = session.Fail("$c.Instances[0].VirtualRouterId = 0; $c | Set-HaVipConfiguration");
        Assert.StartsWith("InvalidConfiguration,", error.FullyQualifiedErrorId);
        Assert.Equal(before, File.ReadAllText(file));
        Assert.Contains(
            session.Run("$c | Test-HaVipConfiguration"),
            finding => ((ConfigurationDiagnostic)finding).Key == "instances[0].virtualRouterId");
        Assert.Equal([false], session.Run("$c | Test-HaVipConfiguration -Quiet"));
    }

    [Fact]
    public void What_the_objects_do_not_show_is_kept_when_they_are_written()
    {
        using var session = new CmdletSession();
        const string Text = """
            node: { name: n1, startupDelay: 10s }
            instances:
              - name: VI_1
                interface: eth0
                virtualRouterId: 52
                authentication: { type: hmac, keys: { 1: "0123456789abcdef0123456789abcdef" }, activeKey: 1 }
                unicast: { source: 192.168.6.110, peers: [{ address: 192.168.6.120, minimumTtl: 254 }] }
                virtualAddresses: [192.168.7.100/24]
            """;
        session.Run("Set-HaVipConfiguration -Content $t -RootPath $r", ("t", Text), ("r", _root.Path));
        var file = _root.File("etc/havip/havip.yaml");
        var before = ConfigurationReader.ReadFile(file).Configuration!;

        session.Run("$c = Get-HaVipConfiguration -RootPath $r; $c.Instances[0].Priority = 120; $c | Set-HaVipConfiguration");

        var diff = ConfigurationDiff.Between(before, ConfigurationReader.ReadFile(file).Configuration!);
        Assert.Empty(diff.NodeKeys);
        Assert.Equal(["priority"], Assert.Single(diff.Instances).Keys);
    }

    public void Dispose() => _root.Dispose();

    private static FileStep Step(string path, string text) =>
        new(path, FileStep.Text(text), new Access(FileModes.Secret), "configuration");

    private static InstallationUndo Undo(RecordedChange change) => InstallationUndo.Of(change, new NodeLocation());
}
