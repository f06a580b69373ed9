namespace HaVip.Linux;

/// <summary>What a descriptor is watched for and what was seen on it; Error and HangUp are always watched.</summary>
[Flags]
public enum EpollEvents
{
    None = 0,
    Readable = 0x001,
    Writable = 0x004,
    Error = 0x008,
    HangUp = 0x010,
    PeerHangUp = 0x2000,
}
