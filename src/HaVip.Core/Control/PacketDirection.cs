namespace HaVip.Core.Control;

/// <summary>Whether a packet came to the node or left it.</summary>
public enum PacketDirection
{
    Received,
    Sent,
}
