using System.Text;

namespace HaVip.Configuration.Yaml.Editing;

/// <summary>Replacements of parts of one text, collected and then done at once.</summary>
internal sealed class TextEdits(string text)
{
    private readonly List<(int Start, int End, string New)> _edits = [];

    public void Replace(int start, int end, string with) => _edits.Add((start, end, with));

    public void Insert(int at, string added) => Replace(at, at, added);

    public void Delete(int start, int end) => Replace(start, end, "");

    /// <exception cref="NotEditableException">Two of them concern the same characters.</exception>
    public string Apply()
    {
        var result = new StringBuilder();
        var done = 0;

        // Sorting is stable: what is inserted at one place keeps its order, and comes before what replaces the place.
        foreach (var (start, end, with) in _edits.OrderBy(edit => edit.Start).ThenBy(edit => edit.End > edit.Start))
        {
            if (start < done) throw new NotEditableException();
            result.Append(text, done, start - done).Append(with);
            done = end;
        }

        return result.Append(text, done, text.Length - done).ToString();
    }
}
