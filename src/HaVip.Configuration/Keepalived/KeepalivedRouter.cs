namespace HaVip.Configuration.Keepalived;

/// <summary>A virtual router that a keepalived with some configuration speaks for.</summary>
/// <param name="Name">Of the instance.</param>
/// <param name="Interface">Null where none is written.</param>
/// <param name="VirtualRouterId">Null where none is written that is one.</param>
public sealed record KeepalivedRouter(string Name, string? Interface, int? VirtualRouterId);
