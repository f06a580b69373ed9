using System.Globalization;
using System.Management.Automation;

namespace Microsoft.PowerShell.Commands;

/// <summary>
/// Orders values as the language's comparison operators do; what they cannot compare goes by its text.
/// </summary>
internal sealed class ObjectComparer(bool caseSensitive) : IComparer<object?>, IEqualityComparer<object?>
{
    public int Compare(object? x, object? y)
    {
        try
        {
            return LanguagePrimitives.Compare(x, y, !caseSensitive, CultureInfo.CurrentCulture);
        }
        catch (ArgumentException)
        {
            return string.Compare(
                PSObject.AsPSObject(x ?? "").ToString(),
                PSObject.AsPSObject(y ?? "").ToString(),
                CultureInfo.CurrentCulture,
                caseSensitive ? CompareOptions.None : CompareOptions.IgnoreCase);
        }
    }

    public new bool Equals(object? x, object? y) =>
        LanguagePrimitives.Equals(x, y, !caseSensitive, CultureInfo.CurrentCulture);

    // Values that are equal to the language (1 and '1') need not hash alike by themselves; their text does.
    public int GetHashCode(object? obj) => StringComparer.OrdinalIgnoreCase.GetHashCode(obj?.ToString() ?? "");
}
