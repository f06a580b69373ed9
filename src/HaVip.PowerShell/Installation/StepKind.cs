using System.Text.Json.Serialization;

namespace HaVip.PowerShell.Installation;

[JsonConverter(typeof(JsonStringEnumConverter<StepKind>))]
internal enum StepKind
{
    Folder,
    File,
    Link,
    Sysctl,
}
