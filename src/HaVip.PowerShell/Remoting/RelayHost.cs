using System.Globalization;
using System.Management.Automation.Host;

namespace HaVip.PowerShell.Remoting;

/// <summary>
/// The host of a command on another machine: passes on the lines that are said to it, which are those of -WhatIf, and
/// answers no question. Errors, warnings and verbose lines come by streams of their own.
/// </summary>
internal sealed class RelayHost(Action<string> say) : PSHost
{
    private readonly RelayUserInterface _user = new(say);

    public override CultureInfo CurrentCulture => CultureInfo.CurrentCulture;

    public override CultureInfo CurrentUICulture => CultureInfo.CurrentUICulture;

    public override Guid InstanceId { get; } = Guid.NewGuid();

    public override string Name => "HaVip";

    public override PSHostUserInterface UI => _user;

    public override Version Version { get; } = new(1, 0);

    public override void EnterNestedPrompt() => throw RelayUserInterface.NobodyToAsk();

    public override void ExitNestedPrompt()
    {
    }

    public override void NotifyBeginApplication()
    {
    }

    public override void NotifyEndApplication()
    {
    }

    public override void SetShouldExit(int exitCode)
    {
    }
}
