namespace HaVip.Configuration.Keepalived;

/// <summary>What a keepalived configuration means depends on where it is read; the defaults are this machine.</summary>
public sealed record KeepalivedReadOptions
{
    /// <summary>
    /// What <c>@id</c> lines are compared with; keepalived's <c>-i</c>, by default the short host name.
    /// </summary>
    public string ConfigurationId { get; init; } = Environment.MachineName.Split('.')[0];

    /// <summary>
    /// What the names of included files are relative to, for a text without a file; null follows none.
    /// </summary>
    public string? Directory { get; init; }

    /// <summary>The value of an environment variable, for <c>${_ENV name}</c>.</summary>
    public Func<string, string?> EnvironmentVariable { get; init; } = Environment.GetEnvironmentVariable;

    /// <summary>The path of a program; null where there is none.</summary>
    public Func<string, string?> FindProgram { get; init; } = ThisMachine.FindProgram;

    /// <summary>The number of a routing table; null where there is none of that name.</summary>
    public Func<string, uint?> FindTable { get; init; } = ThisMachine.FindTable;

    /// <summary>Whether there is a user of that name.</summary>
    public Func<string, bool> HasUser { get; init; } = ThisMachine.HasUser;
}
