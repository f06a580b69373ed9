namespace HaVip.Core.Configuration;

public enum HmacAntiReplay : byte
{
    /// <summary>A sender's sequence must grow and be near our clock.</summary>
    Time,

    /// <summary>A sender's sequence must grow; clocks may differ.</summary>
    Monotonic,
}
