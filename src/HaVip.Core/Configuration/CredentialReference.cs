namespace HaVip.Core.Configuration;

/// <summary>A secret that the service manager hands to the runner: <c>credential:NAME</c> (systemd.exec(5), CREDENTIALS).</summary>
public static class CredentialReference
{
    public const string Prefix = "credential:";

    private const int MaximumNameLength = 64;

    public static bool IsReference(string text) => text.StartsWith(Prefix, StringComparison.Ordinal);

    /// <summary>The name of a credential; null for any other reference.</summary>
    public static string? NameOf(string text) => IsReference(text) ? text[Prefix.Length..] : null;

    /// <summary>Letters, digits, <c>_ . -</c>; it becomes the name of a file.</summary>
    public static bool IsName(string name) =>
        name.Length is > 0 and <= MaximumNameLength && name[0] != '.'
        && name.All(c => char.IsAsciiLetterOrDigit(c) || c is '_' or '.' or '-');

    /// <summary>Whether a secret of the instance is a credential that this process does not have.</summary>
    public static bool AreElsewhere(InstanceConfiguration instance) =>
        instance.Authentication?.IsElsewhere == true || instance.Hmac?.Keys.Any(key => key.IsElsewhere) == true;

    /// <summary>The names of all that a configuration refers to, each once.</summary>
    public static IReadOnlyList<string> NamesIn(NodeConfiguration configuration) =>
    [
        .. configuration.Instances
            .SelectMany(instance => (instance.Hmac?.Keys ?? []).Select(key => (string?)key.Reference)
                .Append(instance.Authentication?.Reference))
            .OfType<string>().Select(NameOf).OfType<string>().Distinct(),
    ];
}
