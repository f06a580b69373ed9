using System.Collections.ObjectModel;
using System.Management.Automation;
using System.Management.Automation.Host;
using System.Security;

namespace HaVip.PowerShell.Remoting;

/// <summary>Lines out, nothing in.</summary>
internal sealed class RelayUserInterface(Action<string> say) : PSHostUserInterface
{
    public override PSHostRawUserInterface? RawUI => null;

    public static Exception NobodyToAsk() =>
        new NotSupportedException("Nobody can be asked on another machine; everything is decided where the cmdlet was called.");

    public override Dictionary<string, PSObject> Prompt(
        string caption, string message, Collection<FieldDescription> descriptions) => throw NobodyToAsk();

    public override int PromptForChoice(
        string caption, string message, Collection<ChoiceDescription> choices, int defaultChoice) => throw NobodyToAsk();

    public override PSCredential PromptForCredential(
        string caption, string message, string userName, string targetName) => throw NobodyToAsk();

    public override PSCredential PromptForCredential(
        string caption,
        string message,
        string userName,
        string targetName,
        PSCredentialTypes allowedCredentialTypes,
        PSCredentialUIOptions options) => throw NobodyToAsk();

    public override string ReadLine() => throw NobodyToAsk();

    public override SecureString ReadLineAsSecureString() => throw NobodyToAsk();

    public override void Write(string value) => say(value);

    public override void Write(ConsoleColor foregroundColor, ConsoleColor backgroundColor, string value) => say(value);

    public override void WriteLine(string value) => say(value);

    public override void WriteErrorLine(string value)
    {
    }

    public override void WriteDebugLine(string message)
    {
    }

    public override void WriteProgress(long sourceId, ProgressRecord record)
    {
    }

    public override void WriteVerboseLine(string message)
    {
    }

    public override void WriteWarningLine(string message)
    {
    }
}
