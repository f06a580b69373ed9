using HaVip.Configuration.Keepalived.Language;
using HaVip.Core.Configuration;
using HaVip.Core.Values;

namespace HaVip.Configuration.Keepalived.Import;

/// <summary>Makes HaVip's configuration of the statements of keepalived's.</summary>
internal sealed partial class Importer(ImportContext context)
{
    private readonly Names _names = new(InstanceKeywords.Block, Names.None);
    private readonly Names _groupNames = new(GroupKeywords.Block, Names.None);
    private readonly List<InstanceDraft> _instances = [];
    private readonly List<GroupDraft> _groups = [];
    private readonly GlobalDraft _global = new();
    private readonly CheckCatalog _checks = new(context);

    public PlaceMap Places { get; } = new();

    public NodeConfiguration Import(IReadOnlyList<Statement> statements)
    {
        TopKeywords.Keywords.Read(statements, this, context);
        var groups = new GroupCompletion(_groups, _instances, _names, _checks, _global, context).Complete(Places);
        var configuration = new NodeConfiguration
        {
            Node = Node(),
            Instances = [.. _instances.Select(Complete)],
            Groups = groups,
            Checks = _checks.Complete(Places),
        };
        context.Block = "";
        return WithScriptUser(configuration);
    }

    public void ReadGlobal(Statement statement) =>
        Read(GlobalKeywords.Keywords, statement, GlobalKeywords.Block, _global);

    public void ReadNetworkNamespace(Statement statement) =>
        _global.NetworkNamespace = context.Word(statement, "the name of a network namespace");

    public void ReadInstance(Statement statement)
    {
        if (_names.Give(statement, context) is not { } name) return;
        var draft = new InstanceDraft(statement, name);
        _instances.Add(draft);
        Read(InstanceKeywords.Keywords, statement, BlockOf(statement), draft);
    }

    public void ReadGroup(Statement statement)
    {
        if (_groupNames.Give(statement, context) is not { } name) return;
        var draft = new GroupDraft(statement, name);
        _groups.Add(draft);
        Read(GroupKeywords.Keywords, statement, BlockOf(statement), draft);
    }

    public void ReadCheck(Statement statement, TrackKind kind, KeywordTable<CheckDraft> keywords)
    {
        if (_checks.Add(statement, kind) is { } draft) Read(keywords, statement, BlockOf(statement), draft);
    }

    /// <summary><c>IF down [up]</c>; up left out is none.</summary>
    public void ReadDelays(Statement statement)
    {
        foreach (var item in context.Items(statement))
        {
            var down = StatementValues.ParseSeconds(item.Argument(0));
            var up = item.Argument(1) is { } text ? StatementValues.ParseSeconds(text) : Duration.Zero;
            var longest = Duration.FromSeconds(255);
            if (down <= longest && up <= longest) _checks.Delays[item.Keyword.Text] = (down.Value, up.Value, item);
            else context.Add(ImportRules.ValueIgnored, item, "A delay is 0 to 255 seconds.");
        }
    }

    /// <summary>Pauses between announcements on some interfaces.</summary>
    public void ReadAnnouncementGroup(Statement statement) =>
        Read(
            AnnouncementGroupKeywords.Keywords,
            statement,
            AnnouncementGroupKeywords.Block,
            new AnnouncementGroupDraft(_global));

    private InstanceConfiguration Complete(InstanceDraft draft, int index)
    {
        var instance = new InstanceCompletion(draft, _global, context).Complete(Places, index);
        if (draft.Interface is { } own && _checks.Delays.TryGetValue(own, out var delays))
        {
            context.Add(
                ImportRules.NotCarriedOver,
                delays.Statement,
                $"The delays of {Yaml.Shown.Text(own)} do not count for {draft.Name}: HaVip takes the state of an instance's own "
                + "interface as it changes.");
        }

        var group = _groups.Find(group => group.Members.Exists(member => member.Name == draft.WrittenName));
        var path = $"{ConfigurationKeys.Instances}[{index}]";
        var isWeightless = group is { HasTrackingWeight: false };
        return instance with
        {
            Track = _checks.Resolve(draft.Track, [instance], isWeightless, Places, $"{path}.{ConfigurationKeys.Track}"),
            Notify = draft.Notify.Complete(_global),
        };
    }

    private void Read<TDraft>(KeywordTable<TDraft> keywords, Statement statement, string block, TDraft draft)
    {
        var items = context.Items(statement);
        context.Block = block;
        keywords.Read(items, draft, context);
        context.Block = "";
    }

    private static string BlockOf(Statement statement) =>
        $"{Yaml.Shown.Text(statement.Keyword.Text)} {Yaml.Shown.Text(statement.Argument(0) ?? "")}";
}
