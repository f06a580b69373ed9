using System.Text.Json.Serialization;

namespace HaVip.PowerShell.Installation;

[JsonConverter(typeof(JsonStringEnumConverter<StepKind>))]
internal enum StepKind
{
    Folder,
    File,
    Link,
    Sysctl,
    Group,
    User,

    /// <summary>Owner and mode of what is there already.</summary>
    Access,

    /// <summary>A rule of nf_tables.</summary>
    NftRule,

    /// <summary>A rich rule of firewalld.</summary>
    FirewalldRule,
}
