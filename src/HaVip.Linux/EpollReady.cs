namespace HaVip.Linux;

/// <summary>A descriptor that is ready: the token it was added with and what was seen on it.</summary>
public readonly record struct EpollReady(ulong Token, EpollEvents Events);
