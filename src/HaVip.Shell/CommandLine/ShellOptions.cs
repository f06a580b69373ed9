using System.Management.Automation.Runspaces;

namespace HaVip.Shell.CommandLine;

/// <summary>What the shell was asked to do at start.</summary>
internal enum StartAction
{
    Interactive,
    File,
    Command,
    CommandFromInput,
    Serve,
    Version,
    Help,
}

/// <summary>The command line of the shell, understood. The words are pwsh's.</summary>
internal sealed record ShellOptions
{
    public StartAction Action { get; init; } = StartAction.Interactive;

    /// <summary>
    /// The script's path for <see cref="StartAction.File"/>, the text for <see cref="StartAction.Command"/>.
    /// </summary>
    public string Text { get; init; } = "";

    /// <summary>Arguments of the script or, after <c>-CommandWithArgs</c>, of the command.</summary>
    public IReadOnlyList<CommandParameter> Arguments { get; init; } = [];

    public string? WorkingDirectory { get; init; }

    public bool NoExit { get; init; }

    public bool NoLogo { get; init; }

    public bool NonInteractive { get; init; }
}
