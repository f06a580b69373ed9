namespace HaVip.Core.Configuration;

/// <summary>How the arguments of a process are compared with those of a check.</summary>
public enum ArgumentMatch : byte
{
    /// <summary>They are the same.</summary>
    Exact,

    /// <summary>The process has them and may have more behind them.</summary>
    Initial,

    /// <summary>As initial, and the last of them may go on.</summary>
    Partial,
}
