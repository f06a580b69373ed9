using HaVip.Configuration.Keepalived.Language;
using HaVip.Core.Configuration;
using HaVip.Core.Values;

namespace HaVip.Configuration.Keepalived.Import;

/// <summary>Everything that can be tracked, by kind and name. HaVip has one name for each, whatever its kind.</summary>
internal sealed partial class CheckCatalog
{
    private readonly ImportContext _context;
    private readonly Dictionary<TrackKind, Names> _names;
    private readonly List<(string Name, CheckDraft Draft)> _checks = [];

    public CheckCatalog(ImportContext context)
    {
        var taken = Names.None;
        _context = context;
        _names = new Dictionary<TrackKind, Names>
        {
            [TrackKind.Script] = new(CheckKeywords.ScriptBlock, taken),
            [TrackKind.Process] = new(CheckKeywords.ProcessBlock, taken),
            [TrackKind.File] = new(CheckKeywords.FileBlock, taken),
        };
    }

    /// <summary>How long an interface has to be down or up before it counts.</summary>
    public Dictionary<string, (Duration Down, Duration Up, Statement Statement)> Delays { get; } = new(
        StringComparer.Ordinal);

    /// <summary>For the question who runs scripts where nobody is named.</summary>
    public Statement? FirstScriptWithoutUser => _checks
        .Select(check => check.Draft)
        .FirstOrDefault(draft => draft.Kind == TrackKind.Script && draft.Check.User is null)?.Statement;

    /// <summary>A draft to read the block into; null, with a finding, where the name is no new one.</summary>
    public CheckDraft? Add(Statement statement, TrackKind kind)
    {
        if (_names[kind].Give(statement, _context) is not { } name) return null;
        var (type, weight) = kind switch
        {
            TrackKind.Script => (CheckType.Script, 0),
            TrackKind.Process => (CheckType.Process, 0),
            _ => (CheckType.File, 1),
        };
        var draft = new CheckDraft(
            statement, kind, new CheckConfiguration { Name = name, Type = type }, new Weight((short)weight, false));
        _checks.Add((name, draft));
        return draft;
    }

    public IReadOnlyList<CheckConfiguration> Complete(PlaceMap places)
    {
        for (var i = 0; i < _checks.Count; i++)
            places.Set($"{ConfigurationKeys.Checks}[{i}]", _checks[i].Draft.Statement);
        return [.. _checks.Select(check => Complete(check.Draft))];
    }

    private static CheckConfiguration Complete(CheckDraft draft) =>
        draft is { Kind: TrackKind.Process, HasArgumentMatch: true, Check.Arguments: null }
            ? draft.Check with { Arguments = [], ArgumentMatch = ArgumentMatch.Exact }
            : draft.Check;
}
