using System.Diagnostics;
using System.Text;

namespace HaVip.Linux.Tests;

public sealed class ProcessListTests
{
    [Fact]
    public void List_has_a_process_with_its_name_and_its_command_line_until_it_ends()
    {
        using var list = new ProcessList();
        using var process = Process.Start("/bin/sleep", "601");

        Eventually.True(() => Find(list, process.Id) == ("sleep", "/bin/sleep\0601\0"), "the process is found");

        process.Kill();
        process.WaitForExit();
        Eventually.True(() => Find(list, process.Id) is null, "it is found no more");
    }

    [Fact]
    public void Reading_the_list_allocates_nothing()
    {
        using var list = new ProcessList();
        Walk(list);
        var before = GC.GetAllocatedBytesForCurrentThread();

        Walk(list);

        Assert.Equal(before, GC.GetAllocatedBytesForCurrentThread());
    }

    private static void Walk(ProcessList list)
    {
        list.Rewind();
        while (list.MoveNext())
        {
            _ = list.ReadName().Length + list.ReadCommandLine().Length;
        }
    }

    private static (string, string)? Find(ProcessList list, int process)
    {
        list.Rewind();
        while (list.MoveNext())
        {
            if (list.Current != process) continue;
            return (Encoding.UTF8.GetString(list.ReadName()), Encoding.UTF8.GetString(list.ReadCommandLine()));
        }

        return null;
    }
}
