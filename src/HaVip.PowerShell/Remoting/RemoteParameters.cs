using System.Collections;
using System.Globalization;
using System.Management.Automation;
using System.Reflection;
using HaVip.PowerShell.Commands;
using HaVip.PowerShell.Nodes;

namespace HaVip.PowerShell.Remoting;

/// <summary>Parameters of a cmdlet in the forms that reach the other machine as they are.</summary>
internal static class RemoteParameters
{
    private static readonly HashSet<string> DecidedHere = new(StringComparer.OrdinalIgnoreCase)
    {
        "Session", "ThrottleLimit", "PSComputerName", "InputObject", "WhatIf", "Confirm", "TargetNode",
    };

    /// <summary>The node of that machine, and which of its instances.</summary>
    public static Hashtable Where(NodeTarget target)
    {
        var parameters = new Hashtable();
        var node = target.Location;
        if (!node.HasFiles) parameters["ControlSocket"] = node.NamedSocket;
        if (node.HasFiles && node.NetworkNamespace is { } ns) parameters["NetworkNamespace"] = ns;
        if (node.HasFiles && node.RootPath is { } root) parameters["RootPath"] = root;
        if (target.Names is { } names) parameters["Name"] = names.ToArray();
        return parameters;
    }

    /// <summary>
    /// What the cmdlet was given, for the same cmdlet over there: without what says where, and nothing is asked there.
    /// </summary>
    public static Hashtable Bound(HaVipCmdlet cmdlet)
    {
        var parameters = new Hashtable();
        foreach (var (name, value) in cmdlet.MyInvocation.BoundParameters)
        {
            if (!DecidedHere.Contains(name) && !PSCmdlet.CommonParameters.Contains(name)) parameters[name] = Value(value);
        }

        if (cmdlet.GetType().GetCustomAttribute<CmdletAttribute>()!.SupportsShouldProcess)
            parameters[cmdlet.IsWhatIf ? "WhatIf" : "Confirm"] = cmdlet.IsWhatIf;
        if (cmdlet.IsVerbose) parameters["Verbose"] = true;
        return parameters;
    }

    private static object? Value(object? value) => value switch
    {
        SwitchParameter given => given.IsPresent,
        Enum word => word.ToString(),
        DateTimeOffset time => time.ToString("O", CultureInfo.InvariantCulture),
        Array { Rank: 1 } many when many.GetType().GetElementType()!.IsEnum => many.Cast<object>().Select(Value).ToArray(),
        _ => value,
    };
}
