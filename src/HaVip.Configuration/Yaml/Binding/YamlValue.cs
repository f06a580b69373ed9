using System.Diagnostics.CodeAnalysis;
using System.Text.Json.Nodes;
using HaVip.Configuration.Yaml.Source;

namespace HaVip.Configuration.Yaml.Binding;

/// <summary>How values of one type stand in the file. Reading, writing and the schema come from the same object.</summary>
internal abstract class YamlValue<T>
{
    /// <summary>False where nothing usable is there; the reason is then among the findings.</summary>
    public abstract bool TryRead(
        BindingContext context, SourceNode node, string path, [MaybeNullWhen(false)] out T value);

    public abstract SourceNode Write(T value);

    /// <summary>Its JSON Schema (2020-12).</summary>
    public abstract JsonObject Schema();

    /// <summary>Whether the value need not be written because reading starts from it.</summary>
    public virtual bool AreEqual(T left, T right) => EqualityComparer<T>.Default.Equals(left, right);
}
