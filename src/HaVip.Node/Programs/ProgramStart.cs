using System.Diagnostics;
using HaVip.Core.Values;
using HaVip.Linux;

namespace HaVip.Node.Programs;

/// <summary>Runs a command of the configuration to its end, or to that of its time.</summary>
internal static class ProgramStart
{
    /// <summary>How soon it is noticed that nobody wants it any more.</summary>
    private static readonly TimeSpan Rhythm = TimeSpan.FromMilliseconds(200);

    /// <summary>Between the polite signal and the other one.</summary>
    private static readonly TimeSpan Grace = TimeSpan.FromSeconds(2);

    /// <summary>As whoever the calling thread is, see <see cref="ProgramUser"/>.</summary>
    /// <param name="command">The program's absolute path and its arguments.</param>
    /// <param name="environment">All of it.</param>
    /// <param name="limit">How long it may take.</param>
    /// <param name="isUnwanted">Looked at while it runs; where it says so the program is ended.</param>
    public static ProgramResult Run(
        IReadOnlyList<string> command, IReadOnlyList<string> environment, Duration limit, Func<bool> isUnwanted)
    {
        try
        {
            if (PathTrust.Find(command[0]) is { } fault) return new ProgramResult(Describe(fault), null);
            using var run = ProgramRun.Start(command, environment);
            return Follow(run, command[0], limit, isUnwanted);
        }
        catch (LinuxException error)
        {
            return new ProgramResult(error.Message, null);
        }
    }

    /// <summary>What is wrong and what mends it.</summary>
    public static string Describe(PathFault fault) =>
        fault.Fix.Length == 0 ? fault.Message : $"{fault.Message} Run: {fault.Fix}";

    private static ProgramResult Follow(ProgramRun run, string program, Duration limit, Func<bool> isUnwanted)
    {
        var clock = Stopwatch.StartNew();
        while (true)
        {
            var left = limit.ToTimeSpan() - clock.Elapsed;
            if (run.Wait(left < Rhythm ? left : Rhythm)) return Tell(run, program);
            if (isUnwanted())
            {
                run.End(TimeSpan.FromMilliseconds(500));
                return new ProgramResult($"{program} was ended: nobody waits for it any more", null);
            }

            if (left > Rhythm) continue;
            run.End(Grace);
            return new ProgramResult($"{program} took longer than {limit}, and was ended", null);
        }
    }

    private static ProgramResult Tell(ProgramRun run, string program)
    {
        var code = run.ExitCode!.Value;
        if (code == 0) return new ProgramResult(null, 0);
        var end = code > 128 && code <= 192 ? $"was ended by signal {code - 128}" : $"ended with exit code {code}";
        var said = run.LastLine.Length == 0 ? "" : $": {run.LastLine}";
        return new ProgramResult($"{program} {end}{said}", code);
    }
}
