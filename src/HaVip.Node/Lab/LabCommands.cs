using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using System.Net;
using System.Net.Sockets;
using HaVip.Core.Values;
using HaVip.Linux;

namespace HaVip.Node.Lab;

/// <summary>
/// <c>lab-respond</c>, <c>lab-probe</c> and <c>lab-load</c>, which <c>Measure-HaVipFailover</c> runs in a lab's namespaces,
/// and <c>lab-junk</c>, which scenarios run there: not for people, so not in the help. All end when their standard input
/// does, so that they never outlive who started them.
/// </summary>
internal static class LabCommands
{
    /// <summary>Whether the command is one of the lab's; any other is somebody else's.</summary>
    public static bool Knows(ReadOnlySpan<string> arguments) =>
        !arguments.IsEmpty && arguments[0] is ("lab-respond" or "lab-probe" or "lab-load" or "lab-junk");

    public static ExitCode Run(ReadOnlySpan<string> arguments)
    {
        if (!TryReadOptions(arguments[1..], out var options, out var problem))
            return Fail(arguments[0], problem, ExitCode.Usage);
        try
        {
            NetworkNamespace.Enter(options.NetworkNamespace);
            if (arguments[0] == "lab-respond") new LabResponder(options).Run();
            else if (arguments[0] == "lab-probe") new LabProbe(options).Run();
            else if (arguments[0] == "lab-load") new LabLoad(options).Run();
            else new LabJunk(options).Run();
            return ExitCode.Success;
        }
        catch (Exception e) when (e is LinuxException or SocketException)
        {
            return Fail(arguments[0], e.Message, ExitCode.SystemError);
        }
    }

    private static ExitCode Fail(string command, string problem, ExitCode code)
    {
        Console.Error.WriteLine($"havip-node {command}: {problem}");
        return code;
    }

    private static bool TryReadOptions(
        ReadOnlySpan<string> arguments, [NotNullWhen(true)] out LabOptions? options, out string problem)
    {
        options = null;
        problem = "";
        var read = new LabOptions();
        for (var i = 0; i < arguments.Length; i += 2)
        {
            if (i + 1 == arguments.Length || With(read, arguments[i], arguments[i + 1]) is not { } next)
            {
                problem = $"'{arguments[i]}' is not an option, or its value is missing or wrong.";
                return false;
            }

            read = next;
        }

        if (read.NetworkNamespace.Length == 0 || read.Address.Equals(IPAddress.None))
        {
            problem = "--network-namespace and --address are needed.";
            return false;
        }

        options = read;
        return true;
    }

    private static LabOptions? With(LabOptions options, string name, string value) => name switch
    {
        "--network-namespace" => options with { NetworkNamespace = value },
        "--address" when IPAddress.TryParse(value, out var address) => options with { Address = address },
        "--name" => options with { Name = value },
        "--port" when ushort.TryParse(value, NumberStyles.None, CultureInfo.InvariantCulture, out var port)
            => options with { Port = port },
        "--clients" when int.TryParse(value, NumberStyles.None, CultureInfo.InvariantCulture, out var clients)
            && clients is >= 1 and <= 1000 => options with { Clients = clients },
        "--interval" when Duration.TryParse(value, out var interval) && interval > Duration.Zero
            => options with { Interval = interval },
        "--pause" when Duration.TryParse(value, out var pause) && pause >= Duration.Zero => options with { Pause = pause },
        "--virtual-router-id" when byte.TryParse(value, NumberStyles.None, CultureInfo.InvariantCulture, out var id)
            => options with { VirtualRouterId = id },
        "--source" when IPAddress.TryParse(value, out var source) => options with { Source = source },
        "--interface-index" when int.TryParse(value, NumberStyles.None, CultureInfo.InvariantCulture, out var index)
            => options with { InterfaceIndex = index },
        "--burst" when int.TryParse(value, NumberStyles.None, CultureInfo.InvariantCulture, out var burst) && burst > 0
            => options with { Burst = burst },
        "--password" => options with { Password = value },
        "--duration" when Duration.TryParse(value, out var duration) && duration > Duration.Zero
            => options with { Duration = duration },
        _ => null,
    };
}
