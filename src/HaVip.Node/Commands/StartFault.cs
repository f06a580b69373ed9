using HaVip.Linux;

namespace HaVip.Node.Commands;

/// <summary>What keeps a command from beginning, with the code to end with.</summary>
internal sealed record StartFault(ExitCode Code, string Message)
{
    /// <summary>
    /// A fault of the surroundings is one sentence; one of the program comes with all there is to find it.
    /// </summary>
    public static StartFault Explain(Exception error) => error switch
    {
        LinuxException { ErrorNumber: Errno.EPERM or Errno.EACCES } => new(ExitCode.NoPermission, error.Message),
        LinuxException or IOException => new(ExitCode.SystemError, error.Message),
        UnauthorizedAccessException => new(ExitCode.NoPermission, error.Message),
        _ => new(ExitCode.InternalError, error.ToString()),
    };

    public static StartFault? MissingCapability()
    {
        var held = Capabilities.ReadEffective();
        var mayRun = held.Has(Capability.NetworkAdministration) && held.Has(Capability.RawNetwork);
        return mayRun
            ? null
            : new StartFault(ExitCode.NoPermission, "CAP_NET_ADMIN and CAP_NET_RAW are needed; run it as root.");
    }

    public static StartFault AlreadyRunning(NodePaths paths, int holder)
    {
        var who = holder > 0 ? $"process {holder}" : "another process";
        return new StartFault(
            ExitCode.AlreadyRunning, $"A runner is alive in {paths.RuntimeDirectory}: {who} holds {paths.LockFile}.");
    }

    public static StartFault BadConfiguration(string path) =>
        new(ExitCode.InvalidConfiguration, $"{path} cannot be used; see 'havip-node check --config {path}'.");

    public static StartFault NoInterface(string name) => new(ExitCode.NoInterface, $"There is no interface {name}.");

    public ExitCode Print()
    {
        Console.Error.WriteLine($"havip-node: {Message}");
        return Code;
    }
}
