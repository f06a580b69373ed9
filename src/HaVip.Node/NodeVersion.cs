using System.Reflection;

namespace HaVip.Node;

internal static class NodeVersion
{
    /// <summary>The version of the runner, without the build's commit.</summary>
    public static string Text { get; } =
        typeof(NodeVersion).Assembly.GetName().Version!.ToString(3);
}
