using System.Management.Automation;
using System.Net.Sockets;
using System.Text;
using HaVip.Core.Configuration;
using HaVip.Core.Control;
using HaVip.PowerShell.Connection;

namespace HaVip.PowerShell.Tests.Connection;

public sealed class ControlClientTests
{
    private static readonly ControlRequest GetState = new() { Command = ControlCommand.GetState };

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public void A_request_reaches_the_runner_and_its_answer_comes_back()
    {
        using var runner = FakeRunner.Answering(_ => new ControlResponse { Node = FakeNode.State() });
        using var client = ControlClient.TryConnect(runner.Path, Stop)!;
        var request = new ControlRequest { Command = ControlCommand.Stop, Instances = ["VI_1"], KeepRunner = true };

        var response = client.Send(request, Stop);

        Assert.Equal("n1", response.Node!.Name);
        var received = Assert.Single(runner.Requests);
        Assert.Equal(ControlCommand.Stop, received.Command);
        Assert.Equal(["VI_1"], received.Instances);
        Assert.True(received.KeepRunner);
    }

    [Fact]
    public void One_connection_carries_several_requests()
    {
        using var runner = FakeRunner.Answering(_ => new ControlResponse());
        using var client = ControlClient.TryConnect(runner.Path, Stop)!;
        for (var i = 0; i < 3; i++) client.Send(GetState, Stop);
        Assert.Equal(3, runner.Requests.Count);
    }

    [Fact]
    public void A_configuration_refused_as_a_whole_is_told_with_every_error()
    {
        static Core.Configuration.ConfigurationDiagnostic Finding(DiagnosticSeverity severity, string message) => new()
        {
            Severity = severity,
            RuleId = "X",
            Message = message,
            Recommendation = "",
            File = "f.yaml",
            Line = 3,
            Column = 5,
        };
        using var runner = FakeRunner.Answering(_ => new ControlResponse
        {
            Error = new ControlError(ControlError.InvalidConfiguration, "f.yaml has 2 errors.", "Correct it."),
            Diagnostics =
            [
                Finding(DiagnosticSeverity.Error, "One."), Finding(DiagnosticSeverity.Warning, "Two."),
                Finding(DiagnosticSeverity.Error, "Three."),
            ],
        });
        using var client = ControlClient.TryConnect(runner.Path, Stop)!;
        var error = Assert.Throws<HaVipException>(() => client.Send(GetState, Stop));
        Assert.Equal(ControlError.InvalidConfiguration, error.ErrorId);
        Assert.StartsWith("f.yaml has 2 errors. ", error.Message, StringComparison.Ordinal);
        Assert.Contains("One.", error.Message, StringComparison.Ordinal);
        Assert.Contains("Three.", error.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("Two.", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void An_answer_in_pieces_is_put_together()
    {
        var body = new StringBuilder("""{"node":{"name":"n1","runnerVersion":"1","configurationPath":"c"},"x":""");
        body.Append('"').Append('x', 300_000).Append("\"}");
        using var runner = FakeRunner.Sending(FakeRunner.Frame(Encoding.UTF8.GetBytes(body.ToString())));
        using var client = ControlClient.TryConnect(runner.Path, Stop)!;
        Assert.Equal("n1", client.Send(GetState, Stop).Node!.Name);
    }

    [Fact]
    public void No_socket_is_no_runner_and_not_an_error() =>
        Assert.Null(ControlClient.TryConnect("/tmp/havip-there-is-no-such.sock", Stop));

    [Fact]
    public void A_socket_nobody_listens_on_is_no_runner()
    {
        var folder = Directory.CreateTempSubdirectory("havip-test-");
        var path = Path.Combine(folder.FullName, "s");
        using (var dead = new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified))
        {
            dead.Bind(new UnixDomainSocketEndPoint(path));
            Assert.Null(ControlClient.TryConnect(path, Stop));
        }

        folder.Delete(recursive: true);
    }

    [Fact]
    public void A_path_the_kernel_cannot_take_is_explained() =>
        Assert.Equal("ControlSocketPath", Fault(() => ControlClient.TryConnect("/tmp/" + new string('x', 120), Stop)).ErrorId);

    [Fact]
    public void What_the_runner_refuses_becomes_an_error_with_its_id_and_advice()
    {
        var refusal = new ControlError(ControlError.UnknownInstance, "There is no VI_9.", "Look at the names.");
        using var runner = FakeRunner.Answering(_ => new ControlResponse { Error = refusal });
        using var client = ControlClient.TryConnect(runner.Path, Stop)!;

        var fault = Fault(() => client.Send(GetState with { Instances = ["VI_9"] }, Stop));

        Assert.Equal("UnknownInstance", fault.ErrorId);
        Assert.Equal(ErrorCategory.ObjectNotFound, fault.Category);
        Assert.Equal("Look at the names.", fault.Recommendation);
        Assert.Equal("VI_9", fault.Target);
        Assert.Equal("Look at the names.", fault.ToErrorRecord().ErrorDetails.RecommendedAction);
    }

    [Fact]
    public void A_connection_closed_instead_of_answered_is_ControlFailed()
    {
        using var runner = FakeRunner.Sending(null);
        using var client = ControlClient.TryConnect(runner.Path, Stop)!;
        Assert.Equal("ControlFailed", Fault(() => client.Send(GetState, Stop)).ErrorId);
    }

    [Theory]
    [InlineData(new byte[] { 0, 0, 0, 2, (byte)'{', (byte)'x' })]
    [InlineData(new byte[] { 0, 0, 0, 4, (byte)'n', (byte)'u', (byte)'l', (byte)'l' })]
    [InlineData(new byte[] { 0, 0, 0, 0 })]
    [InlineData(new byte[] { 0x7F, 0xFF, 0xFF, 0xFF })]
    [InlineData(new byte[] { 0xFF, 0xFF, 0xFF, 0xFF })]
    public void What_is_not_the_protocol_is_BadResponse(byte[] bytes)
    {
        using var runner = FakeRunner.Sending(bytes);
        using var client = ControlClient.TryConnect(runner.Path, Stop)!;
        Assert.Equal("BadResponse", Fault(() => client.Send(GetState, Stop)).ErrorId);
    }

    [Fact]
    public void Ctrl_C_ends_the_wait_for_an_answer()
    {
        using var runner = FakeRunner.Sending([]);
        using var client = ControlClient.TryConnect(runner.Path, Stop)!;
        using var pressed = new CancellationTokenSource(TimeSpan.FromMilliseconds(50));
        Assert.ThrowsAny<OperationCanceledException>(() => client.Send(GetState, pressed.Token));
    }

    [Fact]
    public void A_request_larger_than_a_runner_reads_is_not_sent()
    {
        using var runner = FakeRunner.Answering(_ => new ControlResponse());
        using var client = ControlClient.TryConnect(runner.Path, Stop)!;
        var request = GetState with { Instances = [new string('x', ControlProtocol.MaximumRequestLength)] };
        Assert.Equal("RequestTooLong", Fault(() => client.Send(request, Stop)).ErrorId);
        Assert.Empty(runner.Requests);
    }

    private static HaVipException Fault(Action action) => Assert.Throws<HaVipException>(action);
}
