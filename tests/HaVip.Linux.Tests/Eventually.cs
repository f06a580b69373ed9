using System.Diagnostics;

namespace HaVip.Linux.Tests;

/// <summary>Waits for something to become true; generous, because the machine may be busy.</summary>
internal static class Eventually
{
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(20);

    public static void True(Func<bool> condition, string what)
    {
        var watch = Stopwatch.StartNew();
        while (!condition())
        {
            Assert.True(watch.Elapsed < Limit, $"Not within {Limit}: {what}.");
            Thread.Sleep(5);
        }
    }
}
