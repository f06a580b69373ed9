using System.Diagnostics.CodeAnalysis;
using HaVip.Configuration.Yaml.Source;

namespace HaVip.Configuration.Yaml.Binding;

/// <summary>A value written as one word or text.</summary>
internal abstract class ScalarValue<T> : YamlValue<T>
{
    /// <summary>What should be there, as a message ends: <c>true or false</c>.</summary>
    protected abstract string Expected { get; }

    /// <summary>A secret's text is never repeated in a finding.</summary>
    protected virtual bool IsSecret => false;

    /// <summary>False also reports through <paramref name="context"/> or leaves it to <see cref="TryRead"/>.</summary>
    protected abstract bool TryParse(SourceScalar scalar, [MaybeNullWhen(false)] out T value);

    /// <summary>What to do about a text that does not parse.</summary>
    protected virtual string? Advice(SourceScalar scalar) => null;

    protected abstract string Format(T value);

    public override bool TryRead(
        BindingContext context, SourceNode node, string path, [MaybeNullWhen(false)] out T value)
    {
        value = default;
        if (node is not SourceScalar scalar)
        {
            context.Report(
                ReaderRules.ValueKind, path, node.Position, $"{ValuePath.Title(path)} is {node.Kind}: expected {Expected}.");
            return false;
        }

        if (TryParse(scalar, out value)) return true;
        Refuse(context, scalar, path);
        return false;
    }

    public override SourceNode Write(T value) => new SourceScalar(default, Format(value), isPlain: true);

    protected virtual void Refuse(BindingContext context, SourceScalar scalar, string path) =>
        context.Report(
            ReaderRules.ValueFormat,
            path,
            scalar.Position,
            $"{ValuePath.Title(path)} is {Quoted(scalar)}: expected {Expected}.",
            Advice(scalar));

    protected string Quoted(SourceScalar scalar)
    {
        if (IsSecret) return "not usable";
        if (scalar.IsNull) return "empty";
        return scalar.IsPlain ? $"'{Shown.Text(scalar.Text)}'" : $"the text \"{Shown.Text(scalar.Text)}\"";
    }
}
