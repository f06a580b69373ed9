namespace HaVip.Core.Control;

/// <summary>
/// How a client and the runner talk over <c>control.sock</c>: a frame is a 32-bit big-endian length and that many bytes
/// of UTF-8 JSON; a client sends one request frame and gets one response frame, and may then send the next.
/// </summary>
public static class ControlProtocol
{
    /// <summary>Raised when a request or response changes its meaning; a runner refuses any other.</summary>
    public const int Version = 1;

    public const string SocketName = "control.sock";

    /// <summary>Members of this group of the machine may read states and events; root may all.</summary>
    public const string ReaderGroup = "havip";

    public const int HeaderLength = 4;

    /// <summary>Bytes of JSON a request may have; more closes the connection.</summary>
    public const int MaximumRequestLength = 64 * 1024;

    /// <summary>Bytes of JSON a response may have.</summary>
    public const int MaximumResponseLength = 64 * 1024 * 1024;
}
