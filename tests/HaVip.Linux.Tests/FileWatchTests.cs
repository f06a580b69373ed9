namespace HaVip.Linux.Tests;

public sealed class FileWatchTests : IDisposable
{
    private const int Long = 60_000;

    private readonly string _folder = Directory.CreateTempSubdirectory("havip-").FullName;

    public void Dispose()
    {
        if (Directory.Exists(_folder)) Directory.Delete(_folder, recursive: true);
    }

    [Fact]
    public void File_that_comes_is_written_and_goes_is_told_of_each_time()
    {
        using var watch = FileWatch.TryOpen(_folder)!;
        var file = Path.Combine(_folder, "drain");

        Assert.Equal(FileNotice.None, watch.Wait(0));
        File.WriteAllText(file, "1");
        Assert.Equal(FileNotice.Changed, watch.Wait(Long));
        Assert.Equal(FileNotice.None, watch.Wait(0));
        File.WriteAllText(file, "2");
        Assert.Equal(FileNotice.Changed, watch.Wait(Long));
        File.Delete(file);
        Assert.Equal(FileNotice.Changed, watch.Wait(Long));
    }

    [Fact]
    public void Folder_that_goes_is_told_of()
    {
        using var watch = FileWatch.TryOpen(_folder)!;

        Directory.Delete(_folder);

        Assert.Equal(FileNotice.FolderGone, watch.Wait(Long));
    }

    [Fact]
    public void Folder_that_is_not_there_is_not_watched() =>
        Assert.Null(FileWatch.TryOpen(Path.Combine(_folder, "nowhere")));
}
