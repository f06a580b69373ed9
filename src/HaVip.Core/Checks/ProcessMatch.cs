using HaVip.Core.Configuration;

namespace HaVip.Core.Checks;

/// <summary>Whether a process is one that a check is about.</summary>
public static class ProcessMatch
{
    /// <param name="check">Of type process.</param>
    /// <param name="name">As the kernel keeps it (<c>/proc/PID/comm</c>), 15 bytes at most.</param>
    /// <param name="commandLine">What it was started by and with what arguments (<c>/proc/PID/cmdline</c>).</param>
    public static bool Matches(CheckConfiguration check, string name, IReadOnlyList<string> commandLine)
    {
        var isNamed = check.Process!.Contains('/')
            ? commandLine.Count > 0 && commandLine[0] == check.Process
            : name == check.Process;
        return isNamed && (check.Arguments is not { } wanted || HasArguments(wanted, check.ArgumentMatch, commandLine));
    }

    private static bool HasArguments(IReadOnlyList<string> wanted, ArgumentMatch match, IReadOnlyList<string> commandLine)
    {
        var count = commandLine.Count - 1;
        if (count < wanted.Count || (match == ArgumentMatch.Exact && count != wanted.Count)) return false;
        for (var i = 0; i < wanted.Count; i++)
        {
            var goesOn = match == ArgumentMatch.Partial && i == wanted.Count - 1;
            var has = commandLine[i + 1];
            if (goesOn ? !has.StartsWith(wanted[i], StringComparison.Ordinal) : has != wanted[i]) return false;
        }

        return true;
    }
}
