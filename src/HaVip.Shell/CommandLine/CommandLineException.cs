namespace HaVip.Shell.CommandLine;

/// <summary>
/// The command line cannot be understood; the process ends with <see cref="ExitCodes.BadCommandLine"/>.
/// </summary>
internal sealed class CommandLineException(string message) : Exception(message);
