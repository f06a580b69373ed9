using HaVip.Core.Configuration;
using HaVip.Core.Values;

namespace HaVip.Configuration.Keepalived.Import;

internal sealed partial class Importer
{
    private const string UsualUser = "keepalived_script";

    private NodeSettings Node()
    {
        var delay = _global.StartupDelay ?? default;
        return new NodeSettings
        {
            Name = _global.RouterId is { } id ? Names.Allowed(id) : null,
            NetworkNamespace = _global.NetworkNamespace,
            StartupDelay = Duration.Min(delay, ConfigurationLimits.MaximumStartupDelay),
        };
    }

    /// <summary>
    /// Where nobody is named, keepalived's scripts run as a user it is used to, or as root; HaVip takes root where it
    /// is written alone.
    /// </summary>
    private NodeConfiguration WithScriptUser(NodeConfiguration configuration)
    {
        if (!RunsScripts(configuration)) return configuration;
        if (_global.ScriptUser is null && !context.Options.HasUser(UsualUser) && FirstScript() is { } statement)
        {
            context.Add(
                ImportRules.ScriptsAsRoot,
                statement,
                "No script_user is written, so keepalived runs scripts as root; here an unprivileged user runs them.",
                "See COMMANDS in about_HaVip_Configuration for who that is, and what a script needs to run as root.");
        }

        return configuration with { Node = configuration.Node with { ScriptUser = _global.ScriptUser } };
    }

    private static bool RunsScripts(NodeConfiguration configuration) =>
        configuration.Checks.Any(check => check.Command.Count > 0)
        || configuration.Instances.Any(instance => instance.Notify.Any(notify => notify.Command.Count > 0))
        || configuration.Groups.Any(group => group.Notify.Any(notify => notify.Command.Count > 0));

    /// <summary>The first that does not say itself who runs it.</summary>
    private Language.Statement? FirstScript() => _checks.FirstScriptWithoutUser
        ?? _instances.Select(draft => draft.Notify).Concat(_groups.Select(draft => draft.Notify))
            .SelectMany(notify => notify.Scripts.Values)
            .FirstOrDefault(script => script.Settings.User is null).Statement;
}
