using System.Management.Automation;

using HaVip.Shell.Hosting;

using Microsoft.PowerShell.Commands.Internal.Format;

namespace Microsoft.PowerShell.Commands;

/// <summary>Lists. Parameters, views and rendering are the engine's own.</summary>
[Cmdlet(VerbsCommon.Format, "List")]
public sealed class FormatListCommand : OuterFormatTableAndListBase
{
    public FormatListCommand() => FormatEngine.UseShape(this, "List");
}
