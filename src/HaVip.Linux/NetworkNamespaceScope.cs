using HaVip.Linux.Native;
using static Tmds.Linux.LibC;

namespace HaVip.Linux;

/// <summary>
/// While it lives, the thread is in another network namespace. A ref struct, so that no await can carry it to another
/// thread: <c>using (NetworkNamespace.EnterScope("n1")) { ... }</c>.
/// </summary>
public readonly ref struct NetworkNamespaceScope
{
    private readonly FileDescriptor _original;

    internal NetworkNamespaceScope(FileDescriptor original) => _original = original;

    /// <summary>Returns to the namespace the thread was in.</summary>
    /// <exception cref="LinuxException">The kernel refused; the thread must then not be used any more.</exception>
    public void Dispose()
    {
        using (_original)
        {
            LinuxException.ThrowIfFailed(
                setns(_original.Number, CLONE_NEWNET), "return to the original network namespace");
        }
    }
}
