using HaVip.Node.Kernel;
using HaVip.Node.Ownership;
using HaVip.Node.Tests.Fakes;

namespace HaVip.Node.Tests.Ownership;

/// <summary>
/// A crash at every point of a life: what the sweep then leaves is what was there before, and nothing else.
/// </summary>
public sealed class CrashTests
{
    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void A_crash_before_any_change_leaves_nothing_of_ours_and_all_of_others(bool tags)
    {
        var survived = 0;
        for (var point = 0; CrashesAt(point, tags); point++) survived++;
        Assert.True(survived >= 8, $"only {survived} crash points were met");
    }

    [Fact]
    public void A_journal_of_another_boot_is_not_believed()
    {
        using var node = new TestNode(tags: false);
        node.Reconciler.Acquire(TestNode.Seed());
        Assert.Null(node.Journal("later boot net:[1]").Read());
        Assert.NotNull(node.Journal().Read());
    }

    [Fact]
    public void With_another_runner_in_the_namespace_only_what_the_journal_names_is_removed()
    {
        using var node = new TestNode();
        node.Reconciler.Acquire(TestNode.Seed());
        node.Kernel.Addresses.Add(new KernelAddress(2, FakeKernel.Prefix("10.9.9.9/24")) { IsTagged = true });
        new LeftoverSweep(node.Kernel, node.Journal().Read(), alone: false).Run(index => $"eth{index}");
        Assert.Equal("10.9.9.9/24", Assert.Single(node.Kernel.Addresses).Prefix.ToString());
        Assert.Empty(node.Kernel.Routes);
    }

    [Fact]
    public void A_sweep_tells_what_it_removed()
    {
        using var node = new TestNode();
        node.Reconciler.Acquire(TestNode.Seed("VI_1", "192.168.7.100/24"));
        var sweep = new LeftoverSweep(node.Kernel, null, alone: true);
        sweep.Run(index => $"eth{index - 2}");
        Assert.Equal("192.168.7.100/24 on eth0", Assert.Single(sweep.Removed));
    }

    [Fact]
    public void A_journal_that_cannot_be_written_is_told_once_and_does_not_keep_the_addresses_away()
    {
        using var node = new TestNode();
        Directory.CreateDirectory(node.JournalPath);
        node.Reconciler.Acquire(TestNode.Seed());
        node.Reconciler.Release("VI_1");
        node.Reconciler.Acquire(TestNode.Seed());
        Assert.Equal(2, node.Kernel.Addresses.Count);
        Assert.Single(node.Lines, line => line.Contains("the ownership journal cannot be written"));
    }

    /// <summary>False where the life was over before the crash.</summary>
    private static bool CrashesAt(int point, bool tags)
    {
        using var node = new TestNode(tags);
        node.Kernel.AddForeign(2, "192.168.6.110/24");
        node.Kernel.AddForeign(2, "192.168.7.101/24");
        var changes = 0;
        node.Kernel.BeforeChange = () =>
        {
            if (changes++ == point) throw new CrashException();
        };
        try
        {
            Live(node);
            return false;
        }
        catch (CrashException)
        {
            node.Kernel.BeforeChange = null;
        }

        new LeftoverSweep(node.Kernel, node.Journal().Read(), alone: true).Run(index => $"eth{index}");
        Assert.Equal(
            ["192.168.6.110/24", "192.168.7.101/24"], node.Kernel.Addresses.Select(known => known.Prefix.ToString()));
        Assert.Empty(node.Kernel.Routes);
        return true;
    }

    private static void Live(TestNode node)
    {
        node.Reconciler.Acquire(TestNode.Seed());
        node.Reconciler.Acquire(TestNode.Seed("VI_1", "192.168.7.100/24", "192.168.7.102/24"));
        node.Reconciler.Release("VI_1");
        node.Reconciler.Acquire(TestNode.Seed());
        node.Reconciler.ReleaseAll();
    }

    private sealed class CrashException : Exception;
}
