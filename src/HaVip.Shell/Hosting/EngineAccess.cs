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
        method.Invoke(record, BindingFlags.DoNotWrapExceptions, null, [invocation], null);
        Property(record, "PreserveInvocationInfoOnce").SetValue(record, true);
    }

    /// <summary>An error as it comes from a command's error stream, so that Out-Default shows it as one.</summary>
    public static PSObject ForErrorStream(ErrorRecord error)
    {
        var marked = new PSObject(error);
        var stream = Property(marked, "WriteStream");
        stream.SetValue(marked, Enum.Parse(stream.PropertyType, "Error"));
        return marked;
    }

    /// <summary>
    /// The signal that ends the pipeline's commands before this one, as <c>Select-Object -First</c> does.
    /// </summary>
    public static Exception StopUpstream(Cmdlet requester)
    {
        var type = typeof(PSObject).Assembly.GetType(
            "System.Management.Automation.StopUpstreamCommandsException", throwOnError: true)!;
        return (Exception)Activator.CreateInstance(type, Anything, null, [requester], null)!;
    }

    /// <summary>A refusal that only makes the binder try another parameter for a positional argument.</summary>
    public static Exception QuietValidation(string message) => (Exception)Activator.CreateInstance(
        typeof(ValidationMetadataException), Anything, null, [message, true], null)!;

    /// <summary>Loads format files into the session, before or behind the views it has.</summary>
    /// <exception cref="RuntimeException">A file is not a format file.</exception>
    public static void AddFormats(PSCmdlet cmdlet, IEnumerable<string> before, IEnumerable<string> behind)
    {
        var context = ContextOf(cmdlet);
        var state = (InitialSessionState)Property(context, "InitialSessionState").GetValue(context)!;
        var present = state.Formats.ToList();
        state.Formats.Clear();
        state.Formats.Add(before.Select(file => new SessionStateFormatEntry(file)));
        state.Formats.Add(present);
        state.Formats.Add(behind.Select(file => new SessionStateFormatEntry(file)));
        var update = typeof(InitialSessionState).GetMethod("UpdateFormats", Anything)
            ?? throw new MissingMethodException(nameof(InitialSessionState), "UpdateFormats");
        update.Invoke(state, BindingFlags.DoNotWrapExceptions, null, [context, false], null);
    }

    /// <summary>Adds members to a type for this session.</summary>
    /// <exception cref="RuntimeException">A member is there already and may not be replaced.</exception>
    public static void AddType(PSCmdlet cmdlet, TypeData data)
    {
        var context = ContextOf(cmdlet);
        ((TypeTable)Property(context, "TypeTable").GetValue(context)!).AddType(data);
    }

    /// <summary>Serves one remote session over standard input and output.</summary>
    /// <param name="initialCommand">Run in the session before anything else; null for nothing.</param>
    public static void ServeStandardStreams(string? initialCommand)
    {
        var mediator = typeof(PSObject).Assembly.GetType(
            "System.Management.Automation.Remoting.Server.StdIOProcessMediator", throwOnError: true)!;
        var run = mediator.GetMethod("Run", BindingFlags.Static | BindingFlags.NonPublic | BindingFlags.Public)
            ?? throw new MissingMethodException(mediator.FullName, "Run");
        // initialCommand, workingDirectory, configurationName, configurationFile, combineErrOutStream
        run.Invoke(null, BindingFlags.DoNotWrapExceptions, null, [initialCommand, null, null, null, true], null);
    }

    private static object ContextOf(PSCmdlet cmdlet) => Property(cmdlet, "Context").GetValue(cmdlet)
        ?? throw new InvalidOperationException("The cmdlet does not run in a session.");

    private static PropertyInfo Property(object instance, string name) =>
        instance.GetType().GetProperty(name, Anything)
        ?? throw new MissingMemberException(instance.GetType().FullName, name);
}
