using System.Runtime.InteropServices;

namespace HaVip.PowerShell.Processes;

/// <summary>Signals that .NET itself cannot send.</summary>
internal static class ProcessSignal
{
    private const int Kill = 9;
    private const int Terminate = 15;
    private const int Continue = 18;
    private const int Stop = 19;

    /// <summary>Asks a process to end. One that is gone already is no fault.</summary>
    public static void SendTerminate(int processId) => Send(processId, Terminate);

    /// <summary>Ends a process, a stopped one too.</summary>
    public static void SendKill(int processId)
    {
        Send(processId, Kill);
        Send(processId, Continue);
    }

    /// <summary>Holds a process where it is; it cannot refuse.</summary>
    public static void SendStop(int processId) => Send(processId, Stop);

    private static void Send(int processId, int signal)
    {
        // 0 and negative numbers mean whole groups of processes.
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(processId);
        _ = SendSignal(processId, signal);
    }

    [DllImport("libc", EntryPoint = "kill")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern int SendSignal(int processId, int signal);
}
