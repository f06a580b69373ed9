namespace HaVip.Simulation.SmallWorld;

/// <summary>Every order of what can follow a give, for callers that know this assembly by name only.</summary>
public static class HandoverWorlds
{
    /// <summary>What goes wrong, or null.</summary>
    public static string? FaultOfGive()
    {
        var script = SmallScript.Of("give", 8, 200, 100) with { Opening = [(0, SmallCommand.Give)], AlwaysOwned = true };
        try
        {
            Exploration.Run(script);
            return null;
        }
        catch (InvalidOperationException fault)
        {
            return fault.Message;
        }
    }
}
