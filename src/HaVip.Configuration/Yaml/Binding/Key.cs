using System.Text.Json.Nodes;
using HaVip.Configuration.Yaml.Source;

namespace HaVip.Configuration.Yaml.Binding;

/// <summary>One key of a mapping that stands for a <typeparamref name="T"/>.</summary>
internal abstract class Key<T>(string name, string description)
{
    public string Name { get; } = name;

    /// <summary>One or two sentences for whoever edits the file.</summary>
    public string Description { get; } = description;

    /// <summary>What to write, as a message shows it.</summary>
    public required string Example { get; init; }

    public bool IsRequired { get; init; }

    /// <summary>Written even where it has its default, because a reader of the file looks for it.</summary>
    public bool IsAlwaysWritten { get; init; }

    /// <summary>What people call it elsewhere, for did-you-mean alone.</summary>
    public string[] OtherNames { get; init; } = [];

    /// <summary>The target with what is written there; unchanged where that cannot be read.</summary>
    public abstract T Read(BindingContext context, SourceNode node, string path, T target);

    /// <summary>What the target has, default or not; null where it has nothing there.</summary>
    public abstract SourceNode? Value(T target);

    /// <summary>Null where the target has the same as <paramref name="initial"/> and the key need not be written.</summary>
    public abstract SourceNode? Write(T target, T initial);

    public abstract JsonObject Schema(T initial);
}
