namespace HaVip.Core.Configuration;

/// <summary>A further interface on which the advertisements of an instance are sent and heard, with the same content.</summary>
public sealed record HeartbeatPath
{
    public HeartbeatPath(string interfaceName) => Interface = interfaceName;

    /// <summary>1 to 15 characters, not loopback, not the instance's own.</summary>
    public string Interface { get; init; }

    /// <summary>Null means multicast, whatever the instance's own interface does.</summary>
    public UnicastSettings? Unicast { get; init; }
}
