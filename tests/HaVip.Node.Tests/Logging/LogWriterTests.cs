using HaVip.Linux;
using HaVip.Node.Logging;

namespace HaVip.Node.Tests.Logging;

public sealed class LogWriterTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("havip-log-test-").FullName;

    private string LogPath => Path.Combine(_folder, "node.log");

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public void Lines_are_appended_and_flushed_at_the_end()
    {
        File.WriteAllText(LogPath, "before\n");
        using (var log = new LogWriter(LogPath))
        {
            log.Write("one\n");
            log.Write("two\n");
        }

        Assert.Equal("before\none\ntwo\n", File.ReadAllText(LogPath));
    }

    [Fact]
    public async Task What_is_not_written_yet_can_be_taken_for_another_to_write()
    {
        using var log = new LogWriter(LogPath);
        Assert.True(log.IsIdle);
        log.Write("one\n");
        await Until(() => log.IsIdle);
        Assert.Equal("one\n", File.ReadAllText(LogPath));
        Assert.Empty(log.TakeUnwritten());
    }

    [Fact]
    public void A_new_file_is_not_for_everybody()
    {
        using (new LogWriter(LogPath)) { }
        Assert.Equal(UnixFileMode.None, File.GetUnixFileMode(LogPath) & (UnixFileMode.OtherRead | UnixFileMode.OtherWrite));
    }

    [Fact]
    public void A_link_in_the_place_of_the_log_is_refused_and_its_target_left_alone()
    {
        File.WriteAllText(LogPath + ".target", "theirs");
        File.CreateSymbolicLink(LogPath, LogPath + ".target");

        var fault = Assert.Throws<LinuxException>(() => new LogWriter(LogPath));

        Assert.Equal("ELOOP", fault.ErrorName);
        Assert.Equal("theirs", File.ReadAllText(LogPath + ".target"));
    }

    [Fact]
    public async Task After_a_rotation_the_file_of_the_name_is_written()
    {
        using (var log = new LogWriter(LogPath))
        {
            log.Write("one\n");
            await Until(() => File.ReadAllText(LogPath) == "one\n");
            File.Move(LogPath, LogPath + ".1");
            log.Reopen();
            await Until(() => File.Exists(LogPath));
            log.Write("two\n");
        }

        Assert.Equal("two\n", File.ReadAllText(LogPath));
        Assert.Equal("one\n", File.ReadAllText(LogPath + ".1"));
    }

    [Fact]
    public async Task A_reader_that_does_not_read_costs_lines_and_no_time()
    {
        var pipe = LogPath + ".pipe";
        await Shell.Run("mkfifo", pipe);
        using var reader = new FileStream(pipe, FileMode.Open, FileAccess.ReadWrite, FileShare.ReadWrite, 0);
        using (var log = new LogWriter(pipe))
        {
            var line = new string('x', 1000) + "\n";
            for (var i = 0; i < 10_000; i++) log.Write(line);
            var text = "";
            var buffer = new byte[1 << 20];
            while (!text.Contains("log lines were dropped"))
                text += System.Text.Encoding.ASCII.GetString(buffer, 0, reader.Read(buffer));
            Assert.Contains("warning ", text);
        }
    }

    private static async Task Until(Func<bool> holds)
    {
        for (var i = 0; i < 500 && !holds(); i++) await Task.Delay(20, TestContext.Current.CancellationToken);
        Assert.True(holds());
    }
}
