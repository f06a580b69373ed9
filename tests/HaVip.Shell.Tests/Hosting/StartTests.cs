using System.Globalization;
using System.Runtime.InteropServices;

namespace HaVip.Shell.Tests.Hosting;

public sealed class StartTests
{
    /// <summary>Some 300 with the engine compiled ahead, some 4,500 without.</summary>
    private const int MostMethods = 1000;

    private const string Telling = "[Microsoft.PowerShell.Telemetry.ApplicationInsightsTelemetry]::CanSendTelemetry";

    [Fact]
    public void Engine_is_compiled_ahead()
    {
        Assert.SkipUnless(RuntimeInformation.OSArchitecture == Architecture.X64, "It is not, on this architecture.");
        var run = ShellProcess.Run("-c", "[System.Runtime.JitInfo]::GetCompiledMethodCount($false)");
        Assert.InRange(int.Parse(run.Output, CultureInfo.InvariantCulture), 1, MostMethods);
    }

    [Fact]
    public void Nothing_is_told_to_the_engines_makers() => Assert.Equal("False\n", ShellProcess.Run("-c", Telling).Output);

    [Fact]
    public void User_may_let_it_be_told()
    {
        var environment = new Dictionary<string, string> { ["POWERSHELL_TELEMETRY_OPTOUT"] = "0" };
        Assert.Equal("True\n", ShellProcess.Run(["-c", Telling], null, environment).Output);
    }
}
