using HaVip.Linux;
using HaVip.Node.Kernel;

namespace HaVip.Node.Succession;

/// <summary>What makes a process the runner of its node, whichever program it runs.</summary>
internal sealed record Tenure
{
    /// <summary>What follows the program's name.</summary>
    public required IReadOnlyList<string> Arguments { get; init; }

    public required LockFile Lock { get; init; }

    public NamespaceClaim? Claim { get; init; }

    public required LinuxKernel Kernel { get; init; }

    public ServiceNotify? Service { get; init; }
}
