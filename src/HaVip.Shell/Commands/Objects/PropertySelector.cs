using System.Collections;
using System.Management.Automation;

namespace Microsoft.PowerShell.Commands;

/// <summary>
/// One entry of a <c>-Property</c> parameter: a name (with wildcards), a script block, or a hashtable with Name or
/// Label, Expression and, for sorting, Ascending or Descending; keys may be shortened.
/// </summary>
internal sealed class PropertySelector
{
    private readonly PSPropertyExpression _expression;
    private readonly string? _label;

    private PropertySelector(object expression, string? label)
    {
        _expression = expression is ScriptBlock block
            ? new PSPropertyExpression(block)
            : new PSPropertyExpression(expression.ToString());
        _label = label;
    }

    /// <summary>Null when the entry does not say.</summary>
    public bool? Descending { get; private init; }

    public static IReadOnlyList<PropertySelector> From(IEnumerable<object>? entries) =>
        [.. (entries ?? []).Select(From)];

    /// <summary>Name and value of every property the entry selects of an object.</summary>
    /// <remarks>A name without wildcards that the object lacks gives a null value.</remarks>
    public IEnumerable<(string Name, object? Value)> Select(PSObject target)
    {
        var results = _expression.GetValues(target);
        if (results.Count == 0)
        {
            return _expression.HasWildCardCharacters ? [] : [(_label ?? _expression.ToString(), null)];
        }

        return results.Select(result => (_label ?? result.ResolvedExpression.ToString(), Value(result)));
    }

    /// <summary>The first value selected, or null.</summary>
    public object? ValueOf(PSObject target) => Select(target).FirstOrDefault().Value;

    public bool ExistsIn(PSObject target) =>
        _expression.Script is not null || _expression.ResolveNames(target).Count > 0;

    private static object? Value(PSPropertyExpressionResult result) =>
        result.Exception is null ? result.Result : null;

    private static PropertySelector From(object entry)
    {
        var plain = entry is PSObject wrapped ? wrapped.BaseObject : entry;
        if (plain is not IDictionary keys)
        {
            return new PropertySelector(plain, null);
        }

        object? expression = null, label = null;
        bool? descending = null;
        foreach (DictionaryEntry key in keys)
        {
            switch (key.Key.ToString()!.ToLowerInvariant())
            {
                case var name when Short(name, "name") || Short(name, "label"):
                    label = key.Value;
                    break;
                case var name when Short(name, "expression"):
                    expression = key.Value;
                    break;
                case var name when Short(name, "descending"):
                    descending = LanguagePrimitives.IsTrue(key.Value);
                    break;
                case var name when Short(name, "ascending"):
                    descending = !LanguagePrimitives.IsTrue(key.Value);
                    break;
                default:
                    throw new PSArgumentException($"The {key.Key} key is not valid.");
            }
        }

        expression = (expression is PSObject inner ? inner.BaseObject : expression) ?? label
            ?? throw new PSArgumentException("A calculated property needs an expression.");
        return new PropertySelector(expression, label?.ToString()) { Descending = descending };
    }

    private static bool Short(string name, string full) =>
        name.Length > 0 && full.StartsWith(name, StringComparison.Ordinal);
}
