using System.Management.Automation;

using HaVip.Shell.Hosting;

using Microsoft.PowerShell.Commands.Internal.Format;

namespace Microsoft.PowerShell.Commands;

/// <summary>Tables. Parameters, views and rendering are the engine's own.</summary>
[Cmdlet(VerbsCommon.Format, "Table")]
public sealed class FormatTableCommand : OuterFormatTableBase
{
    public FormatTableCommand() => FormatEngine.UseShape(this, "Table");
}
