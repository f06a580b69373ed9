using System.Buffers.Binary;
using HaVip.Core.Control;
using HaVip.Node.Control;

namespace HaVip.Node.Tests.Control;

public sealed class RequestFrameTests
{
    private readonly RequestFrame _frame = new();

    [Theory]
    [InlineData(1)]
    [InlineData(3)]
    [InlineData(1000)]
    public void A_frame_in_pieces_becomes_whole(int piece)
    {
        var left = Feed(Frame("{\"command\":\"GetState\"}"), piece);
        Assert.True(_frame.IsComplete);
        Assert.False(_frame.IsStarted);
        Assert.Equal("{\"command\":\"GetState\"}"u8.ToArray(), _frame.Body.ToArray());
        Assert.Equal(0, left);
    }

    [Fact]
    public void Bytes_of_the_next_frame_are_not_wanted()
    {
        var two = Frame("first").Concat(Frame("second")).ToArray();
        Assert.Equal(Frame("second").Length, Feed(two, 1000));
        Assert.Equal("first"u8.ToArray(), _frame.Body.ToArray());
    }

    [Theory]
    [InlineData(0u)]
    [InlineData(ControlProtocol.MaximumRequestLength + 1u)]
    [InlineData(uint.MaxValue)]
    public void A_length_out_of_bounds_is_refused_before_anything_is_allocated(uint length)
    {
        var header = new byte[4];
        BinaryPrimitives.WriteUInt32BigEndian(header, length);
        Feed(header, 4);
        Assert.True(_frame.IsRefused);
        Assert.True(_frame.Wanted.IsEmpty);
        Assert.True(_frame.Body.IsEmpty);
    }

    [Fact]
    public void The_longest_frame_allowed_is_taken()
    {
        Feed(Frame(new string(' ', ControlProtocol.MaximumRequestLength)), 100_000);
        Assert.True(_frame.IsComplete);
    }

    [Fact]
    public void A_cleared_frame_takes_the_next()
    {
        Feed(Frame("first"), 1000);
        _frame.Clear();
        Assert.False(_frame.IsComplete);
        Feed(Frame("second"), 2);
        Assert.Equal("second"u8.ToArray(), _frame.Body.ToArray());
    }

    private static byte[] Frame(string text)
    {
        var frame = new byte[4 + text.Length];
        BinaryPrimitives.WriteUInt32BigEndian(frame, (uint)text.Length);
        System.Text.Encoding.ASCII.GetBytes(text, frame.AsSpan(4));
        return frame;
    }

    /// <summary>Returns how many bytes were not taken.</summary>
    private int Feed(byte[] bytes, int piece)
    {
        var fed = 0;
        while (fed < bytes.Length && !_frame.Wanted.IsEmpty)
        {
            var count = Math.Min(Math.Min(piece, _frame.Wanted.Length), bytes.Length - fed);
            bytes.AsSpan(fed, count).CopyTo(_frame.Wanted);
            _frame.Advance(count);
            fed += count;
        }

        return bytes.Length - fed;
    }
}
