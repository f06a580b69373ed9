namespace HaVip.Core.Configuration;

/// <summary>What a check counts as until it has been carried out.</summary>
public enum CheckStart : byte
{
    /// <summary>Unknown: its instances do not become Master yet, and one success is enough to be good.</summary>
    Pending,

    /// <summary>Bad until it has succeeded as often as rise says.</summary>
    Bad,

    /// <summary>Good until it has failed as often as fall says.</summary>
    Good,
}
