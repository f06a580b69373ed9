using System.Runtime.InteropServices;
using HaVip.Linux;
using HaVip.Linux.Netlink;

namespace HaVip.Node.Kernel;

/// <summary>
/// The words for what the kernel refused: <c>No such device (ENODEV)</c>, and its own where it has some.
/// </summary>
internal static class KernelError
{
    public static string Text(int error) => $"{Marshal.GetPInvokeErrorMessage(error)} ({Errno.NameOf(error)})";

    public static string Text(NetlinkResult result) => result.Detail is null
        ? Text(result.ErrorNumber)
        : $"{Text(result.ErrorNumber)}: {result.Detail}";
}
