using HaVip.Configuration.Keepalived.Language;
using HaVip.Core.Configuration;

namespace HaVip.Configuration.Keepalived.Import;

/// <summary>Makes HaVip's configuration of the statements of keepalived's.</summary>
internal sealed partial class Importer(ImportContext context)
{
    private readonly Names _names = new(InstanceKeywords.Block);
    private readonly List<InstanceDraft> _instances = [];
    private readonly GlobalDraft _global = new();

    public PlaceMap Places { get; } = new();

    public NodeConfiguration Import(IReadOnlyList<Statement> statements)
    {
        TopKeywords.Keywords.Read(statements, this, context);
        context.Block = "";
        return new NodeConfiguration
        {
            Node = Node(),
            Instances = [.. _instances.Select((draft, index) => new InstanceCompletion(draft, _global, context).Complete(Places, index))],
        };
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
        Read(InstanceKeywords.Keywords, statement, $"{InstanceKeywords.Block} {Yaml.Shown.Text(draft.WrittenName)}", draft);
    }

    private void Read<TDraft>(KeywordTable<TDraft> keywords, Statement statement, string block, TDraft draft)
    {
        var items = context.Items(statement);
        context.Block = block;
        keywords.Read(items, draft, context);
        context.Block = "";
    }

    private NodeSettings Node()
    {
        var delay = _global.StartupDelay ?? default;
        return new NodeSettings
        {
            Name = _global.RouterId is { } id ? Names.Allowed(id) : null,
            NetworkNamespace = _global.NetworkNamespace,
            StartupDelay = Core.Values.Duration.Min(delay, ConfigurationLimits.MaximumStartupDelay),
        };
    }
}
