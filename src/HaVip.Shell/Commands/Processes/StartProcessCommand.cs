using System.Collections;
using System.ComponentModel;
using System.Diagnostics;
using System.Management.Automation;

namespace Microsoft.PowerShell.Commands;

/// <summary>Starts a program; the shell goes on unless asked to wait.</summary>
[Cmdlet(VerbsLifecycle.Start, "Process", SupportsShouldProcess = true)]
[OutputType(typeof(Process))]
public sealed class StartProcessCommand : PSCmdlet
{
    [Parameter(Position = 0, Mandatory = true)]
    [Alias("PSPath", "Path")]
    public string FilePath { get; set; } = "";

    [Parameter(Position = 1)]
    [Alias("Args")]
    public string[] ArgumentList { get; set; } = [];

    [Parameter]
    public string? WorkingDirectory { get; set; }

    [Parameter]
    [Alias("RSO")]
    public string? RedirectStandardOutput { get; set; }

    [Parameter]
    [Alias("RSE")]
    public string? RedirectStandardError { get; set; }

    [Parameter]
    [Alias("RSI")]
    public string? RedirectStandardInput { get; set; }

    [Parameter]
    public Hashtable? Environment { get; set; }

    [Parameter]
    [Alias("nnw")]
    public SwitchParameter NoNewWindow { get; set; }

    [Parameter]
    public SwitchParameter PassThru { get; set; }

    [Parameter]
    public SwitchParameter Wait { get; set; }

    protected override void BeginProcessing()
    {
        if (!ShouldProcess(FilePath, "Start-Process"))
        {
            return;
        }

        var process = Start();
        if (Wait)
        {
            process.WaitForExit();
        }

        if (PassThru)
        {
            WriteObject(process);
        }
    }

    private Process Start()
    {
        try
        {
            var process = Process.Start(Describe())!;

            // Asking for the handle now keeps the exit code readable after the process has gone.
            _ = process.SafeHandle;
            return process;
        }
        catch (Win32Exception failure)
        {
            ThrowTerminatingError(new ErrorRecord(
                new InvalidOperationException(
                    "This command cannot be run due to the error: " + failure.Message, failure),
                "InvalidOperationException",
                ErrorCategory.InvalidOperation,
                FilePath));
            throw;
        }
    }

    private ProcessStartInfo Describe()
    {
        var program = InvokeCommand.GetCommand(FilePath, CommandTypes.Application)?.Source ?? FilePath;
        var start = new ProcessStartInfo(program)
        {
            WorkingDirectory = WorkingDirectory is null
                ? SessionState.Path.CurrentFileSystemLocation.ProviderPath
                : GetUnresolvedProviderPathFromPSPath(WorkingDirectory),
        };
        Redirect(start, program);
        foreach (DictionaryEntry entry in Environment ?? [])
        {
            start.Environment[entry.Key.ToString()!] = entry.Value?.ToString();
        }

        return start;
    }

    // The program itself is given the files, by a shell that then becomes it: so output goes on after this shell ends.
    private void Redirect(ProcessStartInfo start, string program)
    {
        var redirections = string.Concat(
            Redirection("<", RedirectStandardInput), Redirection(">", RedirectStandardOutput),
            Redirection("2>", RedirectStandardError));
        if (redirections.Length == 0)
        {
            start.Arguments = string.Join(' ', ArgumentList);
            return;
        }

        start.FileName = "/bin/sh";
        start.ArgumentList.Add("-c");
        start.ArgumentList.Add($"exec {Quoted(program)} {string.Join(' ', ArgumentList)} {redirections}");
    }

    private string Redirection(string sign, string? path) =>
        path is null ? "" : $" {sign} {Quoted(GetUnresolvedProviderPathFromPSPath(path))}";

    private static string Quoted(string text) => "'" + text.Replace("'", "'\\''", StringComparison.Ordinal) + "'";
}
