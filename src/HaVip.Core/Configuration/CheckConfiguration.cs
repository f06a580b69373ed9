using HaVip.Core.Values;

namespace HaVip.Core.Configuration;

/// <summary>Something of the machine that instances and groups track. It is carried out once for all of them.</summary>
public sealed record CheckConfiguration
{
    /// <summary>Unique among checks; letters, digits, <c>_ . -</c>, 1 to 64 characters.</summary>
    public string Name { get; init; } = "";

    public CheckType Type { get; init; }

    /// <summary>From one beginning to the next; 100 ms to one day. Process, file and interface are followed live.</summary>
    public Duration Interval { get; init; } = DefaultInterval;

    /// <summary>How long one attempt may take; null means the interval.</summary>
    public Duration? Timeout { get; init; }

    /// <summary>Successes in a row that make a bad check good; 1 to 255.</summary>
    public byte Rise { get; init; } = 1;

    /// <summary>Failures in a row that make a good check bad; 1 to 255.</summary>
    public byte Fall { get; init; } = 1;

    public CheckStart Start { get; init; }

    /// <summary>How long it has to be well before it is good, for what is followed live; 0 s to 3600 s.</summary>
    public Duration UpDelay { get; init; }

    /// <summary>How long it has to be unwell before it is bad, for what is followed live; 0 s to 3600 s.</summary>
    public Duration DownDelay { get; init; }

    /// <summary>Process: its name (15 bytes, as the kernel keeps it) or, with a slash, the path it was started by.</summary>
    public string? Process { get; init; }

    /// <summary>Process: null means that arguments do not matter.</summary>
    public IReadOnlyList<string>? Arguments { get; init; }

    public ArgumentMatch ArgumentMatch { get; init; }

    /// <summary>Process: the least number of them; 1 to 65535.</summary>
    public ushort Quorum { get; init; } = 1;

    /// <summary>Process: the largest number of them; null means any.</summary>
    public ushort? Maximum { get; init; }

    /// <summary>Tcp.</summary>
    public Endpoint? Endpoint { get; init; }

    /// <summary>Http: the address of what is asked for, <c>http</c> or <c>https</c>.</summary>
    public string? Url { get; init; }

    /// <summary>Http: status codes that are good; empty means 200 to 399.</summary>
    public IReadOnlyList<StatusRange> Expect { get; init; } = [];

    /// <summary>Http: a header that has to be in the answer, <c>Name</c> or <c>Name: value</c>.</summary>
    public string? ExpectHeader { get; init; }

    /// <summary>Http: a text that has to be in the first 64 KiB of the body.</summary>
    public string? ExpectBody { get; init; }

    /// <summary>Http: whom to ask for (Host, and the certificate's name); null means the URL's host.</summary>
    public string? ServerName { get; init; }

    /// <summary>Http over TLS: whether the certificate has to be valid for the server's name.</summary>
    public bool VerifyCertificate { get; init; } = true;

    /// <summary>Script: the program and its arguments; never a shell's line.</summary>
    public IReadOnlyList<string> Command { get; init; } = [];

    /// <summary>Script: <c>name</c> or <c>name:group</c>; null means the node's script user.</summary>
    public string? User { get; init; }

    /// <summary>File.</summary>
    public string? Path { get; init; }

    public FileGoodWhen GoodWhen { get; init; }

    /// <summary>Interface.</summary>
    public string? Interface { get; init; }

    public static readonly Duration DefaultInterval = Duration.FromSeconds(1);

    public Duration EffectiveTimeout => Timeout ?? Interval;

    public bool Equals(CheckConfiguration? other) =>
        other is not null && Scalars == other.Scalars && Live == other.Live && Asked == other.Asked
        && Command.SequenceEqual(other.Command) && Expect.SequenceEqual(other.Expect)
        && (Arguments is null ? other.Arguments is null : other.Arguments is not null && Arguments.SequenceEqual(other.Arguments));

    public override int GetHashCode() => HashCode.Combine(Name, Type);

    private (string, CheckType, Duration, Duration?, byte, byte, CheckStart) Scalars =>
        (Name, Type, Interval, Timeout, Rise, Fall, Start);

    private (Duration, Duration, string?, ArgumentMatch, ushort, ushort?, string?, FileGoodWhen, string?) Live =>
        (UpDelay, DownDelay, Process, ArgumentMatch, Quorum, Maximum, Path, GoodWhen, Interface);

    private (Endpoint?, string?, string?, string?, string?, bool, string?) Asked =>
        (Endpoint, Url, ExpectHeader, ExpectBody, ServerName, VerifyCertificate, User);
}
