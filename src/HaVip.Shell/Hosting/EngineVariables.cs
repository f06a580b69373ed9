using System.Management.Automation;
using System.Reflection;

namespace HaVip.Shell.Hosting;

/// <summary>
/// Variables by scope ("0", "1", "Script", "Global"...). The engine's public members reach the current scope only.
/// </summary>
internal static class EngineVariables
{
    private const BindingFlags Instance = BindingFlags.Instance | BindingFlags.NonPublic;

    /// <param name="scope">Null for every variable that can be seen.</param>
    public static IEnumerable<PSVariable> All(SessionState state, string? scope)
    {
        var table = scope is null ? Call(state, "GetVariableTable") : Call(state, "GetVariableTableAtScope", scope);
        return ((IDictionary<string, PSVariable>)table!).Values;
    }

    public static void Set(SessionState state, PSVariable variable, string scope, bool force) =>
        Call(state, "SetVariableAtScope", variable, scope, force, CommandOrigin.Internal);

    public static void Remove(SessionState state, PSVariable variable, string scope, bool force) =>
        Call(state, "RemoveVariableAtScope", variable, scope, force);

    private static object? Call(SessionState state, string name, params object[] arguments)
    {
        var inner = typeof(SessionState).GetProperty("Internal", Instance)?.GetValue(state)
            ?? throw new MissingMemberException(nameof(SessionState), "Internal");
        var method = inner.GetType().GetMethod(name, Instance, [.. arguments.Select(value => value.GetType())])
            ?? throw new MissingMethodException(inner.GetType().FullName, name);
        return method.Invoke(inner, BindingFlags.DoNotWrapExceptions, null, arguments, null);
    }
}
