using System.Management.Automation;

namespace HaVip.PowerShell.Remoting;

/// <summary>Something that came from a node while a command ran there; one of the properties is set.</summary>
internal sealed record RemoteItem(RemoteCommand Command)
{
    public RemoteNode Node => Command.Node;

    /// <summary>What the script wrote: a string, or what PowerShell makes of anything else.</summary>
    public PSObject? Output { get; init; }

    public HaVipException? Error { get; init; }

    /// <summary>A line that was said to the host there: what -WhatIf would do.</summary>
    public string? Said { get; init; }

    public string? Verbose { get; init; }

    public string? Warning { get; init; }

    public ProgressRecord? Progress { get; init; }

    /// <summary>The last of its command.</summary>
    public bool Ended { get; init; }
}
