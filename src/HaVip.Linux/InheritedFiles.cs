using System.Globalization;
using static Tmds.Linux.LibC;

namespace HaVip.Linux;

/// <summary>All files that the program before this one left open in the same process.</summary>
public static class InheritedFiles
{
    private const int FirstOfOurs = 3;

    /// <summary>
    /// Closes them. What this program has opened itself is told from them by being kept from other programs.
    /// </summary>
    public static void CloseAll()
    {
        foreach (var path in Directory.GetFileSystemEntries("/proc/self/fd"))
        {
            var number = int.Parse(Path.GetFileName(path), CultureInfo.InvariantCulture);
            if (number < FirstOfOurs) continue;
            var flags = fcntl(number, F_GETFD);
            if (flags >= 0 && (flags & FD_CLOEXEC) == 0) _ = close(number);
        }
    }
}
