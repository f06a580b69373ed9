using System.Management.Automation;
using System.Management.Automation.Runspaces;

using HaVip.Shell.Hosting;

namespace HaVip.Shell.Tests.Commands;

/// <summary>A session with the shell's commands inside the test process, and a folder it works in.</summary>
public sealed class Session : IDisposable
{
    private readonly Runspace _runspace;
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("havip-shell-tests-");

    public Session()
    {
        _runspace = RunspaceFactory.CreateRunspace(SessionStateFactory.Create());
        _runspace.Open();
        _runspace.SessionStateProxy.Path.SetLocation(_folder.FullName);
    }

    public string Folder => _folder.FullName;

    /// <summary>What a script gives, as text joined by spaces; any error is thrown.</summary>
    public string Run(string script)
    {
        using var shell = PowerShell.Create(_runspace);
        var output = shell.AddScript("$ErrorActionPreference = 'Stop'; & {\n" + script + "\n}").Invoke();
        return string.Join(' ', output.Select(value => value?.ToString() ?? "null"));
    }

    /// <summary>The id of the error a script fails with.</summary>
    public string ErrorId(string script) =>
        Assert.ThrowsAny<RuntimeException>(() => Run(script)).ErrorRecord.FullyQualifiedErrorId;

    public void Dispose()
    {
        _runspace.Dispose();
        _folder.Delete(recursive: true);
    }
}
