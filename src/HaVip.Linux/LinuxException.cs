using System.Diagnostics.CodeAnalysis;
using System.Runtime.InteropServices;

namespace HaVip.Linux;

/// <summary>
/// A kernel fault: what was attempted and what the kernel answered. The only exception this project throws for
/// something that is not a programming error.
/// </summary>
public sealed class LinuxException : Exception
{
    /// <param name="operation">What was attempted, with its object: <c>add 192.168.7.100/24 to interface 3</c>.</param>
    /// <param name="errorNumber">The kernel's error number, positive.</param>
    /// <param name="detail">The kernel's own explanation (netlink extended acknowledgement) or ours, if there is one.</param>
    public LinuxException(string operation, int errorNumber, string? detail = null)
        : base(Describe(operation, errorNumber, detail))
    {
        Operation = operation;
        ErrorNumber = errorNumber;
        Detail = detail;
    }

    public string Operation { get; }

    public int ErrorNumber { get; }

    public string? Detail { get; }

    /// <summary>The symbol: <c>ENODEV</c>.</summary>
    public string ErrorName => Errno.NameOf(ErrorNumber);

    /// <summary>The C library's sentence: <c>No such device</c>.</summary>
    public string ErrorText => TextOf(ErrorNumber);

    internal static string TextOf(int errorNumber) => Marshal.GetPInvokeErrorMessage(errorNumber);

    /// <summary>The fault of the native call just made by this thread.</summary>
    internal static LinuxException Last(string operation, string? detail = null) =>
        new(operation, Marshal.GetLastPInvokeError(), detail);

    /// <summary>Throws where a native call answered a negative number.</summary>
    internal static void ThrowIfFailed(long result, string operation)
    {
        if (result < 0) Throw(operation);
    }

    [DoesNotReturn]
    private static void Throw(string operation) => throw Last(operation);

    private static string Describe(string operation, int errorNumber, string? detail)
    {
        var text = $"{operation}: {TextOf(errorNumber)} ({Errno.NameOf(errorNumber)})";
        return detail is null ? text : $"{text}: {detail}";
    }
}
