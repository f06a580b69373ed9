using HaVip.Core.Configuration;
using HaVip.Core.Values;
using HaVip.Core.Wire;
using HaVip.Fuzz.Expectations;

namespace HaVip.Fuzz.Targets;

/// <summary>
/// The receive path of an instance with HMAC, as a story: packets signed well and badly, packets heard before, time,
/// and changes of the mode.
/// <code>
/// byte 0: bits 0-1 mode, 2 monotonic, 3 IPv6, 4 version 2 (IPv4), 5 window of 1 s, 6 unicast, 7 Master
/// then steps, each a byte: bits 0-2 what, 3-7 how
/// </code>
/// </summary>
internal sealed class HmacTarget : FuzzTarget
{
    private const int StepLimit = 24;

    public override string Name => "hmac";

    public override int MaximumLength => 512;

    public override void Run(ReadOnlySpan<byte> input)
    {
        var bytes = new ByteInput(input);
        var story = new HmacStory(InstanceOf(bytes.Byte(), out var becomesMaster), becomesMaster);
        for (var i = 0; i < StepLimit && !bytes.IsEmpty; i++) story.Step(ref bytes);
    }

    private static InstanceConfiguration InstanceOf(byte header, out bool becomesMaster)
    {
        var isIPv6 = (header & 8) != 0;
        var instance = isIPv6 ? SampleNode.IPv6 : (header & 16) != 0 ? SampleNode.Version2 : SampleNode.Version3;
        if ((header & 64) != 0) instance = SampleNode.Unicast(instance);
        becomesMaster = (header & 128) != 0;
        return instance with
        {
            Hmac = new HmacAuthentication
            {
                Keys = HmacStory.Keys,
                ActiveKey = 1,
                Mode = (HmacMode)((header & 3) % 3),
                AntiReplay = (header & 4) != 0 ? HmacAntiReplay.Monotonic : HmacAntiReplay.Time,
                Window = (header & 32) != 0 ? Duration.FromSeconds(1) : null,
            },
        };
    }
}
