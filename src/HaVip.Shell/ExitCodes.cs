namespace HaVip.Shell;

/// <summary>Exit codes, the same as pwsh's. A script's own <c>exit N</c> comes before all of them.</summary>
internal static class ExitCodes
{
    public const int Success = 0;

    /// <summary>An uncaught error, or the last statement of <c>-Command</c> failed.</summary>
    public const int Failure = 1;

    /// <summary>Bad arguments, or a script file that is not there (EX_USAGE).</summary>
    public const int BadCommandLine = 64;

    /// <summary>Stopped by Ctrl+C (128 + SIGINT).</summary>
    public const int Interrupted = 130;
}
