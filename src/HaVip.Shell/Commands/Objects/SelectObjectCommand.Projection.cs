using System.Collections;
using System.Management.Automation;

namespace Microsoft.PowerShell.Commands;

public sealed partial class SelectObjectCommand
{
    private void Pass(PSObject source)
    {
        var shown = _properties.Count > 0 ? Project(source) : source;
        if (_expanded is null)
        {
            Emit(shown);
            return;
        }

        if (!_expanded.ExistsIn(source))
        {
            WriteError(new ErrorRecord(
                new PSArgumentException($"Property \"{ExpandProperty}\" cannot be found."),
                "ExpandPropertyNotFound",
                ErrorCategory.InvalidArgument,
                source));
            return;
        }

        foreach (var value in Elements(_expanded.ValueOf(source)))
        {
            Emit(_properties.Count > 0 ? WithProperties(value, shown) : value);
        }
    }

    private PSObject Project(PSObject source)
    {
        var projected = new PSObject();
        foreach (var (name, value) in _properties.SelectMany(selector => selector.Select(source)))
        {
            if (_excluded.Any(pattern => pattern.IsMatch(name)))
            {
                continue;
            }

            if (projected.Properties[name] is null)
            {
                projected.Properties.Add(new PSNoteProperty(name, value));
            }
        }

        var typeName = source.TypeNames.FirstOrDefault(name => !name.StartsWith("Selected.", StringComparison.Ordinal));
        projected.TypeNames.Insert(0, "Selected." + typeName);
        return projected;
    }

    private static IEnumerable<PSObject?> Elements(object? value) =>
        LanguagePrimitives.GetEnumerable(value) is { } items
            ? items.Cast<object?>().Select(item => item is null ? null : PSObject.AsPSObject(item))
            : [value is null ? null : PSObject.AsPSObject(value)];

    private static PSObject? WithProperties(PSObject? value, PSObject projected)
    {
        var copy = value?.Copy();
        foreach (var property in projected.Properties)
        {
            if (copy is not null && copy.Properties[property.Name] is null)
            {
                copy.Properties.Add(new PSNoteProperty(property.Name, property.Value));
            }
        }

        return copy;
    }

    private void Emit(PSObject? value)
    {
        if (Unique && value is not null)
        {
            if (_unique.Any(known => SameAs(known, value)))
            {
                return;
            }

            _unique.Add(value);
        }

        WriteObject(value);
    }

    private bool SameAs(PSObject known, PSObject value)
    {
        if (_properties.Count == 0)
        {
            return _comparer.Equals(known.BaseObject is PSCustomObject ? known.ToString() : known.BaseObject,
                value.BaseObject is PSCustomObject ? value.ToString() : value.BaseObject);
        }

        return known.Properties.Count() == value.Properties.Count()
            && known.Properties.Zip(value.Properties).All(pair => pair.First.Name == pair.Second.Name
                && _comparer.Equals(pair.First.Value, pair.Second.Value));
    }
}
