using HaVip.Linux.Native;
using static Tmds.Linux.LibC;

namespace HaVip.Linux;

/// <summary>
/// Takes from the calling thread, and from it alone, all that a program it starts is not to have: capabilities, and where
/// asked for its user. There is no way back: the thread does this work until it ends.
/// </summary>
public static unsafe class ThreadPrivileges
{
    private const int SetNoNewPrivileges = 38;
    private const int Ambient = 47;
    private const nuint ClearAmbient = 4;

    /// <summary>Whether this process can become another user.</summary>
    public static bool CanBecome
    {
        get
        {
            var able = Capabilities.ReadEffective();
            return able.Has(Capability.SetUser) && able.Has(Capability.SetGroup);
        }
    }

    /// <param name="user">Whom to become; null for nobody else.</param>
    /// <exception cref="LinuxException">The kernel refuses; then the thread must start nothing.</exception>
    public static void GiveUp(RunAs? user)
    {
        if (user is not null) Become(user);

        // What somebody who is not root runs has the ambient ones and no others; the service's filter of system calls does
        // not even let it give up more.
        LinuxException.ThrowIfFailed(
            Syscalls.ControlProcess(Ambient, ClearAmbient, 0, 0, 0), "keep capabilities from a thread's programs");
        if ((uint)geteuid() == 0) Capabilities.Set(0);
        LinuxException.ThrowIfFailed(
            Syscalls.ControlProcess(SetNoNewPrivileges, 1, 0, 0, 0), "give up new privileges in a thread");
    }

    private static void Become(RunAs user)
    {
        uint[] groups = [.. user.Groups];
        fixed (uint* first = groups)
        {
            LinuxException.ThrowIfFailed(
                Syscalls.CallForThread(Syscalls.ThreadGroups, (nuint)groups.Length, first), "take the groups of a user");
        }

        LinuxException.ThrowIfFailed(
            Syscalls.CallForThread(Syscalls.ThreadGroup, user.Group, user.Group, user.Group), "take the group of a user");
        LinuxException.ThrowIfFailed(
            Syscalls.CallForThread(Syscalls.ThreadUser, user.User, user.User, user.User), "become another user");
    }
}
