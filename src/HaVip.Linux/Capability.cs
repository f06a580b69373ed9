namespace HaVip.Linux;

/// <summary>The capabilities HaVip has to do with (capabilities(7)).</summary>
public enum Capability
{
    /// <summary>Being of another group.</summary>
    SetGroup = 6,

    /// <summary>Being another user.</summary>
    SetUser = 7,

    /// <summary>Addresses, routes, interface settings.</summary>
    NetworkAdministration = 12,

    /// <summary>Raw and packet sockets.</summary>
    RawNetwork = 13,

    /// <summary>Locking memory.</summary>
    MemoryLock = 14,

    /// <summary>Entering network namespaces.</summary>
    SystemAdministration = 21,

    /// <summary>Real-time scheduling.</summary>
    Scheduling = 23,
}
