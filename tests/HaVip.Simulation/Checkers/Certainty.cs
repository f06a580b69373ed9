namespace HaVip.Simulation.Checkers;

/// <summary>Whether a node accepts what another sends, as far as the settings and clocks of both tell.</summary>
internal enum Certainty
{
    Never,

    /// <summary>Something that checkers do not follow decides it, such as a clock that was set.</summary>
    Maybe,

    Surely,
}
