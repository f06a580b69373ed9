namespace HaVip.Configuration.Yaml.Editing;

/// <summary>A configuration's text after an edit.</summary>
/// <param name="Text">All of it, with the rest of the old text as it was.</param>
/// <param name="Scope">How much had to be written anew.</param>
public sealed record ConfigurationEdit(string Text, EditScope Scope);
