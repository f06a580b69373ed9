namespace HaVip.Configuration.Yaml.Editing;

/// <summary>The text is written in a way that this edit cannot work on; a larger part has to be written anew.</summary>
internal sealed class NotEditableException() : Exception("The text cannot be edited in place.");
