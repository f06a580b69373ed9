using System.Reflection;

using HaVip.Shell;
using HaVip.Shell.CommandLine;
using HaVip.Shell.Hosting;

// Else the engine tells its makers of every module that is imported, and takes its time to prepare that.
const string OptOut = "POWERSHELL_TELEMETRY_OPTOUT";
if (Environment.GetEnvironmentVariable(OptOut) is null) Environment.SetEnvironmentVariable(OptOut, "1");

try
{
    var options = CommandLineParser.Parse(args);
    switch (options.Action)
    {
        case StartAction.Help:
            Console.Out.WriteLine(HelpText.Usage);
            return ExitCodes.Success;
        case StartAction.Version:
            Console.Out.WriteLine(VersionLine());
            return ExitCodes.Success;
        case StartAction.Serve:
            RemotingServer.Run();
            return ExitCodes.Success;
        default:
            return new ShellProgram(options).Run();
    }
}
catch (CommandLineException problem)
{
    Console.Error.WriteLine(problem.Message);
    return ExitCodes.BadCommandLine;
}

static string VersionLine() =>
    $"havip {ShellHost.ShellVersion} (PowerShell {typeof(System.Management.Automation.PSObject).Assembly
        .GetCustomAttribute<AssemblyInformationalVersionAttribute>()?.InformationalVersion.Split(' ', '+')[0]})";
