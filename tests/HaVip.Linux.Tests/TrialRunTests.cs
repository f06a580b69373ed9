using HaVip.Core.Values;

namespace HaVip.Linux.Tests;

public sealed class TrialRunTests : IDisposable
{
    private static readonly Duration Long = Duration.FromSeconds(60);

    private readonly MemoryFile _given = MemoryFile.Create("given", "what is given"u8);

    public void Dispose() => _given.Dispose();

    [Fact]
    public void Program_reads_what_it_is_given_and_its_words_and_code_are_kept()
    {
        var result = TrialRun.Run("/bin/sh", ["-c", "cat /proc/self/fd/3; echo '!' >&2; exit 7"], _given, Long);
        Assert.Equal(new TrialResult(7, "what is given!\n"), result);
    }

    [Fact]
    public void Program_that_a_signal_ends_has_its_number_in_the_code() =>
        Assert.Equal(128 + 9, TrialRun.Run("/bin/sh", ["-c", "kill -KILL $$"], _given, Long).ExitCode);

    [Fact]
    public void Program_that_takes_too_long_is_ended()
    {
        var result = TrialRun.Run("/bin/sh", ["-c", "echo begun; exec sleep 600"], _given, Duration.FromMilliseconds(300));
        Assert.Null(result.ExitCode);
    }

    [Theory]
    [InlineData("/nowhere", Errno.ENOENT)]
    [InlineData("/etc/passwd", Errno.EACCES)]
    public void Program_that_cannot_be_started_is_a_fault(string program, int error)
    {
        var thrown = Assert.Throws<LinuxException>(() => TrialRun.Run(program, [], _given, Long));
        Assert.Equal(error, thrown.ErrorNumber);
    }

    [Fact]
    public void Memory_file_is_read_from_its_beginning_again_and_again()
    {
        Assert.Equal("what is given"u8, _given.ReadAll());
        Assert.Equal("what"u8, _given.ReadAll(4));
        Assert.Equal("what is given"u8, _given.ReadAll());
    }
}
