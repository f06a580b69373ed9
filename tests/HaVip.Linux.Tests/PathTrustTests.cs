namespace HaVip.Linux.Tests;

public sealed class PathTrustTests : IDisposable
{
    private readonly string _root = Directory.CreateTempSubdirectory("havip-trust-").FullName;

    public PathTrustTests()
    {
        Assert.SkipUnless(Environment.IsPrivilegedProcess, "Only root can give files away.");
        Directory.CreateDirectory(At("a/b"));
        File.WriteAllText(At("a/b/run"), "#!/bin/sh\n");
        Shell("chmod", "755", At(""), At("a"), At("a/b"), At("a/b/run"));
    }

    private string Script => At("a/b/run");

    public void Dispose() => Directory.Delete(_root, recursive: true);

    [Fact]
    public void What_root_alone_can_change_is_trusted_also_below_a_sticky_folder() => Assert.Null(PathTrust.Find(Script));

    [Theory]
    [InlineData("a/b/run", "777", "The file")]
    [InlineData("a/b/run", "757", "The file")]
    [InlineData("a/b", "777", "The folder")]
    [InlineData("a", "757", "The folder")]
    public void A_component_that_others_can_write_is_named_with_owner_mode_and_command(string name, string mode, string kind)
    {
        Shell("chmod", mode, At(name));

        var fault = PathTrust.Find(Script)!;

        Assert.Equal(At(name), fault.Component);
        Assert.Equal($"{kind} '{At(name)}' can be changed by others (owner 0:0, mode 0{mode}).", fault.Message);
        Assert.Equal($"chmod go-w '{At(name)}'", fault.Fix);
        Shell("sh", "-c", fault.Fix);
        Assert.Null(PathTrust.Find(Script));
    }

    [Theory]
    [InlineData("a")]
    [InlineData("a/b/run")]
    public void A_component_of_another_user_is_named_unless_that_user_is_trusted(string name)
    {
        Shell("chown", "1234:5678", At(name));

        var fault = PathTrust.Find(Script)!;

        Assert.Contains("belongs to user 1234 (owner 1234:5678, mode 0755)", fault.Message);
        Assert.Null(PathTrust.Find(Script, owner: 1234));
        Shell("sh", "-c", fault.Fix);
        Assert.Null(PathTrust.Find(Script));
    }

    [Fact]
    public void A_group_may_write_only_where_it_is_roots()
    {
        Shell("chmod", "775", At("a"));
        Assert.Null(PathTrust.Find(Script));

        Shell("chgrp", "5678", At("a"));
        Assert.Equal(At("a"), PathTrust.Find(Script)!.Component);
    }

    [Fact]
    public void A_sticky_folder_is_passed_and_what_others_have_in_it_is_not()
    {
        Shell("chmod", "1777", At("a"));
        Assert.Null(PathTrust.Find(Script));

        Shell("chown", "1234", At("a/b"));
        Assert.Equal(At("a/b"), PathTrust.Find(Script)!.Component);
    }

    [Fact]
    public void A_link_is_followed_and_every_step_of_its_way_counts()
    {
        Directory.CreateDirectory(At("c"));
        File.CreateSymbolicLink(At("c/relative"), "../a/b/run");
        File.CreateSymbolicLink(At("c/absolute"), Script);
        File.CreateSymbolicLink(At("folder"), "a/b");
        string[] ways = [At("c/relative"), At("c/absolute"), At("folder/run"), At("c/./../folder/run")];
        Assert.All(ways, way => Assert.Null(PathTrust.Find(way)));

        Shell("chmod", "757", At("a"));
        Assert.All(ways, way => Assert.Equal(At("a"), PathTrust.Find(way)!.Component));
        Shell("chmod", "755", At("a"));

        Shell("chown", "-h", "1234", At("c/relative"));
        var fault = PathTrust.Find(At("c/relative"))!;
        Assert.StartsWith($"The link '{At("c/relative")}' belongs to user 1234", fault.Message);
        Shell("sh", "-c", fault.Fix);
        Assert.Null(PathTrust.Find(At("c/relative")));
    }

    [Fact]
    public void What_is_no_file_is_told()
    {
        File.CreateSymbolicLink(At("x"), "y");
        File.CreateSymbolicLink(At("y"), "x");
        Assert.Contains("too many links", PathTrust.Find(At("x"))!.Message);
        Assert.Equal($"There is no '{At("none")}'.", PathTrust.Find(At("none/run"))!.Message);
        Assert.Equal($"'{Script}' is not a folder.", PathTrust.Find(Script + "/x")!.Message);
        Assert.Equal($"'{At("a")}' is not a file.", PathTrust.Find(At("a"))!.Message);
        Assert.Equal("'run' is not an absolute path.", PathTrust.Find("run")!.Message);
    }

    private static void Shell(string program, params string[] arguments) => CommandLine.Run(program, arguments);

    private string At(string name) => Path.Combine(_root, name).TrimEnd('/');
}
