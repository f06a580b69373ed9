using HaVip.Linux;
using HaVip.Node.Succession;

namespace HaVip.Node.Tests.Succession;

public sealed class TrialVerdictTests
{
    [Theory]
    [InlineData(0, "havip-node 9 can go on\n", null)]
    [InlineData(1, "havip-node: its state is newer\n", "/n cannot go on where this runner is: havip-node: its state is newer.")]
    [InlineData(64, "", "/n does not know how to go on for another runner: it says nothing.")]
    [InlineData(127, "a\nb\n", "/n ended with exit code 127: a; b.")]
    [InlineData(null, "", "/n did not answer and was ended.")]
    public void Exit_code_and_words_make_a_sentence(int? code, string output, string? objection) =>
        Assert.Equal(objection, TrialVerdict.Of("/n", new TrialResult(code, output)).Objection);
}
