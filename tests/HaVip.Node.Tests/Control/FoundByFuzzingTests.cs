using System.Text;
using HaVip.Core.Control;

namespace HaVip.Node.Tests.Control;

/// <summary>What the fuzz target found: no request, however odd, ends more than itself.</summary>
public sealed class FoundByFuzzingTests : IDisposable
{
    private readonly ControlHarness _harness = new("VI_1");

    public void Dispose() => _harness.Dispose();

    [Theory]
    [InlineData("""{"protocol":1,"command":"Stop","instances":[null]}""", ControlError.BadRequest)]
    [InlineData("""{"protocol":1,"command":"Stop","instances":["VI_1","a\nb"]}""", ControlError.UnknownInstance)]
    [InlineData("nul\u000E", ControlError.BadRequest)]
    public void Odd_request_is_refused_in_one_line_and_the_client_may_go_on(string body, string error)
    {
        var client = _harness.Connect();
        ControlHarness.Send(client, ControlHarness.Frame(Encoding.UTF8.GetBytes(body)));
        var refused = _harness.Receive(client)!.Error!;
        Assert.Equal(error, refused.Id);
        Assert.DoesNotContain(refused.Message, char.IsControl);

        ControlHarness.Send(client, ControlHarness.Frame(new ControlRequest { Command = ControlCommand.GetState }));
        Assert.Equal("Backup", _harness.Receive(client)!.Node!.Instances[0].State.ToString());
    }

    [Fact]
    public void Name_as_long_as_a_request_is_refused_without_being_repeated()
    {
        var request = new ControlRequest { Command = ControlCommand.Stop, Instances = [new string('V', 60_000)] };
        var refused = _harness.Ask(request).Error!;
        Assert.Equal(ControlError.UnknownInstance, refused.Id);
        Assert.InRange(refused.Message.Length, 1, 200);
    }
}
