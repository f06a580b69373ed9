using HaVip.Core.Election;
using HaVip.Core.Engine;
using HaVip.Core.Tests.Election;
using HaVip.Core.Values;

namespace HaVip.Core.Tests.Engine;

public sealed class EventTextTests
{
    [Fact]
    public void Takeover_after_silence_reads_as_documented()
    {
        var node = RouterFixture.Backup();
        var actions = new ActionList();
        node.Engine.Advance(node.Now + new Duration(3_609_375), actions);
        Assert.Equal("Backup -> Master (no advertisement for 3.61 s)", EventText.Describe(actions[0]));
    }

    [Fact]
    public void Every_refusal_says_what_and_what_to_do_and_has_its_own_id()
    {
        var node = RouterFixture.Backup();
        foreach (var refusal in Enum.GetValues<HandoverRefusal>().Except([HandoverRefusal.None]))
        {
            var error = EventText.Refusal(node.Router, refusal)!;
            Assert.Equal(refusal.ToString(), error.Id);
            Assert.StartsWith("VI_1: ", error.Message, StringComparison.Ordinal);
            Assert.False(string.IsNullOrWhiteSpace(error.Recommendation), refusal.ToString());
            Assert.NotEqual($"VI_1: {refusal}", error.Message);
        }
    }

    [Fact]
    public void Every_transition_reason_has_words_of_its_own()
    {
        var node = RouterFixture.Backup();
        foreach (var reason in Enum.GetValues<TransitionReason>().Except([TransitionReason.None]))
        {
            var action = new EngineAction { Kind = ActionKind.Report, Router = node.Router, Reason = reason };
            Assert.DoesNotContain(reason.ToString() + ")", EventText.Describe(action), StringComparison.Ordinal);
        }
    }

    [Fact]
    public void Held_instance_says_so_in_its_reason()
    {
        var node = RouterFixture.Backup(x => x with { Priority = 99 });
        node.Hear(100);
        node.TakeOver();
        Assert.Equal(
            "taken over from 192.168.6.120 (priority 100) by command; held at priority 101 until failback",
            EventText.Explain(node.Router));
    }
}
