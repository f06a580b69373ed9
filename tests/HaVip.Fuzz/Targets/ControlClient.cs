using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using HaVip.Core.Control;
using HaVip.Core.Values;
using HaVip.Node.Control;

namespace HaVip.Fuzz.Targets;

/// <summary>Asks a node, and looks at the answer and at what became of the node.</summary>
internal sealed class ControlClient(ControlNode node)
{
    private static readonly HashSet<string> Refusals =
    [
        ControlError.BadRequest, ControlError.UnsupportedProtocol, ControlError.UnknownInstance,
        ControlError.InvalidConfiguration, ControlError.ShuttingDown,
    ];

    private static readonly ControlCommand[] Questions = [.. Enum.GetValues<ControlCommand>()
        .Where(command => command.ToString().StartsWith("Get", StringComparison.Ordinal))];

    /// <summary>Sends the body of one request and waits for the answer as the runner does.</summary>
    public void Ask(ReadOnlySpan<byte> body)
    {
        var before = StateDigest.Of(node.Engine);
        var reply = node.Dispatcher.Begin(body, ControlAccess.All, node.Now);
        var first = reply.TryAnswer(node.Now, late: false);
        if (first?.Error is { } error) CheckRefused(error, before);
        if (!IsJson(body)) Oracle.Same(ControlError.BadRequest, first?.Error?.Id);
        if (TryRead(body) is { } request) CheckRequest(request, first, before);
        node.Live(reply, 6);
        CheckAnswer(reply.TryAnswer(node.Now, late: true));
        node.Live(reply, 6);
    }

    private void CheckRefused(ControlError error, StateDigest before)
    {
        Oracle.Holds(Refusals.Contains(error.Id), $"{error.Id} is not an answer to a bad request");
        Oracle.Holds(!error.Message.Any(char.IsControl), $"An error is of more than one line: {error.Message}");
        CheckUnchanged(before, error.Id);
    }

    private void CheckUnchanged(StateDigest before, string after)
    {
        var difference = before.DifferenceTo(StateDigest.Of(node.Engine));
        Oracle.Holds(difference is null, $"{after} changed the engine: {difference}");
        Oracle.Same(0, node.Actions.Count);
    }

    private void CheckRequest(ControlRequest request, ControlResponse? first, StateDigest before)
    {
        CheckJson(request, ControlJson.Default.ControlRequest);
        if (Questions.Contains(request.Command))
            CheckUnchanged(before, request.Command.ToString());
        if (request.Command != ControlCommand.Failover || first?.Error is not null) return;
        if (request.Hold() is not { } hold) return;
        foreach (var router in node.Engine.Routers.Where(router => router.Held && router.HoldDeadline != Instant.Never))
            Oracle.Holds(router.HoldDeadline > node.Now, $"A hold of {hold} from now on is over already");
    }

    private static void CheckAnswer(ControlResponse? response)
    {
        if (response is null) throw new OracleException("A reply that is late has no answer");
        var length = CheckJson(response, ControlJson.Default.ControlResponse);
        Oracle.Holds(length <= ControlProtocol.MaximumResponseLength, "An answer is too long");
    }

    /// <summary>Written, read and written it is the same; returns its length.</summary>
    private static int CheckJson<T>(T value, JsonTypeInfo<T> type)
    {
        var once = JsonSerializer.SerializeToUtf8Bytes(value, type);
        var again = JsonSerializer.SerializeToUtf8Bytes(JsonSerializer.Deserialize(once, type)!, type);
        Oracle.SameBytes(once, again, typeof(T).Name);
        return once.Length;
    }

    private static bool IsJson(ReadOnlySpan<byte> body)
    {
        try
        {
            var reader = new Utf8JsonReader(body);
            while (reader.Read()) reader.TrySkip();
            return true;
        }
        catch (JsonException)
        {
            return false;
        }
    }

    private static ControlRequest? TryRead(ReadOnlySpan<byte> body)
    {
        try
        {
            return JsonSerializer.Deserialize(body, ControlJson.Default.ControlRequest);
        }
        catch (JsonException)
        {
            return null;
        }
    }
}
