using System.Management.Automation;

namespace Microsoft.PowerShell.Commands;

[Cmdlet(VerbsCommunications.Read, "Host", DefaultParameterSetName = "AsString")]
public sealed class ReadHostCommand : PSCmdlet
{
    [Parameter(Position = 0, ValueFromRemainingArguments = true)]
    public object[] Prompt { get; set; } = [];

    [Parameter(ParameterSetName = "AsSecureString")]
    public SwitchParameter AsSecureString { get; set; }

    [Parameter(ParameterSetName = "AsString")]
    public SwitchParameter MaskInput { get; set; }

    protected override void BeginProcessing()
    {
        if (Prompt.Length > 0)
        {
            Host.UI.Write(string.Join(' ', Prompt) + ": ");
        }

        if (AsSecureString || MaskInput)
        {
            var secret = Host.UI.ReadLineAsSecureString();
            WriteObject(AsSecureString ? secret : new System.Net.NetworkCredential("", secret).Password);
        }
        else
        {
            WriteObject(Host.UI.ReadLine());
        }
    }
}
