using System.Collections.ObjectModel;
using System.Management.Automation;
using System.Management.Automation.Host;
using System.Security;

using HaVip.Shell.Interactive;

namespace HaVip.Shell.Hosting;

internal sealed partial class ConsoleUserInterface
{
    private readonly LineEditor _editor = new();

    public override string ReadLine()
    {
        RefuseIfNonInteractive();
        _progress.Clear();
        var line = _editor.ReadLine("", _column);
        return _editor.Interrupted ? throw new PipelineStoppedException() : line ?? "";
    }

    public override SecureString ReadLineAsSecureString()
    {
        RefuseIfNonInteractive();
        _progress.Clear();
        return SecretReader.Read() ?? throw new PipelineStoppedException();
    }

    public override Dictionary<string, PSObject> Prompt(
        string caption, string message, Collection<FieldDescription> descriptions)
    {
        RefuseIfNonInteractive();
        WriteHeading(caption, message);
        var answers = new Dictionary<string, PSObject>();
        foreach (var field in descriptions)
        {
            Write($"{(string.IsNullOrEmpty(field.Label) ? field.Name : WithoutMark(field.Label))}: ");
            answers[field.Name] = field.ParameterTypeFullName == typeof(SecureString).FullName
                ? PSObject.AsPSObject(ReadLineAsSecureString())
                : PSObject.AsPSObject(ReadLine());
        }

        return answers;
    }

    public override int PromptForChoice(
        string caption, string message, Collection<ChoiceDescription> choices, int defaultChoice)
    {
        RefuseIfNonInteractive();
        WriteHeading(caption, message);
        while (true)
        {
            Write(string.Join("  ", choices.Select(choice => $"[{Key(choice)}] {Name(choice)}"))
                + "  [?] Help" + (defaultChoice >= 0 ? $" (default is \"{Key(choices[defaultChoice])}\")" : "") + ": ");
            var line = ReadLine().Trim();
            var chosen = IndexOf(choices, line);
            if (chosen >= 0)
            {
                return chosen;
            }

            // Without a default an empty answer is asked again, but the end of input cannot be.
            if (line.Length == 0 && (defaultChoice >= 0 || Console.IsInputRedirected))
            {
                return defaultChoice;
            }

            foreach (var choice in choices.Where(_ => line == "?"))
            {
                WriteLine($"{Key(choice)} - {choice.HelpMessage}");
            }
        }
    }

    public override PSCredential PromptForCredential(
        string caption, string message, string userName, string targetName) =>
        PromptForCredential(caption, message, userName, targetName, default, default);

    public override PSCredential PromptForCredential(
        string caption,
        string message,
        string userName,
        string targetName,
        PSCredentialTypes allowedCredentialTypes,
        PSCredentialUIOptions options)
    {
        RefuseIfNonInteractive();
        WriteHeading(caption, message);
        if (string.IsNullOrEmpty(userName))
        {
            Write("User: ");
            userName = ReadLine();
        }

        Write($"Password for user {userName}: ");
        return new PSCredential(userName, ReadLineAsSecureString());
    }

    private static int IndexOf(Collection<ChoiceDescription> choices, string answer)
    {
        for (var i = 0; i < choices.Count; i++)
        {
            if (answer.Length > 0 && (answer.Equals(Key(choices[i]), StringComparison.OrdinalIgnoreCase)
                || answer.Equals(Name(choices[i]), StringComparison.OrdinalIgnoreCase)))
            {
                return i;
            }
        }

        return -1;
    }

    private static string Name(ChoiceDescription choice) => WithoutMark(choice.Label);

    private static string WithoutMark(string label) => label.Replace("&", "", StringComparison.Ordinal);

    private static string Key(ChoiceDescription choice)
    {
        var mark = choice.Label.IndexOf('&', StringComparison.Ordinal);
        return mark >= 0 && mark + 1 < choice.Label.Length
            ? char.ToUpperInvariant(choice.Label[mark + 1]).ToString()
            : choice.Label;
    }

    private void WriteHeading(string caption, string message)
    {
        foreach (var line in new[] { caption, message }.Where(line => !string.IsNullOrEmpty(line)))
        {
            WriteLine(line);
        }
    }

    private void RefuseIfNonInteractive()
    {
        if (_nonInteractive)
        {
            throw new PSInvalidOperationException(
                "PowerShell is in NonInteractive mode. Read and Prompt functionality is not available.");
        }
    }
}
