using System.Management.Automation;
using System.Management.Automation.Runspaces;
using System.Reflection;

namespace HaVip.Shell.Hosting;

/// <summary>
/// What pwsh's own host does through internals of the engine. The engine's version is pinned and each of these is
/// covered by a test, so that an update which moves them fails there and not at a user's.
/// </summary>
internal static class EngineAccess
{
    private const BindingFlags Anything = BindingFlags.Instance | BindingFlags.NonPublic | BindingFlags.Public;

    public static void SetRethrowScriptExit(Runspace runspace, bool value)
    {
        var context = Property(runspace, "GetExecutionContext").GetValue(runspace)
            ?? throw new InvalidOperationException("The runspace has no execution context.");
        Property(context, "ScriptCommandProcessorShouldRethrowExit").SetValue(context, value);
    }

    /// <summary>Gives an error the position of the script that reports it instead of the reporting cmdlet's.</summary>
    public static void SetInvocation(ErrorRecord record, InvocationInfo invocation)
    {
        var method = typeof(ErrorRecord).GetMethod("SetInvocationInfo", Anything)
            ?? throw new MissingMethodException(nameof(ErrorRecord), "SetInvocationInfo");
        method.Invoke(record, [invocation]);
        Property(record, "PreserveInvocationInfoOnce").SetValue(record, true);
    }

    /// <summary>The signal that ends the pipeline's commands before this one, as <c>Select-Object -First</c> does.</summary>
    public static Exception StopUpstream(Cmdlet requester)
    {
        var type = typeof(PSObject).Assembly.GetType(
            "System.Management.Automation.StopUpstreamCommandsException", throwOnError: true)!;
        return (Exception)Activator.CreateInstance(type, Anything, null, [requester], null)!;
    }

    private static PropertyInfo Property(object instance, string name) =>
        instance.GetType().GetProperty(name, Anything)
        ?? throw new MissingMemberException(instance.GetType().FullName, name);
}
