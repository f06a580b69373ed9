namespace HaVip.Node;

/// <summary>
/// How the process ends; the numbers are sysexits.h's where it has one, and are listed by <c>--help</c>.
/// </summary>
internal enum ExitCode
{
    Success = 0,

    /// <summary>check: the configuration has errors. release: something could not be removed.</summary>
    Failed = 1,

    Usage = 64,

    /// <summary>trace: there is no such interface, or none any more.</summary>
    NoInterface = 66,

    /// <summary>An exception nobody expected; the addresses were released on the way out.</summary>
    InternalError = 70,

    /// <summary>The kernel refused something the runner cannot do without.</summary>
    SystemError = 71,

    /// <summary>Another runner has this runtime directory.</summary>
    AlreadyRunning = 75,

    NoPermission = 77,

    InvalidConfiguration = 78,
}
