using System.Globalization;
using System.IO.MemoryMappedFiles;

namespace HaVip.Linux.Tests;

public sealed class ProcessMemoryTests
{
    private const int Kilobytes = 4096;

    [Fact]
    public void Pages_of_files_that_are_let_go_of_take_no_memory_and_come_back_when_needed() => OnMappedFile((path, view) =>
    {
        ProcessMemory.ForgetProgramPages();
        Assert.Equal(0, Resident(path));
        Touch(view);
        Assert.Equal(Kilobytes, Resident(path));
    });

    [Fact]
    public void Files_that_may_be_unmapped_again_are_left_alone() => OnMappedFile((path, view) =>
    {
        ProcessMemory.FindPrograms(Environment.ProcessPath);
        ProcessMemory.ForgetProgramPages();
        Assert.Equal(Kilobytes, Resident(path));
    });

    [Fact]
    public void Pages_that_are_locked_stay_until_they_are_unlocked() => OnMappedFile((path, view) =>
    {
        Assert.SkipUnless(ProcessMemory.TryLock(), "The kernel does not allow it here.");
        ProcessMemory.ForgetProgramPages();
        Assert.Equal(Kilobytes, Resident(path));
        ProcessMemory.Unlock();
        ProcessMemory.ForgetProgramPages();
        Assert.Equal(0, Resident(path));
    });

    private static void OnMappedFile(Action<string, MemoryMappedViewAccessor> use)
    {
        var path = Path.Combine(Path.GetTempPath(), $"havip-{Guid.NewGuid():N}");
        File.WriteAllBytes(path, [.. Enumerable.Repeat((byte)7, Kilobytes * 1024)]);
        try
        {
            using var file = MemoryMappedFile.CreateFromFile(path, FileMode.Open, null, 0, MemoryMappedFileAccess.Read);
            using var view = file.CreateViewAccessor(0, 0, MemoryMappedFileAccess.Read);
            ProcessMemory.FindPrograms(path);
            Touch(view);
            Assert.Equal(Kilobytes, Resident(path));
            use(path, view);
        }
        finally
        {
            ProcessMemory.Unlock();
            ProcessMemory.FindPrograms(null);
            File.Delete(path);
        }
    }

    private static void Touch(MemoryMappedViewAccessor view) =>
        Assert.Equal(7 * Kilobytes, Enumerable.Range(0, Kilobytes).Sum(number => view.ReadByte(number * 1024L)));

    private static int Resident(string path)
    {
        var here = false;
        foreach (var line in File.ReadLines("/proc/self/smaps"))
        {
            if (char.IsAsciiHexDigitLower(line[0])) here = line.EndsWith(path, StringComparison.Ordinal);
            else if (here && line.StartsWith("Rss:", StringComparison.Ordinal))
                return int.Parse(line.AsSpan("Rss:".Length).Trim(" kB"), CultureInfo.InvariantCulture);
        }

        throw new InvalidOperationException($"{path} is not mapped.");
    }
}
