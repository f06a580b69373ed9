using HaVip.Core.Values;
using HaVip.Node.Commands;

namespace HaVip.Node.Tests.Commands;

public sealed class CommandLineParserTests
{
    [Fact]
    public void Run_takes_all_its_options()
    {
        var line = Parse(
            "run", "--config", "/c", "--network-namespace=n1", "--runtime-directory", "/r", "--state-directory", "/s",
            "--log-file", "/l", "--detach", "--no-start");
        Assert.Equal(
            new CommandLine(NodeCommand.Run)
            {
                ConfigurationPath = "/c",
                NetworkNamespace = "n1",
                RuntimeDirectory = "/r",
                StateDirectory = "/s",
                LogFile = "/l",
                Detach = true,
                NoStart = true,
            },
            line);
    }

    [Fact]
    public void Trace_takes_options_again_and_again()
    {
        var line = Parse(
            "trace", "--config=/c", "--instance", "VI_1", "--instance=VI_2", "--virtual-router-id", "52",
            "--virtual-router-id=53", "--family", "ipv6", "--network-namespace", "n1");
        Assert.Equal(["VI_1", "VI_2"], line.Instances);
        Assert.Equal([52, 53], line.VirtualRouterIds);
        Assert.Equal((AddressFamily.IPv6, "/c", "n1"), (line.Family, line.ConfigurationPath, line.NetworkNamespace));
        Assert.Equal(["eth0", "eth1"], Parse("trace", "--interface", "eth0", "--interface", "eth1").Interfaces);
    }

    [Theory]
    [InlineData("version", NodeCommand.Version)]
    [InlineData("--version", NodeCommand.Version)]
    [InlineData("--help", NodeCommand.Help)]
    [InlineData("-h", NodeCommand.Help)]
    [InlineData("run --help", NodeCommand.Help)]
    [InlineData("release", NodeCommand.Release)]
    public void A_command_alone_is_understood(string arguments, object command) =>
        Assert.Equal(command, Parse(arguments.Split(' ')).Command);

    [Theory]
    [InlineData("", "A command is missing")]
    [InlineData("start", "'start' is not a command")]
    [InlineData("run", "'run' needs --config FILE.")]
    [InlineData("check", "'check' needs --config FILE.")]
    [InlineData("run --config", "'--config' needs a value.")]
    [InlineData("run --config=", "'--config' needs a value.")]
    [InlineData("run --config a --detach=yes", "'--detach' takes no value.")]
    [InlineData("run --config a extra", "'extra' is not an option of 'run'")]
    [InlineData("check --config a --detach", "'--detach' is not an option of 'check': --config, --inherit.")]
    [InlineData("version now", "'version' takes no arguments")]
    [InlineData("trace", "'trace' needs --interface NAME, or --config FILE and --instance NAME.")]
    [InlineData("trace --interface a --instance b --config c", "'trace' needs --interface NAME, or")]
    [InlineData("trace --instance VI_1", "'trace' needs --config FILE.")]
    [InlineData("trace --interface a --virtual-router-id 0", "'0' is not a virtual router id, 1 to 255.")]
    [InlineData("trace --interface a --virtual-router-id 256", "'256' is not a virtual router id, 1 to 255.")]
    [InlineData("trace --interface a --family ip", "'ip' is neither ipv4 nor ipv6.")]
    [InlineData("probe", "'probe' needs --config FILE.")]
    [InlineData("probe --config c --duration soon", "'soon' is not a length of time, such as 2s.")]
    [InlineData("probe --config c --interface a", "'--interface' is not an option of 'probe'")]
    [InlineData("exchange --interface a", "'exchange' needs one --interface NAME and one --virtual-router-id ID.")]
    [InlineData("exchange --interface a --virtual-router-id 9 --peer b", "'b' is not an address.")]
    [InlineData("trace --interface a --detach", "'--detach' is not an option of 'trace'")]
    [InlineData("release --network-namespace ../x", "'../x' is not a network namespace name")]
    public void A_mistake_is_one_sentence(string arguments, string problem)
    {
        var words = arguments.Split(' ', StringSplitOptions.RemoveEmptyEntries);
        Assert.False(CommandLineParser.TryParse(words, out _, out var said));
        Assert.StartsWith(problem, said);
    }

    [Fact]
    public void Paths_default_to_those_of_the_namespace()
    {
        var paths = new CommandLine(NodeCommand.Run).Paths("n1");
        Assert.Equal("/run/havip/n1/control.sock", paths.ControlSocket);
        Assert.Equal("/var/lib/havip/n1/owned.json", paths.OwnershipJournal);
        Assert.Equal("/var/log/havip/n1/havip-node.log", paths.LogFile);
        Assert.Equal("/run/havip/control.sock", new CommandLine(NodeCommand.Run).Paths(null).ControlSocket);
    }

    [Fact]
    public void Paths_that_are_given_are_taken_as_they_are()
    {
        var line = new CommandLine(NodeCommand.Run) { NetworkNamespace = "n2", RuntimeDirectory = "/r", StateDirectory = "/s" };
        Assert.Equal("/r/control.sock", line.Paths("n1").ControlSocket);
        Assert.Equal("/s/owned.json", line.Paths("n1").OwnershipJournal);
        Assert.Equal("/var/log/havip/n2/havip-node.log", line.Paths("n1").LogFile);
    }

    [Fact]
    public void Help_names_every_exit_code()
    {
        foreach (var code in Enum.GetValues<ExitCode>()) Assert.Matches($@"(?m)^ +{(int)code}  ", HelpText.Text);
    }

    private static CommandLine Parse(params string[] arguments)
    {
        Assert.True(CommandLineParser.TryParse(arguments, out var line, out var problem), problem);
        return line;
    }
}
