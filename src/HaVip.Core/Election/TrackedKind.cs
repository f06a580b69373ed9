namespace HaVip.Core.Election;

public enum TrackedKind : byte
{
    Interface,
    Check,
}
