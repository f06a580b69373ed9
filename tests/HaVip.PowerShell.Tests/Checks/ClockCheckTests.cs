using HaVip.Core.Configuration;
using HaVip.Core.Control;
using HaVip.Core.Values;
using HaVip.PowerShell.Checks;
using HaVip.PowerShell.Nodes;

namespace HaVip.PowerShell.Tests.Checks;

/// <summary>
/// Here and in no scenario: a network namespace has no real-time clock of its own, a time namespace has none either, and
/// the runner takes clock_gettime from libc by its handle, past any library that would lie about it.
/// </summary>
public sealed class ClockCheckTests
{
    private const long Now = 1_800_000_000_000_000;

    [Theory]
    [InlineData(-60, true, CheckStatus.Failed)]
    [InlineData(4, true, CheckStatus.Failed)]
    [InlineData(1, true, CheckStatus.Passed)]
    [InlineData(0, false, CheckStatus.Warning)]
    public void A_clock_that_is_off_or_kept_by_nobody_is_told(int seconds, bool isSynchronized, CheckStatus expected)
    {
        var verdict = Assert.Single(KernelChecks.Clock(Situation(Instance(HmacAntiReplay.Time), seconds, isSynchronized)));
        Assert.Equal(expected, verdict.Status);
        Assert.Equal("VI_1", verdict.Instance);
        if (expected == CheckStatus.Failed) Assert.Contains($"192.168.6.120 differs from this one by {seconds}.0 s", verdict.Detail);
    }

    [Theory]
    [InlineData(HmacAntiReplay.Monotonic)]
    [InlineData(null)]
    public void Nothing_is_said_where_nothing_depends_on_a_clock(HmacAntiReplay? antiReplay)
    {
        var verdict = Assert.Single(KernelChecks.Clock(Situation(Instance(antiReplay), -60, isSynchronized: false)));
        Assert.Equal(CheckStatus.Skipped, verdict.Status);
    }

    private static Core.Configuration.InstanceConfiguration Instance(HmacAntiReplay? antiReplay) => new()
    {
        Name = "VI_1",
        Hmac = antiReplay is { } mode ? new HmacAuthentication { AntiReplay = mode } : null,
    };

    private static NodeSituation Situation(Core.Configuration.InstanceConfiguration instance, int seconds, bool isSynchronized) =>
        new(new NodeLocation())
        {
            Instances = [instance],
            Probe = new NodeProbe
            {
                IsClockSynchronized = isSynchronized,
                Advertisements =
                [
                    new HeardAdvertisement(1, new TracedAdvertisement
                    {
                        TimeUnixMicroseconds = Now,
                        HmacUnixMicroseconds = Now + (seconds * 1_000_000L),
                        Interface = "eth0",
                        Direction = PacketDirection.Received,
                        Source = "192.168.6.120",
                        Destination = "224.0.0.18",
                        TimeToLive = 255,
                        AddressFamily = AddressFamily.IPv4,
                        Instance = "VI_1",
                    }),
                ],
            },
        };
}
