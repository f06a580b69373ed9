using System.Management.Automation;

using HaVip.Shell.Hosting;

namespace Microsoft.PowerShell.Commands;

/// <summary>Variables by name and scope, as the variable cmdlets see them.</summary>
internal static class VariableScopes
{
    public static IReadOnlyList<PSVariable> Find(PSCmdlet cmdlet, string name, string? scope)
    {
        var pattern = WildcardPattern.Get(name, WildcardOptions.IgnoreCase);
        if (WildcardPattern.ContainsWildcardCharacters(name))
        {
            return [.. EngineVariables.All(cmdlet.SessionState, scope)
                .Where(variable => pattern.IsMatch(variable.Name))
                .OrderBy(variable => variable.Name, StringComparer.OrdinalIgnoreCase)];
        }

        var found = scope is null
            ? cmdlet.SessionState.PSVariable.Get(name)
            : EngineVariables.All(cmdlet.SessionState, scope)
                .FirstOrDefault(variable => variable.Name.Equals(name, StringComparison.OrdinalIgnoreCase));
        return found is null ? [] : [found];
    }
}
