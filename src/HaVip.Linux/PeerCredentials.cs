namespace HaVip.Linux;

/// <summary>Who opened the other end of a unix connection, as the kernel saw it then (SO_PEERCRED of unix(7)).</summary>
public readonly record struct PeerCredentials(int ProcessId, uint UserId, uint GroupId)
{
    public bool IsRoot => UserId == 0;
}
