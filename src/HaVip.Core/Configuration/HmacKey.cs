using HaVip.Core.Values;

namespace HaVip.Core.Configuration;

/// <param name="Id">1 to 255, the same on every node.</param>
/// <param name="Reference">How the configuration names the key, such as <c>file:/etc/havip/keys/1</c>.</param>
/// <param name="Material">32 to 64 bytes.</param>
public sealed record HmacKey(byte Id, string Reference, Secret Material)
{
    /// <summary>A credential of the service that this process does not have.</summary>
    public bool IsElsewhere => Material.Length == 0 && CredentialReference.IsReference(Reference);

    /// <summary>Never shows a key that is written out in the configuration.</summary>
    public override string ToString() => $"key {Id}";
}
