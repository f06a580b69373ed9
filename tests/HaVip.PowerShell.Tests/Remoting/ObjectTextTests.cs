using System.Collections;
using System.Reflection;
using System.Text.Json;
using HaVip.Core.Control;
using HaVip.Core.Election;
using HaVip.PowerShell.Nodes;
using HaVip.PowerShell.Remoting;
using HaVip.PowerShell.Tests.Connection;

namespace HaVip.PowerShell.Tests.Remoting;

public sealed class ObjectTextTests
{
    [Fact]
    public void A_state_comes_back_whole_and_typed()
    {
        var state = StateReader.States(new NodeLocation("n1", "/r"), new ControlResponse { Node = FakeNode.State() })[0];
        var back = Assert.IsType<InstanceState>(ObjectText.Read(FarEnd.Write(state)));
        AssertSame(state, back);
        Assert.Equal(VrrpState.Master, back.State);
        Assert.Equal(DateTimeOffset.FromUnixTimeSeconds(1_800_000_000), back.Since);
    }

    [Fact]
    public void What_is_in_lists_and_dictionaries_comes_back_too()
    {
        AssertBack(new InstanceStatistic
        {
            Node = "n1",
            Name = "VI_1",
            DroppedByReason = new Dictionary<string, long> { ["Checksum"] = 4 },
            Since = DateTimeOffset.Now,
        });
        AssertBack(new NodeInstallation { Node = "n1", Changes = [new InstallationChange { Kind = "File", Changed = true }], Notes = ["a"] });
        AssertBack(new CheckResult { Node = "n1", Name = "Clock", Status = CheckStatus.Warning, Detail = "d", Recommendation = "r" });
        AssertBack(new NodeEvent { Node = "n1", FromState = VrrpState.Backup, Time = DateTimeOffset.Now, Sequence = 7 });
        AssertBack(new FailoverResult { Instance = "VI_1", Direction = FailoverDirection.Take, Duration = TimeSpan.FromMicroseconds(3) });
    }

    [Theory]
    [InlineData("")]
    [InlineData("null")]
    [InlineData("{}")]
    [InlineData("""{"Type":"FileInfo","Value":{}}""")]
    [InlineData("""{"Type":"InstanceState","Value":null}""")]
    [InlineData("""{"Type":"InstanceState","Value":{"State":"Elsewhere"}}""")]
    public void What_another_machine_makes_up_is_refused(string text) => Assert.Throws<JsonException>(() => ObjectText.Read(text));

    private static void AssertBack(object value) => AssertSame(value, ObjectText.Read(ObjectText.Write(value)));

    /// <summary>Every property, also those that are calculated, and those of objects within.</summary>
    private static void AssertSame(object? expected, object? actual)
    {
        Assert.Equal(expected?.GetType().Namespace == "HaVip" ? expected.GetType() : null, actual?.GetType().Namespace == "HaVip" ? actual!.GetType() : null);
        if (expected is IEnumerable many and not string)
        {
            var (left, right) = (many.Cast<object>().ToList(), ((IEnumerable)actual!).Cast<object>().ToList());
            Assert.Equal(left.Count, right.Count);
            foreach (var (one, other) in left.Zip(right)) AssertSame(one, other);
        }
        else if (expected?.GetType() is { Namespace: "HaVip", IsEnum: false } type)
        {
            foreach (var property in type.GetProperties(BindingFlags.Instance | BindingFlags.Public))
                AssertSame(property.GetValue(expected), property.GetValue(actual));
        }
        else
        {
            Assert.Equal(expected, actual);
        }
    }
}
