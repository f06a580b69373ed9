using System.Management.Automation;
using System.Text;
using HaVip.Configuration.Yaml;
using HaVip.Configuration.Yaml.Editing;
using HaVip.Core.Configuration;
using HaVip.PowerShell.Installation;
using HaVip.PowerShell.Nodes;
using Settings = HaVip.Core.Configuration;

namespace HaVip.PowerShell.Commands;

/// <summary>A configuration file being changed instance by instance, and written only as a whole and only when valid.</summary>
internal sealed class InstanceEdit
{
    private readonly string _text;
    private string? _edited;

    private InstanceEdit(NodeLocation node, string text, Settings.NodeConfiguration configuration)
    {
        Node = node;
        _text = text;
        Before = configuration;
        After = configuration;
    }

    public NodeLocation Node { get; }

    /// <summary>What the file says.</summary>
    public Settings.NodeConfiguration Before { get; }

    public Settings.NodeConfiguration After { get; private set; }

    /// <summary>The instances that were named, whether or not anything about them changed.</summary>
    public HashSet<string> Touched { get; } = new(StringComparer.Ordinal);

    public IReadOnlyList<InstanceChange> Changes =>
        [.. ConfigurationDiff.Between(Before, After).Instances.Where(change => change.Kind != InstanceChangeKind.Unchanged)];

    /// <exception cref="HaVipException">NodeNotConfigured, ConfigurationUnknown or InvalidConfiguration.</exception>
    public static InstanceEdit Begin(NodeLocation node)
    {
        if (!node.HasFiles) throw NodeFile.Unknown(node);
        var configuration = NodeFile.Require(node);
        return new InstanceEdit(node, ReadText(node), configuration);
    }

    /// <exception cref="HaVipException">InstanceExists.</exception>
    public void Add(Settings.InstanceConfiguration instance)
    {
        if (After.Instances.Any(other => other.Name == instance.Name)) throw Exists(instance.Name);
        Touched.Add(instance.Name);
        After = After with { Instances = [.. After.Instances, instance] };
    }

    /// <exception cref="HaVipException">GroupExists.</exception>
    public void Add(GroupConfiguration group)
    {
        if (After.Groups.Any(other => other.Name == group.Name)) throw GroupExists(group.Name);
        After = After with { Groups = [.. After.Groups, group] };
    }

    /// <summary>The group that this edit adds for an instance; null where it adds none.</summary>
    public GroupConfiguration? NewGroupOf(string instance) => After.Groups
        .FirstOrDefault(group => group.Instances.Contains(instance) && Before.Groups.All(known => known.Name != group.Name));

    /// <exception cref="HaVipException">UnknownInstance, and those of the change.</exception>
    public void Change(string name, Func<Settings.InstanceConfiguration, Settings.InstanceConfiguration> change)
    {
        var known = Find(name);
        Touched.Add(known.Name);
        var changed = change(known);
        After = After with { Instances = [.. After.Instances.Select(other => other == known ? changed : other)] };
    }

    /// <exception cref="HaVipException">UnknownInstance.</exception>
    public void Remove(string name)
    {
        var known = Find(name);
        Touched.Add(known.Name);
        After = After with { Instances = [.. After.Instances.Where(other => other != known)], Groups = [.. GroupsWithout(known.Name)] };
    }

    /// <summary>Leaves an instance as it was: the user said no.</summary>
    public void Decline(InstanceChange change)
    {
        Touched.Remove(change.Name);
        if (change.Before is null) After = After with { Groups = [.. GroupsWithout(change.Name)] };
        if (change.After is null) After = After with { Groups = Before.Groups };
        var others = After.Instances.Where(other => other.Name != change.Name);
        After = After with
        {
            Instances = change switch
            {
                { Before: null } => [.. others],
                { After: null } => [.. Before.Instances.Where(was => was.Name == change.Name || others.Any(o => o.Name == was.Name))],
                _ => [.. After.Instances.Select(other => other.Name == change.Name ? change.Before : other)],
            },
        };
    }

    /// <exception cref="HaVipException">InvalidConfiguration, with every finding.</exception>
    public void Check()
    {
        var findings = ConfigurationValidator.Validate(After);
        if (findings.Any(finding => finding.Severity == DiagnosticSeverity.Error)) throw Refused(findings);
    }

    /// <summary>Makes the text to be written; the warnings about it.</summary>
    public IEnumerable<string> Prepare()
    {
        var edit = ConfigurationEditor.Edit(_text, After);
        _edited = edit.Text;
        var known = ConfigurationReader.Read(_text, Node.ConfigurationPath).Diagnostics.Select(finding => finding.Message).ToHashSet();
        var findings = ConfigurationReader.Read(_edited, Node.ConfigurationPath).Diagnostics;
        var warnings = findings.Where(finding => !known.Contains(finding.Message)).Select(finding => finding.ToString());
        return edit.Scope == EditScope.Values ? warnings : [Lost(edit.Scope), .. warnings];
    }

    /// <exception cref="HaVipException">ConfigurationChanged.</exception>
    public void Write()
    {
        if (ReadText(Node) != _text) throw Overtaken();
        Write(_edited!);
    }

    public void TakeBack() => Write(_text);

    public static string Describe(InstanceChange change)
    {
        var verb = change.Kind switch
        {
            InstanceChangeKind.Added => "Add",
            InstanceChangeKind.Removed => "Remove",
            _ => "Change",
        };
        var restart = change.NeedsRestart ? "; it becomes another virtual router and starts anew" : "";
        return $"{verb} {string.Join("; ", KeyChanges.Of(change))}{restart}";
    }

    private void Write(string text) => InstallationPlan.ConfigurationStep(Node, text).Apply();

    // With a byte order mark where there is one, so that it is written again.
    private static string ReadText(NodeLocation node) => Encoding.UTF8.GetString(File.ReadAllBytes(node.ConfigurationPath));

    private Settings.InstanceConfiguration Find(string name) =>
        After.Instances.FirstOrDefault(instance => instance.Name.Equals(name, StringComparison.OrdinalIgnoreCase))
            ?? throw InstanceSelection.NotFound(name, Node, [.. After.Instances.Select(instance => instance.Name)]);

    /// <summary>What is left of each group; one without instances goes.</summary>
    private IEnumerable<GroupConfiguration> GroupsWithout(string instance) => After.Groups
        .Select(group => group.Instances.Contains(instance)
            ? group with { Instances = [.. group.Instances.Where(name => name != instance)] }
            : group)
        .Where(group => group.Instances.Count > 0);

    private string Lost(EditScope scope)
    {
        var what = scope switch
        {
            EditScope.Instances => "inside of the changed instances",
            EditScope.List => "inside of the list of instances",
            _ => "in the file",
        };
        return $"The comments {what} could not be kept in {Node.ConfigurationPath}, the way it is written.";
    }

    private HaVipException Exists(string name) => new(
        "InstanceExists",
        ErrorCategory.ResourceExists,
        $"There is an instance '{name}' on {Node} already.",
        "Change it with Set-HaVipInstance, or choose another name.",
        name);

    private HaVipException GroupExists(string name) => new(
        "GroupExists",
        ErrorCategory.ResourceExists,
        $"There is a group '{name}' on {Node} already.",
        "Choose another name: it becomes that of the group which keeps both virtual routers together.",
        name);

    private HaVipException Overtaken() => new(
        "ConfigurationChanged",
        ErrorCategory.ResourceBusy,
        $"Somebody else changed {Node.ConfigurationPath} meanwhile; nothing was written.",
        "Run the command again.",
        Node.ConfigurationPath);

    private HaVipException Refused(IReadOnlyList<Settings.ConfigurationDiagnostic> findings)
    {
        var errors = findings.Where(finding => finding.Severity == DiagnosticSeverity.Error).ToList();
        var advice = errors.Select(error => error.Recommendation).OfType<string>().Distinct();
        return new HaVipException(
            Core.Control.ControlError.InvalidConfiguration,
            ErrorCategory.InvalidData,
            $"Nothing is changed in {Node.ConfigurationPath}: {string.Join("; ", errors.Select(Named))}",
            string.Join(" ", advice),
            findings.Select(finding => new ConfigurationDiagnostic(finding)).ToArray());
    }

    // The index in "instances[1].priority" says nothing about a file that is not there; the name does.
    private string Named(Settings.ConfigurationDiagnostic error)
    {
        for (var i = 0; i < After.Instances.Count; i++)
        {
            var path = $"{ConfigurationKeys.Instances}[{i}]";
            if (error.Path == path || error.Path?.StartsWith(path + ".", StringComparison.Ordinal) == true)
                return $"{After.Instances[i].Name}: {error.Message} ({error.RuleId})";
        }

        return $"{error.Message} ({error.RuleId})";
    }
}
