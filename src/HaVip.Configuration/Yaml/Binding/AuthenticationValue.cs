using System.Diagnostics.CodeAnalysis;
using System.Text.Json.Nodes;
using HaVip.Configuration.Yaml.Source;
using HaVip.Core.Configuration;

namespace HaVip.Configuration.Yaml.Binding;

/// <summary>A mapping whose type says which of its other keys belong there.</summary>
internal sealed class AuthenticationValue(MappingValue<AuthenticationFields> mapping) : YamlValue<AuthenticationFields>
{
    private static readonly string[] HmacKeys =
    [
        ConfigurationKeys.Keys, ConfigurationKeys.ActiveKey, ConfigurationKeys.AntiReplay, ConfigurationKeys.Window,
        ConfigurationKeys.Mode,
    ];

    private static readonly string[] PasswordKeys = [ConfigurationKeys.Password];

    public override bool TryRead(
        BindingContext context, SourceNode node, string path, [MaybeNullWhen(false)] out AuthenticationFields value)
    {
        if (!mapping.TryRead(context, node, path, out value)) return false;
        var isHmac = value.Type == AuthenticationType.Hmac;
        foreach (var (key, written) in ((SourceMapping)node).Entries)
        {
            if (!written.IsNull)
                RefuseForeign(context, key, path, isHmac ? PasswordKeys : HmacKeys, isHmac ? "hmac" : "simplePassword");
        }

        if (!isHmac && value.Password is null) ReportMissing(context, node, path, ConfigurationKeys.Password, "password: \"...\"");
        if (isHmac && value.Keys is [var first, ..] && value.ActiveKey is null)
            ReportMissing(context, node, path, ConfigurationKeys.ActiveKey, $"activeKey: {first.Id}");
        return true;
    }

    public override SourceNode Write(AuthenticationFields value) => mapping.Write(value);

    public override JsonObject Schema() => mapping.Schema();

    private static void RefuseForeign(
        BindingContext context, SourceNode key, string path, string[] foreign, string type)
    {
        if (key is not SourceScalar scalar || !foreign.Contains(scalar.Text)) return;
        context.Report(
            ReaderRules.KeyNotApplicable,
            ValuePath.Key(path, scalar.Text),
            key.Position,
            $"'{scalar.Text}' does not belong to 'type: {type}'.",
            "Leave it out, or write the other type.");
    }

    private static void ReportMissing(BindingContext context, SourceNode node, string path, string key, string example) =>
        context.Report(
            ConfigurationRules.KeyRequired,
            ValuePath.Key(path, key),
            node.Position,
            $"'{key}' is missing.",
            $"Write it, for example: {example}");
}
