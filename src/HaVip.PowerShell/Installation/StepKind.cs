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

    /// <summary>Whether a service of somebody else is enabled and runs.</summary>
    Service,

    /// <summary>A rule of nf_tables.</summary>
    NftRule,

    /// <summary>A rich rule of firewalld.</summary>
    FirewalldRule,
}
