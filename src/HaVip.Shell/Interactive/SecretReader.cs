using System.Security;

namespace HaVip.Shell.Interactive;

/// <summary>Reads a line that is not shown.</summary>
internal static class SecretReader
{
    /// <returns>Null after Ctrl+C.</returns>
    public static SecureString? Read()
    {
        var secret = new SecureString();
        if (Console.IsInputRedirected)
        {
            foreach (var character in Console.In.ReadLine() ?? "")
            {
                secret.AppendChar(character);
            }

            return secret;
        }

        Console.TreatControlCAsInput = true;
        try
        {
            return ReadKeys(secret);
        }
        finally
        {
            Console.TreatControlCAsInput = false;
            Console.Out.WriteLine();
        }
    }

    private static SecureString? ReadKeys(SecureString secret)
    {
        while (true)
        {
            var key = Console.ReadKey(intercept: true);
            switch (key.Key)
            {
                case ConsoleKey.Enter:
                    return secret;
                case ConsoleKey.C when key.Modifiers.HasFlag(ConsoleModifiers.Control):
                    return null;
                case ConsoleKey.Backspace when secret.Length > 0:
                    secret.RemoveAt(secret.Length - 1);
                    break;
                case var _ when !char.IsControl(key.KeyChar):
                    secret.AppendChar(key.KeyChar);
                    break;
            }
        }
    }
}
