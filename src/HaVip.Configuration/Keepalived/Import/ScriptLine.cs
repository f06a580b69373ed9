using HaVip.Configuration.Keepalived.Language;

namespace HaVip.Configuration.Keepalived.Import;

/// <param name="Command">The program and its arguments.</param>
/// <param name="User">As HaVip writes it; null where none is named.</param>
internal sealed record ScriptLine(IReadOnlyList<string> Command, string? User)
{
    private static readonly string[] ShellWords = ["|", "||", "&&", "&", ";", ">", ">>", "<", "2>&1", ">/dev/null"];

    /// <summary>
    /// Reads a script behind its keyword. The word behind it is the whole command, taken apart once more; what follows
    /// are user and group.
    /// </summary>
    public static ScriptLine? Read(Statement statement, ImportContext context)
    {
        if (CommandWords.Split(statement.Line.Text) is not [_, var script, .. var user]
            || CommandWords.Split(script) is not { Length: > 0 } command)
        {
            context.Ignored(statement, "a command, between double quotes where it has arguments");
            return null;
        }

        if (command.FirstOrDefault(IsForShell) is { } word)
        {
            context.Add(
                ImportRules.ScriptNeedsShell,
                statement,
                $"'{Yaml.Shown.Text(word)}' means something to a shell alone, and neither keepalived nor HaVip runs one: it is an "
                + "argument like any other.",
                "Put the line into a file that begins with #!/bin/sh, and name that file.");
        }

        var isPath = command[0].Contains('/');
        var program = isPath ? command[0] : context.Options.FindProgram(command[0]) ?? command[0];
        return new ScriptLine([program, .. command.Skip(1)], ScriptUser.Read(user, statement, context));
    }

    private static bool IsForShell(string word) =>
        ShellWords.Contains(word) || word.StartsWith("</", StringComparison.Ordinal)
        || word.StartsWith(">/", StringComparison.Ordinal) || word.Contains("$(", StringComparison.Ordinal)
        || word.Contains('`') || word.EndsWith(';');
}
