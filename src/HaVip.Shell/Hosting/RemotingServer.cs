using System.Management.Automation.Language;

namespace HaVip.Shell.Hosting;

/// <summary>
/// The far end of a PSSession over ssh: sshd starts the shell as a subsystem, and the engine's remoting protocol goes over
/// standard input and output, as with <c>pwsh -sshs</c>.
/// </summary>
internal static class RemotingServer
{
    /// <summary>Returns when the other side has ended the connection.</summary>
    public static void Run()
    {
        ModulePath.AddOwn();
        EngineAccess.ServeStandardStreams(InitialCommand());
    }

    /// <summary>A session of the server is made by the engine, which knows its own commands only.</summary>
    private static string? InitialCommand() => EverydayCommands.RealOnesAreThere()
        ? null
        : $"Import-Module '{CodeGeneration.EscapeSingleQuotedStringContent(typeof(RemotingServer).Assembly.Location)}'";
}
