using HaVip.Core.Configuration;
using HaVip.Core.Election;
using HaVip.Core.Engine;
using HaVip.Core.Values;

namespace HaVip.Core.Tests.Election;

/// <summary>A Backup asks for the addresses before it takes over from a silent Master, and says what it learned.</summary>
public sealed class SilenceTests
{
    private static readonly Duration Ask = new(3_109_375);

    private static InstanceConfiguration Probing(InstanceConfiguration seed) => seed with { SplitBrainProbe = new() };

    [Fact]
    public void Silent_Master_whose_addresses_nobody_answers_for_is_taken_for_dead()
    {
        var node = RouterFixture.Backup(Probing);
        node.Hear(200);
        Assert.Equal(["ask 0+2"], node.Run(Ask));
        Assert.Contains("Backup -> Master NoAdvertisement", node.Run(Duration.FromMilliseconds(500)));
        Assert.Equal(
            "no advertisement for 3.61 s, and nobody answered for the addresses", EventText.Explain(node.Router));
    }

    [Fact]
    public void Silent_Master_that_answers_for_its_addresses_is_only_not_heard_and_the_takeover_is_not_late()
    {
        var node = RouterFixture.Backup(Probing);
        node.Hear(200);
        node.Run(Ask);
        Assert.Empty(node.Claim());
        Assert.Contains("Backup -> Master NoAdvertisement", node.Run(Duration.FromMilliseconds(500)));
        Assert.Equal(
            "no advertisement for 3.61 s, but 02:00:00:00:06:66 answers for 192.168.7.100: this node cannot hear the "
            + "Master, or the Master's daemon has died",
            EventText.Explain(node.Router));
    }

    [Fact]
    public void Master_that_advertises_is_never_asked()
    {
        var node = RouterFixture.Backup(Probing);
        for (var i = 0; i < 10; i++)
        {
            node.Hear(200);
            Assert.Empty(node.Run(Duration.FromSeconds(1)));
        }
    }

    [Fact]
    public void What_was_announced_before_the_silence_is_no_answer()
    {
        var node = RouterFixture.Backup(Probing);
        node.Hear(200);
        node.Claim();
        node.Run(new Duration(3_609_375));
        Assert.EndsWith("nobody answered for the addresses", EventText.Explain(node.Router), StringComparison.Ordinal);
    }

    [Fact]
    public void Advertisement_after_the_question_makes_the_answer_void()
    {
        var node = RouterFixture.Backup(Probing);
        node.Hear(200);
        node.Run(Ask);
        node.Claim();
        node.Hear(200);
        Assert.Equal(["ask 0+2"], node.Run(Ask));
        node.Run(Duration.FromMilliseconds(500));
        Assert.EndsWith("nobody answered for the addresses", EventText.Explain(node.Router), StringComparison.Ordinal);
    }

    [Fact]
    public void Goodbye_needs_no_question_and_is_told_apart()
    {
        var node = RouterFixture.Backup(Probing);
        node.Hear(200);
        node.Hear(0);
        Assert.DoesNotContain("ask 0+2", node.Run(Duration.FromMilliseconds(20)));
        Assert.Equal("192.168.6.120 (priority 200) said goodbye", EventText.Explain(node.Router));
    }

    [Fact]
    public void Preemption_of_a_worse_Master_says_nothing_of_silence()
    {
        var node = RouterFixture.Backup(Probing);
        for (var i = 0; i < 4 && node.State == VrrpState.Backup; i++)
        {
            node.Hear(50);
            node.Claim();
            node.Run(Duration.FromSeconds(1));
        }

        Assert.Equal("preempted 192.168.6.120 (priority 50)", EventText.Explain(node.Router));
    }

    [Fact]
    public void Intervals_of_10_ms_leave_room_for_the_question()
    {
        var node = RouterFixture.Backup(x => BackupTests.V3(Probing(x)) with
        {
            AdvertisementInterval = Duration.FromMilliseconds(10),
        });
        node.Hear(200);
        var all = node.Run(Duration.FromMilliseconds(37));
        Assert.Equal("ask 0+2", all[0]);
        Assert.Contains("Backup -> Master NoAdvertisement", all);
    }
}
