using System.Buffers.Binary;
using HaVip.Core.Control;
using HaVip.Node.Control;

namespace HaVip.Fuzz.Targets;

/// <summary>
/// What a client sends on the control socket: frames in pieces of any size, their JSON, and the requests in it, carried
/// out by the runner's own dispatcher.
/// <code>
/// byte 0: bits 0-2 pieces of 2^n bytes, 3-4 the node (stopped, Backup, Backup of a Master, Master), 5 the rest is one
///         body without its length
/// </code>
/// </summary>
internal sealed class ControlTarget : FuzzTarget
{
    private const int FrameLimit = 8;

    public override string Name => "control";

    public override int MaximumLength => 4096;

    public override IEnumerable<string> Words =>
    [
        .. ControlJson.Default.ControlRequest.Properties.Select(property => $"\"{property.Name}\":"),
        .. Enum.GetNames<ControlCommand>().Concat(Enum.GetNames<FailoverDirection>()).Select(name => $"\"{name}\""),
        "\"VI_1\"", "null", "true", "false", "-1", "1e3", "9223372036854775807", "3600000000", "\\u0000", "\\ud800",
        "[[[[",
    ];

    public override void Run(ReadOnlySpan<byte> input)
    {
        var bytes = new ByteInput(input);
        var header = bytes.Byte();
        var stream = (header & 32) != 0 ? Framed(bytes.Rest) : bytes.Rest.ToArray();
        var client = new ControlClient(new ControlNode((header >> 3) & 3));
        var frame = new RequestFrame();
        var at = 0;
        for (var i = 0; i < FrameLimit && at < stream.Length; i++)
        {
            at += Feed(frame, stream.AsSpan(at), 1 << (header & 7));
            if (frame.IsRefused || !frame.IsComplete) break;
            client.Ask(frame.Body);
            frame.Clear();
        }
    }

    /// <summary>Feeds one frame and returns how many bytes of the stream it took.</summary>
    private static int Feed(RequestFrame frame, ReadOnlySpan<byte> stream, int piece)
    {
        var at = 0;
        while (at < stream.Length && !frame.Wanted.IsEmpty)
        {
            var count = Math.Min(Math.Min(piece, frame.Wanted.Length), stream.Length - at);
            stream.Slice(at, count).CopyTo(frame.Wanted);
            frame.Advance(count);
            at += count;
        }

        CheckFrame(frame, stream, at);
        return at;
    }

    private static void CheckFrame(RequestFrame frame, ReadOnlySpan<byte> stream, int taken)
    {
        var isCut = stream.Length < ControlProtocol.HeaderLength;
        var length = isCut ? 0 : BinaryPrimitives.ReadUInt32BigEndian(stream);
        var isRefused = !isCut && length is (0 or > ControlProtocol.MaximumRequestLength);
        Oracle.Same(isRefused, frame.IsRefused);
        if (isRefused) Oracle.Same(ControlProtocol.HeaderLength, taken);
        if (isCut || isRefused) return;
        var end = (long)ControlProtocol.HeaderLength + length;
        Oracle.Same(stream.Length >= end, frame.IsComplete);
        Oracle.Same(Math.Min(end, stream.Length), taken);
        if (frame.IsComplete) Oracle.SameBytes(stream[ControlProtocol.HeaderLength..(int)end], frame.Body, "The body");
    }

    private static byte[] Framed(ReadOnlySpan<byte> body)
    {
        var stream = new byte[ControlProtocol.HeaderLength + body.Length];
        BinaryPrimitives.WriteInt32BigEndian(stream, body.Length);
        body.CopyTo(stream.AsSpan(ControlProtocol.HeaderLength));
        return stream;
    }
}
