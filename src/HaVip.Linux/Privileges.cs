using System.Collections;
using System.Text;
using HaVip.Linux.Native;

namespace HaVip.Linux;

/// <summary>
/// Gives up, for good, what a process may do beyond what it needs (capabilities(7), PR_SET_NO_NEW_PRIVS of prctl(2)).
/// </summary>
/// <remarks>
/// Capabilities are each thread's own and the runtime has threads before a program begins, so the program is run anew by
/// the thread that gave up: no other is left then.
/// </remarks>
public static unsafe class Privileges
{
    private const int KeepCapabilities = 8;
    private const int ReadBounding = 23;
    private const int DropBounding = 24;
    private const int SetNoNewPrivileges = 38;
    private const int GetNoNewPrivileges = 39;
    private const int Ambient = 47;
    private const nuint RaiseAmbient = 2;
    private const int LastCapability = 63;

    /// <summary>Whether there is anything to give up.</summary>
    public static bool Exceed(IReadOnlyList<Capability> needed) =>
        (Capabilities.ReadPermitted().Bits & ~Mask(needed)) != 0
        || Syscalls.ControlProcess(GetNoNewPrivileges, 0, 0, 0, 0) == 0;

    /// <summary>
    /// Limits this thread to what is needed, becomes another user where one is given, and runs this program anew with
    /// the same arguments and a variable more. Returns only by an exception; the process must end then.
    /// </summary>
    /// <exception cref="LinuxException">The kernel refuses.</exception>
    public static void GiveUpAndStartAnew(IReadOnlyList<Capability> needed, RunAs? user, string variable)
    {
        var kept = Mask(needed) & Capabilities.ReadPermitted().Bits;
        NarrowBounding(kept);
        if (user is not null) Become(user);
        Capabilities.Set(kept);
        if (user is not null) Raise(kept);
        Control(SetNoNewPrivileges, 1, 0, "give up new privileges");
        StartAnew(variable);
    }

    /// <summary>What a program that is run can have at most. Without CAP_SETPCAP it stays; no new privileges does as well.</summary>
    private static void NarrowBounding(ulong kept)
    {
        for (var number = 0; number <= LastCapability; number++)
        {
            if ((kept >> number & 1) != 0) continue;
            if (Syscalls.ControlProcess(ReadBounding, (nuint)number, 0, 0, 0) > 0)
                _ = Syscalls.ControlProcess(DropBounding, (nuint)number, 0, 0, 0);
        }
    }

    private static void Become(RunAs user)
    {
        Control(KeepCapabilities, 1, 0, "keep capabilities");
        uint[] groups = [.. user.Groups];
        fixed (uint* first = groups)
            LinuxException.ThrowIfFailed(Syscalls.SetGroups((nuint)groups.Length, first), "take the groups of a user");
        LinuxException.ThrowIfFailed(Syscalls.SetGroup(user.Group, user.Group, user.Group), "take the group of a user");
        LinuxException.ThrowIfFailed(Syscalls.SetUser(user.User, user.User, user.User), "become another user");
    }

    /// <summary>A program run by somebody who is not root has the ambient ones and no others.</summary>
    private static void Raise(ulong kept)
    {
        for (var number = 0; number <= LastCapability; number++)
        {
            if ((kept >> number & 1) != 0) Control(Ambient, RaiseAmbient, (nuint)number, $"pass capability {number} on");
        }
    }

    private static void Control(int operation, nuint second, nuint third, string what) =>
        LinuxException.ThrowIfFailed(Syscalls.ControlProcess(operation, second, third, 0, 0), what);

    private static void StartAnew(string variable)
    {
        var arguments = Encoding.UTF8.GetString(File.ReadAllBytes("/proc/self/cmdline")).TrimEnd('\0').Split('\0');
        var environment = Environment.GetEnvironmentVariables().Cast<DictionaryEntry>()
            .Select(entry => $"{entry.Key}={entry.Value}").Append($"{variable}=1");
        using var words = new NativeStrings(arguments);
        using var variables = new NativeStrings([.. environment]);
        fixed (byte* path = NativePath.Terminated(DetachedProcess.OwnProgram))
        {
            _ = Syscalls.ChangeProgram(path, words.Pointer, variables.Pointer);
            throw LinuxException.Last("run this program anew");
        }
    }

    private static ulong Mask(IReadOnlyList<Capability> capabilities) =>
        capabilities.Aggregate(0UL, (mask, capability) => mask | (1UL << (int)capability));
}
