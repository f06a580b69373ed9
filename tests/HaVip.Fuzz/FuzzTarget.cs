namespace HaVip.Fuzz;

/// <summary>One reader of bytes of others, and what must hold of its answers.</summary>
internal abstract class FuzzTarget
{
    /// <summary>As on the command line, and of the folder of its corpus.</summary>
    public abstract string Name { get; }

    /// <summary>Words of the language read, which a fuzzer would be long in finding.</summary>
    public virtual IEnumerable<string> Words => [];

    /// <summary>The longest input worth trying.</summary>
    public abstract int MaximumLength { get; }

    /// <summary>Reads one input. An exception of any kind is a finding.</summary>
    public abstract void Run(ReadOnlySpan<byte> input);
}
