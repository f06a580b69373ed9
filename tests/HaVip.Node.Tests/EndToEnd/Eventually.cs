using System.Diagnostics;

namespace HaVip.Node.Tests.EndToEnd;

/// <summary>Waits for something to become true; generous, because the machine may be busy.</summary>
internal static class Eventually
{
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(60);

    public static async Task True(Func<Task<bool>> condition, Func<string> what)
    {
        var watch = Stopwatch.StartNew();
        while (!await condition())
        {
            Assert.True(watch.Elapsed < Limit, $"Not within {Limit}: {what()}");
            await Task.Delay(50, TestContext.Current.CancellationToken);
        }
    }
}
