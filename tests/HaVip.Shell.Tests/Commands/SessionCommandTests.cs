namespace HaVip.Shell.Tests.Commands;

public sealed class SessionCommandTests(Session session) : IClassFixture<Session>
{
    [Theory]
    [InlineData("Set-Variable v 3; $v; (Get-Variable v).Value; Get-Variable v -ValueOnly", "3 3 3")]
    [InlineData("function f { Set-Variable w 7 -Scope 1 }; f; $w", "7")]
    [InlineData("$x = 1; & { $x = 2; Get-Variable x -Scope 1 -ValueOnly }", "1")]
    [InlineData("$x = 1; Remove-Variable x; Test-Path variable:x", "False")]
    [InlineData("New-Variable c 1 -Option Constant; try { $c = 2 } catch { 'constant' }", "constant")]
    [InlineData("Set-Alias zork Get-Date; (Get-Alias zork).Definition", "Get-Date")]
    [InlineData("Invoke-Expression '1 + 1; $made = 5'; $made", "2 5")]
    [InlineData("(Measure-Command { $set = 3 }).GetType().Name; $set", "TimeSpan 3")]
    [InlineData("function f { (Get-PSCallStack)[0].FunctionName }; f", "f")]
    [InlineData("Write-Output 1, 2; (Write-Output 1, 2 -NoEnumerate).Count", "1 2 2")]
    [InlineData("Write-Information i 6>&1; Write-Host a, b 6>&1; Write-Warning w 3>&1", "i a b w")]
    [InlineData("function f { [CmdletBinding()] param() Write-Verbose v }; f 4>&1; f -Verbose 4>&1", "v")]
    [InlineData("$t = [datetime]::Now; Start-Sleep -Milliseconds 50; ([datetime]::Now - $t).TotalMilliseconds -ge 45", "True")]
    public void Session_state(string script, string expected) => Assert.Equal(expected, session.Run(script));

    [Theory]
    [InlineData("(Get-Process -Id $PID).Id -eq $PID", "True")]
    [InlineData("$p = Start-Process sleep 100 -PassThru; Stop-Process $p; Wait-Process -InputObject $p -Timeout 60; $p.HasExited",
        "True")]
    [InlineData("Start-Process sh -ArgumentList '-c', '\"echo out; echo err >&2\"' -Wait -RedirectStandardOutput o "
        + "-RedirectStandardError e; Get-Content o, e", "out err")]
    [InlineData("(Start-Process sh -ArgumentList '-c \"exit 3\"' -Wait -PassThru).ExitCode", "3")]
    public void Processes(string script, string expected) => Assert.Equal(expected, session.Run(script));

    [Theory]
    [InlineData("Get-Process -Id 2147483646", "NoProcessFoundForGivenId,Microsoft.PowerShell.Commands.GetProcessCommand")]
    [InlineData("Get-Process -Name no-such-program",
        "NoProcessFoundForGivenName,Microsoft.PowerShell.Commands.GetProcessCommand")]
    [InlineData("$p = Start-Process sleep 100 -PassThru; try { Wait-Process -Id $p.Id -Timeout 0 } finally { Stop-Process $p }",
        "ProcessNotTerminated,Microsoft.PowerShell.Commands.WaitProcessCommand")]
    [InlineData("Start-Process /none", "InvalidOperationException,Microsoft.PowerShell.Commands.StartProcessCommand")]
    [InlineData("Get-Variable none", "VariableNotFound,Microsoft.PowerShell.Commands.GetVariableCommand")]
    [InlineData("Write-Error x -ErrorId own", "own")]
    public void Failures_have_the_known_ids(string script, string id) => Assert.Equal(id, session.ErrorId(script));
}
