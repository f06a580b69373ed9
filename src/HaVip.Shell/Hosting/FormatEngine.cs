using System.Reflection;

using Microsoft.PowerShell.Commands.Internal.Format;

namespace HaVip.Shell.Hosting;

/// <summary>
/// The engine holds the whole formatting machinery but leaves the cmdlets in front of it to
/// Microsoft.PowerShell.Utility, which is its friend assembly. This gives our front cmdlets the same inner parts.
/// </summary>
internal static class FormatEngine
{
    private const string Namespace = "Microsoft.PowerShell.Commands.Internal.Format.";
    private const BindingFlags Instance = BindingFlags.Instance | BindingFlags.NonPublic | BindingFlags.Public;

    private static readonly FieldInfo Implementation =
        typeof(FrontEndCommandBase).GetField("implementation", Instance)
        ?? throw new MissingFieldException(nameof(FrontEndCommandBase), "implementation");

    /// <summary>Makes the cmdlet turn objects into formatting records of a shape: Table or List.</summary>
    public static void UseShape(FrontEndCommandBase cmdlet, string shape) => Implementation.SetValue(
        cmdlet, Create("InnerFormatShapeCommand", Enum.Parse(Inner("FormatShape"), shape)));

    /// <summary>Makes the cmdlet render objects; where to is said by <see cref="SetOutput"/>.</summary>
    public static void UseOutput(FrontEndCommandBase cmdlet) =>
        Implementation.SetValue(cmdlet, Create("OutputManagerInner"));

    /// <param name="width">Columns a line may have.</param>
    public static void SetOutput(FrontEndCommandBase cmdlet, TextWriter writer, int width)
    {
        var lines = Create("TextWriterLineOutput", writer, width);
        var property = Inner("OutputManagerInner").GetProperty("LineOutput", Instance)
            ?? throw new MissingMemberException("OutputManagerInner", "LineOutput");
        property.SetValue(Implementation.GetValue(cmdlet), lines);
    }

    private static object Create(string name, params object[] arguments) =>
        Activator.CreateInstance(Inner(name), Instance, null, arguments, null)!;

    private static Type Inner(string name) =>
        typeof(FrontEndCommandBase).Assembly.GetType(Namespace + name, throwOnError: true)!;
}
