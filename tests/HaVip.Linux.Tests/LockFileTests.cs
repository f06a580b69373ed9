using System.Diagnostics;

namespace HaVip.Linux.Tests;

public sealed class LockFileTests : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("havip-lock-");

    private string LockPath => Path.Combine(_folder.FullName, "lock");

    public void Dispose() => _folder.Delete(recursive: true);

    [Fact]
    public void Second_holder_is_refused_and_told_who_holds_it()
    {
        using (var first = LockFile.TryAcquire(LockPath, out _))
        {
            Assert.NotNull(first);
            Assert.Null(LockFile.TryAcquire(LockPath, out var holder));
            Assert.Equal(Environment.ProcessId, holder);
            Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(LockPath));
        }

        using var second = LockFile.TryAcquire(LockPath, out _);
        Assert.NotNull(second);
    }

    [Fact]
    public void Lock_of_another_process_holds_until_it_is_killed()
    {
        string[] arguments = ["--exclusive", "--no-fork", LockPath, "sh", "-c", "echo held; exec cat"];
        var start = new ProcessStartInfo("flock", arguments)
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
        };
        using var other = Process.Start(start)!;
        Assert.Equal("held", other.StandardOutput.ReadLine());

        Assert.Null(LockFile.TryAcquire(LockPath, out var holder));
        Assert.Equal(0, holder);

        other.Kill();
        other.WaitForExit();
        using var acquired = LockFile.TryAcquire(LockPath, out _);
        Assert.NotNull(acquired);

        // Not with File.ReadAllText, which asks for the lock itself.
        Assert.Equal($"{Environment.ProcessId}\n", CommandLine.Run("cat", LockPath));
    }

    [Fact]
    public void Child_started_meanwhile_does_not_keep_the_lock()
    {
        using var child = Hold();

        using var again = LockFile.TryAcquire(LockPath, out _);

        Assert.NotNull(again);
        child.Kill();
        child.WaitForExit();
    }

    [Fact]
    public void Link_in_the_place_of_the_lock_is_refused()
    {
        File.WriteAllText(LockPath + ".target", "precious");
        File.CreateSymbolicLink(LockPath, LockPath + ".target");

        var fault = Assert.Throws<LinuxException>(() => LockFile.TryAcquire(LockPath, out _));

        Assert.Equal(Errno.ELOOP, fault.ErrorNumber);
        Assert.Equal("precious", File.ReadAllText(LockPath + ".target"));
    }

    private Process Hold()
    {
        using var held = LockFile.TryAcquire(LockPath, out _);
        return Process.Start("sleep", "60");
    }
}
