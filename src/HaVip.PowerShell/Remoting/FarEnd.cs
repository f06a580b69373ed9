using System.ComponentModel;
using System.Management.Automation;

namespace HaVip.PowerShell.Remoting;

/// <summary>What <see cref="RemoteScripts"/> call on the other machine; public for them alone.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public static class FarEnd
{
    /// <summary>An object of the module as text, which keeps all that a remote session would flatten.</summary>
    public static string Write(object value) => ObjectText.Write(value is PSObject wrapped ? wrapped.BaseObject : value);
}
