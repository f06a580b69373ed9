using System.Diagnostics;

namespace HaVip.Shell.Tests.Hosting;

/// <summary>The shell at the far end of a PSSession; what stands in for ssh here starts it as sshd would.</summary>
public sealed class RemotingTests
{
    private const string Connect = "$s = New-PSSession -HostName node2 -UserName root; ";

    [Fact]
    public void Session_runs_commands_in_the_other_shell_with_the_everyday_cmdlets()
    {
        var run = Run(Connect + "Invoke-Command -Session $s { param($n) ($n * 2 | Measure-Object -Sum).Sum; $PID } -ArgumentList 21"
            + " | ForEach-Object { \"$_\" }; \"$PID\"");

        var lines = run.Output.Split('\n');
        Assert.Equal("42", lines[0]);
        Assert.NotEqual(lines[1], lines[2]);
        Assert.Empty(run.Error);
    }

    [Fact]
    public void Errors_come_back_with_their_ids_and_the_name_of_the_node()
    {
        var run = Run(Connect + "Invoke-Command -Session $s { Get-Item /none } -ErrorAction SilentlyContinue; "
            + "\"$($Error[0].FullyQualifiedErrorId) $($Error[0].OriginInfo.PSComputerName)\"");

        Assert.Equal("PathNotFound,Microsoft.PowerShell.Commands.GetItemCommand node2\n", run.Output);
    }

    private static ShellRun Run(string text)
    {
        using var ssh = new ScriptFile($"#!/bin/sh\nexec '{ShellProcess.Program}' -NoLogo -sshs\n", "ssh");
        using (var chmod = Process.Start("chmod", ["755", ssh.Path])) chmod.WaitForExit();
        var path = $"{ssh.Folder}:{Environment.GetEnvironmentVariable("PATH")}";
        return ShellProcess.Run(["-c", text], null, new Dictionary<string, string> { ["PATH"] = path });
    }
}
