using HaVip.Configuration.Yaml.Source;
using HaVip.Core.Configuration;

namespace HaVip.Configuration.Yaml.Editing;

/// <summary>
/// Changes a configuration inside of its text: comments, order and formatting of what is not concerned stay as they are.
/// Whatever way it takes, reading the new text gives the configuration asked for.
/// </summary>
public static class ConfigurationEditor
{
    private const char ByteOrderMark = '\uFEFF';

    /// <param name="text">A valid configuration.</param>
    /// <param name="after">What the text shall say; a valid configuration too.</param>
    /// <exception cref="ArgumentException">The text is no valid configuration.</exception>
    public static ConfigurationEdit Edit(string text, NodeConfiguration after)
    {
        ArgumentNullException.ThrowIfNull(text);
        ArgumentNullException.ThrowIfNull(after);
        return Edit(text, after, edited => ConfigurationReader.Read(edited, null).Configuration);
    }

    /// <param name="text">A valid configuration.</param>
    /// <param name="after">What the text shall say.</param>
    /// <param name="read">Reads a text; null where it is not valid.</param>
    internal static ConfigurationEdit Edit(string text, NodeConfiguration after, Func<string, NodeConfiguration?> read)
    {
        var before = read(text)
            ?? throw new ArgumentException("The text is no valid configuration.", nameof(text));
        var (was, target) = (Canonical(before), Canonical(after));
        var body = text.TrimStart(ByteOrderMark);
        var mark = text[..^body.Length];
        for (var scope = EditScope.Values; scope < EditScope.File; scope++)
        {
            if (TryEdit(body, was, target, scope) is not { } edited) continue;
            if (read(edited) is { } says && YamlText.Same(Canonical(says), target))
                return new ConfigurationEdit(mark + edited, scope);
        }

        return new ConfigurationEdit(mark + ConfigurationWriter.Write(after), EditScope.File);
    }

    private static string? TryEdit(string text, SourceMapping before, SourceMapping after, EditScope scope)
    {
        try
        {
            if (SourceComposer.Compose(text) is not SourceMapping root) return null;
            var edit = new TreeEdit(new SourceText(text), scope);
            edit.ChangeRoot(root, before, after);
            return edit.Apply();
        }
        catch (NotEditableException)
        {
            return null;
        }
    }

    private static SourceMapping Canonical(NodeConfiguration configuration) =>
        (SourceMapping)ConfigurationFormat.Root.Write(configuration);
}
