using HaVip.Core.Configuration;

namespace HaVip.Configuration.Keepalived.Language;

/// <summary>The parameters defined so far, and those that are always there.</summary>
internal sealed class Parameters(string configurationId, Func<string, string?> environment)
{
    private readonly Dictionary<string, Parameter> _defined = new(StringComparer.Ordinal);

    /// <summary>The directory of the file that is being read.</summary>
    public string? Directory { get; set; }

    public void Define(Parameter parameter) => _defined[parameter.Name] = parameter;

    public void Define(string name, string value) => Define(new Parameter(name, new TrackedText(value, null, 0)));

    /// <summary>The lines a reference stands for; null where it stands for itself.</summary>
    public IReadOnlyList<TrackedText>? Resolve(ParameterReference reference)
    {
        if (_defined.TryGetValue(reference.Name, out var defined))
            return reference.Arguments.Length == 0 ? defined.Lines : null;
        return BuiltIn(reference) is { } value ? [new TrackedText(value, null, 0)] : null;
    }

    private string? BuiltIn(ParameterReference reference) => reference switch
    {
        { Name: "_PWD", Arguments: "" } => Directory,
        { Name: "_INSTANCE", Arguments: "" } => configurationId,
        { Name: "_HASH", Arguments: "" } => "#",
        { Name: "_BANG", Arguments: "" } => "!",
        { Name: "_ENV", Arguments.Length: > 0 } => environment(reference.Arguments),
        _ => null,
    };

    /// <summary>Why a reference is left as it is.</summary>
    public static (ConfigurationRule Rule, string Message, string Advice) Complaint(ParameterReference reference)
    {
        var shown = Yaml.Shown.Text(reference.Name);
        return reference.Name switch
        {
            "_RANDOM" => (LanguageRules.ParameterRandom,
                "${_RANDOM} makes another configuration at every start, which HaVip's file cannot.",
                "Write the number you want."),
            "_ENV" => (LanguageRules.ParameterUndefined,
                $"The environment variable '{Yaml.Shown.Text(reference.Arguments)}' is not set here.",
                "Set it where this is run as it is set for keepalived."),
            _ => (LanguageRules.ParameterUndefined,
                $"The parameter '{shown}' is not defined, so the text stays as it is.",
                $"Write $" + shown + "=VALUE on a line before this one."),
        };
    }
}
