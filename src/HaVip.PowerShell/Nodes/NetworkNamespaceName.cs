using System.Management.Automation;

namespace HaVip.PowerShell.Nodes;

/// <summary>A namespace's name is also a folder's: what is none must not reach a path.</summary>
internal static class NetworkNamespaceName
{
    public const string Folder = "/run/netns";

    public static bool IsValid(string name) =>
        name.Length is > 0 and <= 64
        && name is not ("." or "..")
        && name.All(c => char.IsAsciiLetterOrDigit(c) || c is '_' or '.' or '-');

    public static string Check(string name) => IsValid(name)
        ? name
        : throw new HaVipException(
            "InvalidNetworkNamespace",
            ErrorCategory.InvalidArgument,
            $"'{name}' is not a network namespace name.",
            "Names are those of 'ip netns list': letters, digits, '_', '.' and '-'.",
            name);

    public static bool Exists(string name) => File.Exists(Path.Combine(Folder, name));

    /// <exception cref="HaVipException">NetworkNamespaceNotFound.</exception>
    public static void Require(string name)
    {
        if (Exists(name)) return;
        throw new HaVipException(
            "NetworkNamespaceNotFound",
            ErrorCategory.ObjectNotFound,
            $"There is no network namespace '{name}'.",
            $"Make it with 'ip netns add {name}', or a whole lab with New-HaVipLab.",
            name);
    }
}
