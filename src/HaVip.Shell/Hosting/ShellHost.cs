using System.Globalization;
using System.Management.Automation.Host;
using System.Reflection;

namespace HaVip.Shell.Hosting;

/// <summary>The engine's view of this process: <c>$Host</c>.</summary>
internal sealed class ShellHost : PSHost
{
    private readonly ConsoleUserInterface _ui;

    public ShellHost(bool nonInteractive) => _ui = new ConsoleUserInterface(nonInteractive);

    public static string ShellVersion { get; } = typeof(ShellHost).Assembly
        .GetCustomAttribute<AssemblyInformationalVersionAttribute>()?.InformationalVersion.Split('+')[0] ?? "0.0.0";

    /// <summary>Set by <c>exit N</c>; null as long as nobody asked to end.</summary>
    public int? RequestedExitCode { get; private set; }

    /// <summary>Runs a nested prompt until <see cref="ExitNestedPrompt"/>; set by the interactive loop.</summary>
    public Action? NestedPrompt { get; set; }

    /// <summary>Leaves the innermost nested prompt; set by the interactive loop.</summary>
    public Action? LeaveNestedPrompt { get; set; }

    public override string Name => "HaVipShellHost";

    public override Version Version { get; } = Version.Parse(ShellVersion.Split('-')[0]);

    public override Guid InstanceId { get; } = Guid.NewGuid();

    public override PSHostUserInterface UI => _ui;

    public override CultureInfo CurrentCulture => CultureInfo.CurrentCulture;

    public override CultureInfo CurrentUICulture => CultureInfo.CurrentUICulture;

    public override void SetShouldExit(int exitCode) => RequestedExitCode ??= exitCode;

    public override void EnterNestedPrompt() =>
        (NestedPrompt ?? throw new NotSupportedException("There is no terminal for a nested prompt.")).Invoke();

    public override void ExitNestedPrompt() => LeaveNestedPrompt?.Invoke();

    // Programs run from the shell share its terminal; a half-drawn progress line must not mix with their output.
    public override void NotifyBeginApplication() => _ui.ClearProgress();

    public override void NotifyEndApplication()
    {
    }
}
