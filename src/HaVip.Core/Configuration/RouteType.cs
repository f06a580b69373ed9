namespace HaVip.Core.Configuration;

/// <summary>What happens to what a route matches, with the kernel's numbers (<c>RTN_*</c>).</summary>
public enum RouteType : byte
{
    Unicast = 1,
    Blackhole = 6,
    Unreachable = 7,
    Prohibit = 8,
}
