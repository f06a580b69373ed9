using HaVip.Linux.Native;

namespace HaVip.Linux;

/// <summary>What the calling thread may do now: its effective set.</summary>
public readonly record struct Capabilities(ulong Bits)
{
    public bool Has(Capability capability) => (Bits >> (int)capability & 1) != 0;

    public static unsafe Capabilities ReadEffective()
    {
        var header = new CapabilityHeader { version = CapabilityHeader.Version3 };
        var words = stackalloc CapabilityData[2];
        LinuxException.ThrowIfFailed(Syscalls.GetCapabilities(&header, words), "read the capabilities");
        return new Capabilities(words[0].effective | ((ulong)words[1].effective << 32));
    }
}
