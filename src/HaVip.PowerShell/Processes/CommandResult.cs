namespace HaVip.PowerShell.Processes;

/// <summary>How a program ended and what it wrote.</summary>
internal sealed record CommandResult(int ExitCode, IReadOnlyList<string> Output, IReadOnlyList<string> Error)
{
    /// <summary>What it said was wrong, in one line.</summary>
    public string Complaint
    {
        get
        {
            var said = Error.Count > 0 ? Error : Output;
            return said.Count > 0 ? string.Join("; ", said.Select(line => line.Trim())) : "it said nothing";
        }
    }
}
