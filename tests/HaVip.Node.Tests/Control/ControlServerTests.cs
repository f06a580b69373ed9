using HaVip.Core.Control;
using HaVip.Core.Values;
using HaVip.Node.Control;

namespace HaVip.Node.Tests.Control;

/// <summary>Clients as they should not be.</summary>
public sealed class ControlServerTests : IDisposable
{
    private static readonly ControlRequest GetState = new() { Command = ControlCommand.GetState };

    private readonly ControlHarness _harness = new("VI_1");

    public void Dispose() => _harness.Dispose();

    [Fact]
    public void A_request_byte_by_byte_is_answered()
    {
        var client = _harness.Connect();
        foreach (var value in ControlHarness.Frame(GetState))
        {
            ControlHarness.Send(client, [value]);
            _harness.Turn();
        }

        Assert.Equal("VI_1", Assert.Single(_harness.Receive(client)!.Node!.Instances).Name);
    }

    [Fact]
    public void Two_requests_at_once_are_answered_one_after_the_other()
    {
        var client = _harness.Connect();
        var frame = ControlHarness.Frame(GetState);
        ControlHarness.Send(client, [.. frame, .. frame]);
        Assert.NotNull(_harness.Receive(client)!.Node);
        Assert.NotNull(_harness.Receive(client)!.Node);
    }

    [Fact]
    public void A_client_that_stops_in_the_middle_of_a_frame_is_parted_from_after_ten_seconds()
    {
        var client = _harness.Connect();
        ControlHarness.Send(client, ControlHarness.Frame(GetState)[..7]);
        _harness.Turns(5);
        _harness.Skip(Duration.FromSeconds(9));
        Assert.Equal(1, _harness.Server.ConnectionCount);
        _harness.Skip(Duration.FromSeconds(2));
        Assert.True(_harness.IsHungUp(client));
    }

    [Fact]
    public void A_client_that_dribbles_has_no_more_time_than_one_that_stops()
    {
        var client = _harness.Connect();
        var frame = ControlHarness.Frame(GetState);
        for (var i = 0; i < 11; i++)
        {
            if (_harness.Server.ConnectionCount > 0 || i == 0) ControlHarness.Send(client, [frame[i]]);
            _harness.Skip(Duration.FromSeconds(1));
        }

        Assert.True(_harness.IsHungUp(client));
    }

    [Fact]
    public void A_client_that_asks_nothing_may_stay()
    {
        var client = _harness.Connect();
        _harness.Skip(Duration.FromSeconds(60));
        ControlHarness.Send(client, ControlHarness.Frame(GetState));
        Assert.NotNull(_harness.Receive(client)!.Node);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(ControlProtocol.MaximumRequestLength + 1)]
    [InlineData(-1)]
    public void A_frame_of_no_allowed_length_is_answered_and_the_client_parted_from(int length)
    {
        var client = _harness.Connect();
        ControlHarness.Send(client, [(byte)(length >> 24), (byte)(length >> 16), (byte)(length >> 8), (byte)length, 1, 2]);
        Assert.Equal(ControlError.BadRequest, _harness.Receive(client)!.Error!.Id);
        Assert.True(_harness.IsHungUp(client));
        Assert.Equal(0, _harness.Server.ConnectionCount);
    }

    [Theory]
    [InlineData("this is no JSON")]
    [InlineData("null")]
    [InlineData("[]")]
    [InlineData("{\"protocol\":1}")]
    [InlineData("{\"protocol\":1,\"command\":\"Explode\"}")]
    [InlineData("{\"protocol\":1,\"command\":99}")]
    [InlineData("{\"protocol\":1,\"command\":\"GetEvents\",\"timeoutMicroseconds\":-5}")]
    [InlineData("{\"protocol\":1,\"command\":\"GetEvents\",\"timeoutMicroseconds\":9223372036854775807}")]
    [InlineData("{\"protocol\":1,\"command\":\"Failover\",\"holdMicroseconds\":0}")]
    public void Garbage_in_a_good_frame_is_a_bad_request_and_the_client_may_go_on(string body)
    {
        var client = _harness.Connect();
        ControlHarness.Send(client, ControlHarness.Frame(System.Text.Encoding.UTF8.GetBytes(body)));
        Assert.Equal(ControlError.BadRequest, _harness.Receive(client)!.Error!.Id);
        ControlHarness.Send(client, ControlHarness.Frame(GetState));
        Assert.NotNull(_harness.Receive(client)!.Node);
    }

    [Fact]
    public void Another_protocol_version_is_refused() => Assert.Equal(
        ControlError.UnsupportedProtocol, _harness.Ask(GetState with { Protocol = 2 }).Error!.Id);

    [Fact]
    public void A_client_that_does_not_read_its_answer_is_parted_from_and_others_are_served()
    {
        for (var i = 0; i < 1024; i++)
            _harness.Node.Events.Add(HaVip.Core.Engine.EventKind.KernelFault, null, new string('x', 2000));
        var rude = _harness.Connect();
        ControlHarness.Send(rude, ControlHarness.Frame(new ControlRequest { Command = ControlCommand.GetEvents }));
        _harness.Turns(20);
        Assert.NotNull(_harness.Ask(GetState).Node);
        _harness.Skip(Duration.FromSeconds(11));
        Assert.Equal(1, _harness.Server.ConnectionCount);
    }

    [Fact]
    public void A_client_that_reads_a_large_answer_slowly_gets_all_of_it()
    {
        for (var i = 0; i < 1024; i++)
            _harness.Node.Events.Add(HaVip.Core.Engine.EventKind.KernelFault, null, new string('x', 2000));
        var response = _harness.Ask(new ControlRequest { Command = ControlCommand.GetEvents });
        Assert.Equal(1024, response.Events!.Count);
    }

    [Fact]
    public void A_client_that_vanishes_while_it_waits_is_forgotten()
    {
        var client = _harness.Connect();
        var wait = new ControlRequest
        {
            Command = ControlCommand.GetEvents,
            AfterSequence = 1000,
            TimeoutMicroseconds = 60_000_000,
        };
        ControlHarness.Send(client, ControlHarness.Frame(wait));
        _harness.Turns(5);
        Assert.Equal(1, _harness.Server.ConnectionCount);
        client.Dispose();
        _harness.Turns(5);
        Assert.Equal(0, _harness.Server.ConnectionCount);
    }

    [Fact]
    public void When_all_places_are_taken_an_idle_client_makes_room_and_a_busy_one_does_not()
    {
        var busy = ControlHarness.Frame(GetState)[..3];
        for (var i = 0; i < ControlServer.MaximumConnections; i++)
        {
            var client = _harness.Connect();
            if (i > 0) ControlHarness.Send(client, busy);
            _harness.Turns(2);
        }

        Assert.NotNull(_harness.Ask(GetState).Node);
        var last = _harness.Connect();
        ControlHarness.Send(last, busy);
        _harness.Turns(3);
        Assert.True(_harness.IsHungUp(_harness.Connect()));
        Assert.Equal(ControlServer.MaximumConnections, _harness.Server.ConnectionCount);
        Assert.Single(_harness.Node.Lines, line => line.Contains("a connection to the control socket was refused: 64 clients"));
    }

    [Fact]
    public void Many_answers_due_at_once_are_spread_over_turns_and_all_sent()
    {
        var clients = new List<System.Net.Sockets.Socket>();
        while (clients.Count < 40)
        {
            clients.Add(_harness.Connect());
            _harness.Turn();
        }

        foreach (var client in clients) ControlHarness.Send(client, ControlHarness.Frame(GetState));
        foreach (var client in clients) Assert.NotNull(_harness.Receive(client)!.Node);
    }

    [Fact]
    public void Draining_sends_what_is_due_and_parts_from_everybody()
    {
        var idle = _harness.Connect();
        var waiting = _harness.Connect();
        var wait = new ControlRequest { Command = ControlCommand.GetEvents, AfterSequence = 1000, TimeoutMicroseconds = 60_000_000 };
        ControlHarness.Send(waiting, ControlHarness.Frame(wait));
        _harness.Turns(5);
        _harness.Server.Drain();
        Assert.Equal(0, _harness.Server.ConnectionCount);
        Assert.True(waiting.Available > 4);
        Assert.Equal(0, idle.Available);
    }
}
