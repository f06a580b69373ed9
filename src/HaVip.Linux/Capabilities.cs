using HaVip.Linux.Native;

namespace HaVip.Linux;

/// <summary>What the calling thread may do now (effective), or could at any time (permitted).</summary>
public readonly record struct Capabilities(ulong Bits)
{
    public bool Has(Capability capability) => (Bits >> (int)capability & 1) != 0;

    public static unsafe Capabilities ReadEffective()
    {
        var words = stackalloc CapabilityData[2];
        Read(words);
        return new Capabilities(words[0].effective | ((ulong)words[1].effective << 32));
    }

    public static unsafe Capabilities ReadPermitted()
    {
        var words = stackalloc CapabilityData[2];
        Read(words);
        return new Capabilities(words[0].permitted | ((ulong)words[1].permitted << 32));
    }

    /// <summary>Makes all three sets of the calling thread these.</summary>
    internal static unsafe void Set(ulong bits)
    {
        var header = new CapabilityHeader { version = CapabilityHeader.Version3 };
        var words = stackalloc CapabilityData[2];
        for (var index = 0; index < 2; index++)
        {
            var word = (uint)(bits >> (32 * index));
            words[index] = new CapabilityData { effective = word, permitted = word, inheritable = word };
        }

        LinuxException.ThrowIfFailed(Syscalls.SetCapabilities(&header, words), "give up capabilities");
    }

    private static unsafe void Read(CapabilityData* words)
    {
        var header = new CapabilityHeader { version = CapabilityHeader.Version3 };
        LinuxException.ThrowIfFailed(Syscalls.GetCapabilities(&header, words), "read the capabilities");
    }
}
