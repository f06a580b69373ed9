using System.ComponentModel;
using System.Management.Automation;
using System.Text.Json;
using HaVip.PowerShell.Checks;
using HaVip.PowerShell.Nodes;

namespace HaVip.PowerShell.Remoting;

/// <summary>What <see cref="RemoteScripts"/> call on the other machine; public for them alone.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public static class FarEnd
{
    /// <summary>An object of the module as text, which keeps all that a remote session would flatten.</summary>
    public static string Write(object value) => ObjectText.Write(value is PSObject wrapped ? wrapped.BaseObject : value);

    /// <summary>The parts this machine's node has in virtual routers, as text; secrets as fingerprints with that salt.</summary>
    public static string Members(string? networkNamespace, string? rootPath, string[]? names, string salt)
    {
        var location = new NodeLocation(
            string.IsNullOrEmpty(networkNamespace) ? null : NetworkNamespaceName.Check(networkNamespace),
            string.IsNullOrEmpty(rootPath) ? null : rootPath);
        var target = new NodeTarget(location, names is { Length: > 0 } ? names : null);
        return JsonSerializer.Serialize(MemberReader.Read(target, Convert.FromBase64String(salt), CancellationToken.None));
    }

    /// <summary>The error of the module that a script caught from one of these methods, out of PowerShell's wrapping.</summary>
    public static ErrorRecord Reveal(ErrorRecord error) =>
        error.Exception.GetBaseException() is HaVipException inner ? inner.ToErrorRecord() : error;

    /// <summary>Begins an exchange of test packets; returns when all listen.</summary>
    public static FarExchange Exchange(string orders) => new(orders);
}
