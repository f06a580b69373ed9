using System.Management.Automation;
using System.Management.Automation.Remoting;
using System.Text.Json;

namespace HaVip.PowerShell.Remoting;

/// <summary>What goes wrong on another machine or on the way there; each names the node.</summary>
internal static class RemoteErrors
{
    public const string SessionFailed = "SessionFailed";

    public static HaVipException Closed(RemoteNode node) => new(
        "SessionNotOpen",
        ErrorCategory.ConnectionError,
        $"{node}: the session is {node.Runspace.RunspaceStateInfo.State.ToString().ToLowerInvariant()}, not open.",
        $"Make a new one: New-PSSession -HostName {node}",
        node.Name);

    /// <summary>What can only be done on the machine itself.</summary>
    public static HaVipException Here(string parameter, string advice) => new(
        "ParametersContradict", ErrorCategory.InvalidArgument, $"{parameter} only works on this machine, not over a session.", advice);

    /// <summary>An error that a command wrote there, with its own id, category and advice.</summary>
    public static HaVipException From(RemoteNode node, ErrorRecord error)
    {
        var id = error.FullyQualifiedErrorId.Split(',')[0];
        if (id == RemoteScripts.ModuleMissing) return Missing(node);
        if (id == RemoteScripts.ModuleTooOld) return TooOld(node);
        var message = error.ErrorDetails?.Message is { Length: > 0 } details ? details : error.Exception.Message;
        return new HaVipException(
            id, error.CategoryInfo.Category, $"{node}: {message}", error.ErrorDetails?.RecommendedAction, error.TargetObject, error.Exception)
        {
            Origin = node,
        };
    }

    /// <summary>The command could not be run, or its connection broke.</summary>
    public static HaVipException From(RemoteNode node, Exception e) => e switch
    {
        RuntimeException { ErrorRecord: { } error } and not PSRemotingTransportException => From(node, error),
        _ when node.IsOpen => new HaVipException(
            SessionFailed,
            ErrorCategory.ConnectionError,
            $"{node}: {e.Message}",
            "A session runs one command at a time; if nothing else uses it, make a new one.",
            node.Name,
            e),
        _ => new HaVipException(
            SessionFailed,
            ErrorCategory.ConnectionError,
            $"{node}: the session broke: {e.Message}",
            $"Look whether the node is up, and make a new one: New-PSSession -HostName {node}",
            node.Name,
            e),
    };

    public static HaVipException Unreadable(RemoteNode node, JsonException e) => new(
        "BadResponse",
        ErrorCategory.ProtocolError,
        $"{node}: what came back cannot be read: {e.Message}",
        "Install the same version of HaVip on all nodes: Install-HaVipNode -Session.",
        node.Name,
        e);

    private static HaVipException Missing(RemoteNode node) => new(
        RemoteScripts.ModuleMissing,
        ErrorCategory.NotInstalled,
        $"{node}: the module HaVip is not installed there.",
        "Install-HaVipNode -Session copies it over and makes the machine a node.",
        node.Name);

    private static HaVipException TooOld(RemoteNode node) => new(
        RemoteScripts.ModuleTooOld,
        ErrorCategory.NotImplemented,
        $"{node}: the module HaVip there is too old to be asked from another machine.",
        "Install-HaVipNode -Session -Repair copies this version over.",
        node.Name);
}
