using System.Management.Automation;
using System.Management.Automation.Runspaces;
using System.Reflection;
using HaVip.PowerShell.Commands;

namespace HaVip.PowerShell.Tests.Commands;

/// <summary>A PowerShell with the module's cmdlets, without the module around them.</summary>
internal sealed class CmdletSession : IDisposable
{
    private readonly RecordingHost _host = new();
    private readonly Runspace _runspace;

    public CmdletSession()
    {
        var state = InitialSessionState.CreateDefault2();
        foreach (var (name, type) in Cmdlets) state.Commands.Add(new SessionStateCmdletEntry(name, type, null));
        _runspace = RunspaceFactory.CreateRunspace(_host, state);
        _runspace.Open();
    }

    /// <summary>Every cmdlet class of the assembly under its command name.</summary>
    public static IReadOnlyDictionary<string, Type> Cmdlets { get; } = typeof(HaVipCmdlet).Assembly.GetExportedTypes()
        .Select(type => (Type: type, Attribute: type.GetCustomAttribute<CmdletAttribute>()))
        .Where(pair => pair.Attribute is not null)
        .ToDictionary(pair => $"{pair.Attribute!.VerbName}-{pair.Attribute.NounName}", pair => pair.Type);

    /// <summary>For a test in which another machine is this runspace.</summary>
    public Runspace Runspace => _runspace;

    public IReadOnlyList<ErrorRecord> Errors { get; private set; } = [];

    /// <summary>What was said to the host, <c>-WhatIf</c> among it.</summary>
    public string Said => _host.Said;

    /// <summary>What the script wrote; a terminating error is thrown, others are in <see cref="Errors"/>.</summary>
    public IReadOnlyList<object> Run(string script, params (string Name, object? Value)[] variables)
    {
        foreach (var (name, value) in variables) _runspace.SessionStateProxy.SetVariable(name, value);
        using var shell = System.Management.Automation.PowerShell.Create(_runspace);
        var output = shell.AddScript(script).Invoke();
        Errors = [.. shell.Streams.Error];
        return [.. output.Select(item => item.BaseObject)];
    }

    /// <summary>The one error of a script, terminating or not.</summary>
    public ErrorRecord Fail(string script, params (string Name, object? Value)[] variables)
    {
        try
        {
            Run(script, variables);
            return Assert.Single(Errors);
        }
        catch (RuntimeException e)
        {
            return e.ErrorRecord;
        }
    }

    public void Dispose() => _runspace.Dispose();
}
