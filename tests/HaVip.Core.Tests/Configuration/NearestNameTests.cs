using HaVip.Core.Configuration;

namespace HaVip.Core.Tests.Configuration;

public sealed class NearestNameTests
{
    private static readonly string[] Names = ["priority", "preempt", "preemptDelay", "version", "virtualAddresses"];

    [Theory]
    [InlineData("priority", "priority")]
    [InlineData("PRIORITY", "priority")]
    [InlineData("priorty", "priority")]
    [InlineData("pirority", "priority")]
    [InlineData("prioritiy", "priority")]
    [InlineData("prempt", "preempt")]
    [InlineData("preempt_delay", "preemptDelay")]
    [InlineData("premtDealy", "preemptDelay")]
    [InlineData("virtual-addresses", "virtualAddresses")]
    [InlineData("virtualAdresses", "virtualAddresses")]
    [InlineData("prio", "priority")]
    [InlineData("virt", "virtualAddresses")]
    [InlineData("pre", null)]
    [InlineData("v", null)]
    [InlineData("", null)]
    [InlineData("colour", null)]
    [InlineData("prioritypriorityprioritypriorityprioritypriority", null)]
    public void Name_mistyped_finds_the_one_meant(string text, string? expected) =>
        Assert.Equal(expected, NearestName.Find(text, Names));
}
