using System.Globalization;
using System.Management.Automation.Host;

namespace HaVip.Shell.Hosting;

/// <summary>The terminal's measures and keys. Screen contents cannot be read back on a Unix terminal.</summary>
internal sealed class ConsoleRawUserInterface : PSHostRawUserInterface
{
    /// <summary>Columns assumed when output goes to a file or pipe and COLUMNS is not set.</summary>
    private const int DefaultWidth = 120;

    private const int DefaultHeight = 24;

    public override ConsoleColor ForegroundColor { get; set; } = ConsoleColor.Gray;

    public override ConsoleColor BackgroundColor { get; set; } = ConsoleColor.Black;

    public override int CursorSize { get; set; } = 25;

    public override Size BufferSize
    {
        get => new(Width, Height);
        set => throw CannotChange();
    }

    public override Size WindowSize
    {
        get => new(Width, Height);
        set => throw CannotChange();
    }

    public override Size MaxWindowSize => WindowSize;

    public override Size MaxPhysicalWindowSize => WindowSize;

    public override Coordinates WindowPosition
    {
        get => new(0, 0);
        set => throw CannotChange();
    }

    public override Coordinates CursorPosition
    {
        get => Console.IsOutputRedirected ? new(0, 0) : new(Console.CursorLeft, Console.CursorTop);
        set
        {
            if (!Console.IsOutputRedirected)
            {
                Console.SetCursorPosition(value.X, value.Y);
            }
        }
    }

    public override bool KeyAvailable => !Console.IsInputRedirected && Console.KeyAvailable;

    public override string WindowTitle
    {
        get => "";
        set
        {
            if (!Console.IsOutputRedirected)
            {
                Console.Title = value;
            }
        }
    }

    private static int Width => Console.IsOutputRedirected ? FromEnvironment("COLUMNS", DefaultWidth)
        : Positive(Console.WindowWidth, DefaultWidth);

    private static int Height => Console.IsOutputRedirected ? DefaultHeight
        : Positive(Console.WindowHeight, DefaultHeight);

    public override KeyInfo ReadKey(ReadKeyOptions options)
    {
        var key = Console.ReadKey((options & ReadKeyOptions.NoEcho) != 0);
        return new KeyInfo((int)key.Key, key.KeyChar, default, keyDown: true);
    }

    public override void FlushInputBuffer()
    {
        while (KeyAvailable)
        {
            Console.ReadKey(intercept: true);
        }
    }

    public override void SetBufferContents(Rectangle rectangle, BufferCell fill)
    {
        // Clear-Host asks for this with the whole screen; nothing else of it can be done here.
        if (!Console.IsOutputRedirected)
        {
            Console.Clear();
        }
    }

    public override void SetBufferContents(Coordinates origin, BufferCell[,] contents) => throw CannotChange();

    public override BufferCell[,] GetBufferContents(Rectangle rectangle) => throw CannotChange();

    public override void ScrollBufferContents(
        Rectangle source, Coordinates destination, Rectangle clip, BufferCell fill) => throw CannotChange();

    private static int FromEnvironment(string name, int otherwise) =>
        int.TryParse(Environment.GetEnvironmentVariable(name), NumberStyles.None, CultureInfo.InvariantCulture,
            out var value) ? Positive(value, otherwise) : otherwise;

    private static int Positive(int value, int otherwise) => value > 0 ? value : otherwise;

    private static NotSupportedException CannotChange() => new("The terminal does not allow this.");
}
