namespace HaVip.Simulation.SmallWorld;

/// <summary>Every way a script can go.</summary>
internal static class Exploration
{
    /// <summary>
    /// Returns how many different ends were reached; throws with the choices where one breaks a rule.
    /// </summary>
    public static (long Ends, long Worlds) Run(SmallScript script)
    {
        var choices = new ChoiceSequence();
        var seen = new HashSet<string>(StringComparer.Ordinal);
        long ends = 0;
        do
        {
            if (TryPlay(script, choices, seen)) ends++;
        }
        while (choices.TryAdvance());
        return (ends, seen.Count);
    }

    private static bool TryPlay(SmallScript script, ChoiceSequence choices, HashSet<string> seen)
    {
        try
        {
            return new InterleavedWorld(script).Play(choices, seen);
        }
        catch (ViolationException violation)
        {
            throw new InvalidOperationException($"{script.Name}, choices {choices}: {violation.Message}", violation);
        }
    }
}
