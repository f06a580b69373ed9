namespace HaVip.Core.Election;

/// <summary>What is known of something tracked.</summary>
public enum Health : byte
{
    /// <summary>Nothing yet: whoever tracks it does not become Master.</summary>
    Pending,
    Good,
    Bad,
}
