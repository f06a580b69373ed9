using System.Diagnostics.CodeAnalysis;
using System.Text.Json.Nodes;
using HaVip.Configuration.Yaml.Source;
using HaVip.Core.Configuration;

namespace HaVip.Configuration.Yaml.Binding;

/// <summary>A password, or the credential that holds it. No finding repeats what stands there.</summary>
internal sealed class PasswordValue : YamlValue<SimplePasswordAuthentication>
{
    private readonly TextValue _text = new("a text", $"^([ -~]{{1,8}}|{CredentialReference.Prefix}[A-Za-z0-9_.-]{{1,64}})$", secret: true);

    public override bool TryRead(
        BindingContext context,
        SourceNode node,
        string path,
        [MaybeNullWhen(false)] out SimplePasswordAuthentication value)
    {
        value = null;
        if (!_text.TryRead(context, node, path, out var text)) return false;
        if (PasswordReference.TryResolve(text, context.RequiresSecrets, out value, out var problem)) return true;

        // It is there, so that it is not called missing as well.
        context.Report(ReaderRules.CredentialUnavailable, path, node.Position, $"password: {problem}");
        value = new SimplePasswordAuthentication("") { Reference = text };
        return true;
    }

    public override SourceNode Write(SimplePasswordAuthentication value) => _text.Write(value.Reference ?? value.Password);

    public override JsonObject Schema() => _text.Schema();
}
