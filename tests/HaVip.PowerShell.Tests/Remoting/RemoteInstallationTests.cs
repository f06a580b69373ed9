using System.Collections;
using System.Collections.Concurrent;
using System.Management.Automation;
using System.Security.Cryptography;
using HaVip.PowerShell.Remoting;
using HaVip.PowerShell.Tests.Commands;

namespace HaVip.PowerShell.Tests.Remoting;

/// <summary>The steps before Install-HaVipNode runs on another machine, for which a runspace of this process stands in.</summary>
public sealed class RemoteInstallationTests : IDisposable
{
    private readonly CmdletSession _far = new();
    private readonly TemporaryRoot _root = new();

    private RemoteNode Node => new("node2", _far.Runspace);

    private string Folder => _root.File("Modules/HaVip/0.1.0");

    [Fact]
    public void Files_arrive_in_pieces_and_as_a_whole_in_place_of_what_was_there()
    {
        _root.Write("Modules/HaVip/0.1.0/old", "x");
        byte[] bytes = [.. Enumerable.Range(0, 1000).Select(i => (byte)i)];
        var items = Send(bytes, Convert.ToHexString(SHA256.HashData(bytes)));
        Assert.Equal(["a/run"], items.Where(item => item.Output is not null).Select(item => item.Output!.ToString()));
        Assert.Equal(bytes, File.ReadAllBytes(_root.File("Modules/HaVip/0.1.0/a/run")));
        Assert.Equal(["a/run"], Left());
        Assert.True(File.GetUnixFileMode(_root.File("Modules/HaVip/0.1.0/a/run")).HasFlag(UnixFileMode.OtherExecute));
    }

    [Fact]
    public void What_arrives_damaged_is_thrown_away_and_what_was_there_stays()
    {
        _root.Write("Modules/HaVip/0.1.0/old", "x");
        var error = Assert.Single(Send([1, 2, 3], new string('0', 64)), item => item.Error is not null).Error!;
        Assert.Equal("CopyDamaged", error.ErrorId);
        Assert.StartsWith("node2: a/run", error.Message, StringComparison.Ordinal);
        Assert.Equal(["old"], Left());
    }

    [Fact]
    public void A_machine_tells_what_it_is_and_has()
    {
        _root.Write("Modules/HaVip/0.1.0/a/b", "x");
        var command = new RemoteCommand(Node, RemoteScripts.Machine, new Dictionary<string, object?> { ["Folder"] = Folder });
        var machine = RemoteMachine.Read(Node, Assert.Single(Run(command), item => item.Output is not null).Output!);
        Assert.True(machine.IsLinux);
        Assert.StartsWith("linux-", machine.Runtime, StringComparison.Ordinal);
        Assert.Equal([("a/b", Convert.ToHexString(SHA256.HashData("x"u8)))], machine.Files.Select(file => (file.Key, file.Value)));
    }

    [Theory]
    [InlineData(false, true, "NotLinux")]
    [InlineData(true, false, "AccessDenied")]
    public void A_machine_that_cannot_become_a_node_is_refused(bool isLinux, bool isRoot, string id)
    {
        var answer = new PSObject();
        answer.Properties.Add(new PSNoteProperty("IsLinux", isLinux));
        answer.Properties.Add(new PSNoteProperty("IsRoot", isRoot));
        var refused = Assert.Throws<HaVipException>(() => RemoteMachine.Read(Node, answer).Require());
        Assert.Equal(id, refused.ErrorId);
        Assert.Contains("node2", refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_machine_for_which_there_is_no_runner_is_refused()
    {
        var refused = Assert.Throws<HaVipException>(() => ModulePackage.For(Node, "linux-riscv64"));
        Assert.Equal("RunnerNotFound", refused.ErrorId);
        Assert.Contains("node2 is a linux-riscv64 machine", refused.Message, StringComparison.Ordinal);
    }

    public void Dispose()
    {
        _far.Dispose();
        _root.Dispose();
    }

    private IEnumerable<string> Left() =>
        Directory.EnumerateFiles(_root.File("Modules"), "*", SearchOption.AllDirectories)
            .Select(path => Path.GetRelativePath(Folder, path));

    private List<RemoteItem> Send(byte[] bytes, string hash) => Run(
        new RemoteCommand(Node, RemoteScripts.Receive, new Dictionary<string, object?>
        {
            ["Folder"] = Folder,
            ["Hashes"] = new Hashtable { ["a/run"] = hash },
            ["Program"] = "a/run",
        })
        {
            Input = [Piece(bytes[..2], false), Piece(bytes[2..], true)],
        });

    private static PSObject Piece(byte[] bytes, bool isLast) =>
        new(new Hashtable { ["Path"] = "a/run", ["Bytes"] = ModuleFile.Compress(bytes), ["IsLast"] = isLast });

    private static List<RemoteItem> Run(RemoteCommand command)
    {
        using var sink = new BlockingCollection<RemoteItem>();
        new RemoteCall(command, sink, CancellationToken.None).Run();
        return [.. sink];
    }
}
