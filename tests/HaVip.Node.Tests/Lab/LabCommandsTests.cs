using HaVip.Node.Lab;

namespace HaVip.Node.Tests.Lab;

public sealed class LabCommandsTests
{
    [Theory]
    [InlineData("lab-respond", true)]
    [InlineData("lab-probe", true)]
    [InlineData("lab-junk", true)]
    [InlineData("run", false)]
    public void Only_the_labs_commands_are_its_own(string command, bool known) =>
        Assert.Equal(known, LabCommands.Knows([command]));

    [Theory]
    [InlineData("--address", "192.168.7.100")]
    [InlineData("--network-namespace", "n1")]
    [InlineData("--network-namespace", "n1", "--address")]
    [InlineData("--network-namespace", "n1", "--address", "nowhere")]
    [InlineData("--network-namespace", "n1", "--address", "192.168.7.100", "--port", "70000")]
    [InlineData("--network-namespace", "n1", "--address", "192.168.7.100", "--interval", "0s")]
    [InlineData("--colour", "red")]
    public void A_wrong_command_line_does_nothing(params string[] options) =>
        Assert.Equal(ExitCode.Usage, LabCommands.Run(["lab-probe", .. options]));

    [Fact]
    public void A_namespace_that_is_not_there_is_a_fault_of_the_system() => Assert.Equal(
        ExitCode.SystemError,
        LabCommands.Run(["lab-probe", "--network-namespace", "havip-there-is-none", "--address", "192.168.7.100"]));

    [Fact]
    public void An_answer_is_the_probe_and_a_name()
    {
        var packet = new byte[ProbePacket.MaximumLength];
        ProbePacket.Write(packet, 1234567890123);
        "n1"u8.CopyTo(packet.AsSpan(ProbePacket.NumberLength));

        Assert.True(ProbePacket.TryRead(packet.AsSpan(0, ProbePacket.NumberLength + 2), out var number, out var name));
        Assert.Equal((1234567890123, "n1"), (number, name));
        Assert.False(ProbePacket.TryRead(packet.AsSpan(0, ProbePacket.NumberLength), out _, out _));
    }
}
