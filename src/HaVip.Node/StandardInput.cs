namespace HaVip.Node;

/// <summary>The other end of standard input is who started us.</summary>
internal static class StandardInput
{
    /// <summary>Runs the action once, on a thread of its own, when the other end is closed or gone.</summary>
    public static void OnEnd(Action ended)
    {
        var thread = new Thread(() =>
        {
            using var input = Console.OpenStandardInput();
            Span<byte> ignored = stackalloc byte[64];
            while (input.Read(ignored) > 0)
            {
            }

            ended();
        })
        {
            IsBackground = true,
            Name = "standard input",
        };
        thread.Start();
    }
}
