using System.Diagnostics;
using System.Runtime.Versioning;
using HaVip.Configuration.Files;

namespace HaVip.Configuration.Tests.Files;

[UnsupportedOSPlatform("windows")]
public sealed class ConfigurationFileTests : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("havip-");

    private string Target => Path.Combine(_folder.FullName, "havip.yaml");

    public void Dispose() => _folder.Delete(recursive: true);

    [Fact]
    public void New_file_written_has_the_text_the_mode_and_no_company()
    {
        ConfigurationFile.WriteAtomically(Target, "instances: []\n");

        Assert.Equal("instances: []\n"u8, File.ReadAllBytes(Target));
        Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(Target));
        Assert.Equal([Target], Directory.GetFileSystemEntries(_folder.FullName));
    }

    [Fact]
    public void Old_file_written_over_gets_the_mode_asked_for()
    {
        File.WriteAllText(Target, "old");
        File.SetUnixFileMode(Target, UnixFileMode.UserRead | UnixFileMode.OtherRead);
        const UnixFileMode Wanted = UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.GroupWrite;

        ConfigurationFile.WriteAtomically(Target, "new", Wanted);

        Assert.Equal("new", File.ReadAllText(Target));
        Assert.Equal(Wanted, File.GetUnixFileMode(Target));
    }

    [Fact]
    public void Old_file_held_open_written_over_still_reads_as_before()
    {
        File.WriteAllText(Target, "old");
        using var reader = new StreamReader(Target);

        ConfigurationFile.WriteAtomically(Target, "new");

        Assert.Equal("old", reader.ReadToEnd());
    }

    [Fact]
    public void Symbolic_link_written_over_is_replaced_and_its_target_left_alone()
    {
        var elsewhere = Path.Combine(_folder.FullName, "elsewhere");
        File.WriteAllText(elsewhere, "old");
        File.CreateSymbolicLink(Target, elsewhere);

        ConfigurationFile.WriteAtomically(Target, "new");

        Assert.Equal("old", File.ReadAllText(elsewhere));
        Assert.Null(new FileInfo(Target).LinkTarget);
        Assert.Equal("new", File.ReadAllText(Target));
    }

    [Fact]
    public void Owner_of_the_old_file_is_kept()
    {
        Assert.SkipUnless(Environment.IsPrivilegedProcess, "Only root can give a file away.");
        File.WriteAllText(Target, "old");
        Run("chown", "12345:23456", Target);

        ConfigurationFile.WriteAtomically(Target, "new");

        Assert.Equal("12345:23456 600", Run("stat", "-c", "%u:%g %a", Target).Trim());
        Assert.Equal("new", File.ReadAllText(Target));
    }

    [Fact]
    public void Target_that_is_a_directory_fails_and_leaves_nothing_behind()
    {
        Directory.CreateDirectory(Target);

        Assert.ThrowsAny<SystemException>(() => ConfigurationFile.WriteAtomically(Target, "new"));

        Assert.Equal([Target], Directory.GetFileSystemEntries(_folder.FullName));
    }

    [Fact]
    public void Directory_that_does_not_exist_fails() =>
        Assert.Throws<DirectoryNotFoundException>(
            () => ConfigurationFile.WriteAtomically(Path.Combine(_folder.FullName, "none", "havip.yaml"), "new"));

    [Fact]
    public void Writers_at_the_same_time_leave_one_complete_text()
    {
        var texts = Enumerable.Range(0, 8).Select(i => new string((char)('a' + i), 100_000)).ToArray();

        Parallel.ForEach(texts, text => ConfigurationFile.WriteAtomically(Target, text));

        Assert.Contains(File.ReadAllText(Target), texts);
        Assert.Equal([Target], Directory.GetFileSystemEntries(_folder.FullName));
    }

    private static string Run(string command, params string[] arguments)
    {
        using var process = Process.Start(new ProcessStartInfo(command, arguments) { RedirectStandardOutput = true })!;
        var output = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        Assert.Equal(0, process.ExitCode);
        return output;
    }
}
