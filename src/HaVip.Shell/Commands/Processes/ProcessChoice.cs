using System.Diagnostics;
using System.Management.Automation;

namespace Microsoft.PowerShell.Commands;

/// <summary>Processes by name or id; one that is not there is the cmdlet's error.</summary>
internal static class ProcessChoice
{
    public static IEnumerable<Process> ByName(PSCmdlet cmdlet, IEnumerable<string> names)
    {
        var all = Process.GetProcesses();
        foreach (var name in names)
        {
            var pattern = WildcardPattern.Get(name, WildcardOptions.IgnoreCase);
            var found = all.Where(process => pattern.IsMatch(process.ProcessName))
                .OrderBy(process => process.ProcessName).ThenBy(process => process.Id).ToList();
            if (found.Count == 0 && !WildcardPattern.ContainsWildcardCharacters(name))
            {
                NotFound(cmdlet, $"Cannot find a process with the name \"{name}\". Verify the process name and call "
                    + "the cmdlet again.", "NoProcessFoundForGivenName", name);
            }

            foreach (var process in found)
            {
                yield return process;
            }
        }
    }

    public static IEnumerable<Process> ById(PSCmdlet cmdlet, IEnumerable<int> ids)
    {
        foreach (var id in ids)
        {
            Process? process = null;
            try
            {
                process = Process.GetProcessById(id);
            }
            catch (ArgumentException)
            {
                NotFound(cmdlet, $"Cannot find a process with the process identifier {id}.",
                    "NoProcessFoundForGivenId", id);
            }

            if (process is not null)
            {
                yield return process;
            }
        }
    }

    private static void NotFound(PSCmdlet cmdlet, string message, string id, object target) => cmdlet.WriteError(
        new ErrorRecord(new ProcessCommandException(message), id, ErrorCategory.ObjectNotFound, target));
}
