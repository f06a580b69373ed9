using System.Management.Automation;

namespace Microsoft.PowerShell.Commands;

/// <summary>Paths as cmdlets get them: several, with wildcards or literal, relative, of any provider.</summary>
internal static class ItemPaths
{
    /// <summary>
    /// Runs a step for each path; what fails becomes the cmdlet's error and the next path has its turn.
    /// </summary>
    public static void ForEach(PSCmdlet cmdlet, IEnumerable<string> paths, Action<string> step)
    {
        foreach (var path in paths)
        {
            try
            {
                step(path);
            }
            catch (Exception failure) when (failure is IContainsErrorRecord and not PipelineStoppedException
                and not ActionPreferenceStopException)
            {
                cmdlet.WriteError(((IContainsErrorRecord)failure).ErrorRecord);
            }
            catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
            {
                cmdlet.WriteError(new ErrorRecord(failure, failure.GetType().Name, ErrorCategory.WriteError, path));
            }
        }
    }

    /// <summary>Full paths of existing files; a path that is none is the cmdlet's error.</summary>
    public static IReadOnlyList<string> Files(PSCmdlet cmdlet, IEnumerable<string> paths, bool literal)
    {
        var files = new List<string>();
        ForEach(cmdlet, paths, path => files.AddRange(Resolve(cmdlet, path, literal)));
        return files;
    }

    /// <summary>Provider paths of the items a path names.</summary>
    /// <exception cref="ItemNotFoundException">A path without wildcards names nothing.</exception>
    public static IReadOnlyList<string> Resolve(PSCmdlet cmdlet, string path, bool literal)
    {
        if (!literal)
        {
            return cmdlet.SessionState.Path.GetResolvedProviderPathFromPSPath(path, out _);
        }

        var full = cmdlet.SessionState.Path.GetUnresolvedProviderPathFromPSPath(path);
        return cmdlet.InvokeProvider.Item.Exists(path, force: true, literalPath: true)
            ? [full]
            : throw NotFound(path);
    }

    /// <summary>Whether the path leads to the file system, and where there.</summary>
    public static bool IsFile(PSCmdlet cmdlet, string path, out string full)
    {
        full = cmdlet.SessionState.Path.GetUnresolvedProviderPathFromPSPath(path, out var provider, out _);
        return provider.Name == "FileSystem";
    }

    public static ItemNotFoundException NotFound(string path) =>
        new($"Cannot find path '{path}' because it does not exist.");
}
