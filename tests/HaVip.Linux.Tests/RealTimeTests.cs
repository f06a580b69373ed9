using System.Globalization;

namespace HaVip.Linux.Tests;

public sealed class RealTimeTests
{
    private const int RoundRobin = 2;
    private const int Ordinary = 0;
    private const int PolicyField = 41;

    [Fact]
    public void A_thread_is_real_time_until_it_ends_it_and_the_threads_it_starts_are_not()
    {
        var policies = new List<int>();
        OnThread(() =>
        {
            using (var realTime = RealTime.TryBegin(TimeSpan.FromSeconds(30), () => { }, out var error))
            {
                Assert.SkipWhen(realTime is null, $"The kernel does not allow it here: error {error}.");
                policies.Add(Policy());
                OnThread(() => policies.Add(Policy()));
            }

            policies.Add(Policy());
        });
        Assert.Equal([RoundRobin, Ordinary, Ordinary], policies);
    }

    [Fact]
    public void A_real_time_thread_waits_as_an_ordinary_one_for_what_it_starts_aside()
    {
        var policies = new List<int>();
        OnThread(() =>
        {
            RealTime.Aside(() => policies.Add(Policy()));
            using (var realTime = RealTime.TryBegin(TimeSpan.FromSeconds(30), () => { }, out var error))
            {
                Assert.SkipWhen(realTime is null, $"The kernel does not allow it here: error {error}.");
                RealTime.Aside(() => policies.Add(Policy()));
                policies.Add(Policy());
                Assert.Throws<InvalidOperationException>(() => RealTime.Aside(() => throw new InvalidOperationException()));
                policies.Add(Policy());
            }

            RealTime.Aside(() => policies.Add(Policy()));
        });
        Assert.Equal([Ordinary, Ordinary, RoundRobin, RoundRobin, Ordinary], policies);
    }

    [Fact]
    public void A_thread_that_spins_is_ordinary_again_and_lives()
    {
        var told = 0;
        var policies = new List<int>();
        OnThread(() =>
        {
            var limit = TimeSpan.FromMilliseconds(50);
            using var realTime = RealTime.TryBegin(limit, () => Interlocked.Increment(ref told), out var error);
            Assert.SkipWhen(realTime is null, $"The kernel does not allow it here: error {error}.");
            policies.Add(Policy());

            // Ends when the kernel has noticed; a thread that is never stopped fails the test by its limit of time.
            while (Volatile.Read(ref told) == 0) { }
            policies.Add(Policy());
        });
        Assert.Equal([RoundRobin, Ordinary], policies);
    }

    [Fact]
    public void Program_pages_that_were_let_go_of_come_back()
    {
        ProcessMemory.ForgetProgramPages();
        Assert.Equal("80000000", 0x8000_0000.ToString("x8", CultureInfo.InvariantCulture));
    }

    private static int Policy()
    {
        var stat = File.ReadAllText("/proc/thread-self/stat");
        var fields = stat[(stat.LastIndexOf(')') + 2)..].Split(' ');
        return int.Parse(fields[PolicyField - 3], CultureInfo.InvariantCulture);
    }

    private static void OnThread(Action action)
    {
        Exception? fault = null;
        var thread = new Thread(() =>
        {
            try
            {
                action();
            }
            catch (Exception error)
            {
                fault = error;
            }
        });
        thread.Start();
        thread.Join();
        if (fault is not null) throw fault;
    }
}
