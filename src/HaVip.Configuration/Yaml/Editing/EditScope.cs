namespace HaVip.Configuration.Yaml.Editing;

/// <summary>How much of a text an edit wrote anew, from the least to the most.</summary>
public enum EditScope
{
    /// <summary>Values, keys and items that differ; every comment is where it was.</summary>
    Values,

    /// <summary>Whole instances that differ; comments inside of them are gone.</summary>
    Instances,

    /// <summary>The list of instances, because aliases tie them together; comments inside of it are gone.</summary>
    List,

    /// <summary>Everything: no comment is left.</summary>
    File,
}
