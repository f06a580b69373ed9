using System.Text;
using SharpFuzz;

namespace HaVip.Fuzz;

/// <summary>Runs a target under a fuzzer, or on files, or says what a fuzzer needs to know of it.</summary>
internal static class CommandLine
{
    private const string Usage = """
        HaVip.Fuzz --list              names of the targets and the longest input of each
        HaVip.Fuzz --words TARGET      a dictionary for afl-fuzz
        HaVip.Fuzz TARGET PATH...      reads files, or all files of folders, and says what went wrong
        HaVip.Fuzz TARGET              to be started by afl-fuzz: one input after the other
        """;

    public static int Run(string[] arguments, TextWriter output)
    {
        if (arguments is ["--list"])
        {
            foreach (var one in FuzzTargets.All) output.WriteLine($"{one.Name} {one.MaximumLength}");
            return 0;
        }

        var wantsWords = arguments is ["--words", _];
        if (arguments.Length == 0 || FuzzTargets.Find(arguments[wantsWords ? 1 : 0]) is not { } target)
        {
            output.WriteLine(Usage);
            return 2;
        }

        if (wantsWords) WriteWords(target, output);
        else if (arguments.Length > 1) return Replay(target, arguments[1..], output);
        else Fuzzer.OutOfProcess.Run((Stream stream) => target.Run(ReadAll(stream)));
        return 0;
    }

    private static void WriteWords(FuzzTarget target, TextWriter output)
    {
        foreach (var word in target.Words)
        {
            var quoted = Encoding.UTF8.GetBytes(word)
                .Select(b => b is >= 32 and < 127 and not ((byte)'"' or (byte)'\\') ? $"{(char)b}" : $"\\x{b:x2}");
            output.WriteLine($"\"{string.Concat(quoted)}\"");
        }
    }

    private static int Replay(FuzzTarget target, string[] paths, TextWriter output)
    {
        var files = paths.SelectMany(path => Directory.Exists(path) ? Directory.GetFiles(path) : [path]).ToArray();
        var failed = 0;
        foreach (var file in files.Order(StringComparer.Ordinal))
        {
            try
            {
                target.Run(File.ReadAllBytes(file));
            }
            // Whatever comes out of a target is what is looked for.
            catch (Exception e)
            {
                failed++;
                output.WriteLine($"{file}: {e}");
            }
        }

        output.WriteLine($"{target.Name}: {files.Length} inputs, {failed} failed");
        return failed == 0 ? 0 : 1;
    }

    private static byte[] ReadAll(Stream stream)
    {
        using var buffer = new MemoryStream();
        stream.CopyTo(buffer);
        return buffer.ToArray();
    }
}
