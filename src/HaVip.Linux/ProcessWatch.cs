using HaVip.Linux.Native;
using Tmds.Linux;
using static Tmds.Linux.LibC;

namespace HaVip.Linux;

/// <summary>Processes whose end is told at once (pidfd). For one thread.</summary>
public sealed unsafe class ProcessWatch : IDisposable
{
    private const int NoSuchProcess = 3;

    private readonly Dictionary<int, FileDescriptor> _processes = [];

    /// <summary>How many of them live.</summary>
    public int Count => _processes.Count;

    public bool Contains(int process) => _processes.ContainsKey(process);

    /// <summary>Watches a process; one that has ended meanwhile is none.</summary>
    public void Add(int process)
    {
        var number = Syscalls.OpenProcess(Syscalls.PidfdOpen, process, 0);
        if (number < 0 && errno == NoSuchProcess) return;
        _processes[process] = FileDescriptor.Take(number, $"watch process {process}");
    }

    /// <summary>Waits until one ends, but not longer than this; what has ended is forgotten. True where one has.</summary>
    public bool Wait(int milliseconds)
    {
        var ids = _processes.Keys.ToArray();
        Span<pollfd> polled = ids.Length <= 64 ? stackalloc pollfd[ids.Length] : new pollfd[ids.Length];
        for (var i = 0; i < ids.Length; i++) polled[i] = new pollfd { fd = _processes[ids[i]].Number, events = POLLIN };
        int ready;
        fixed (pollfd* first = polled) ready = poll(first, (uint)ids.Length, milliseconds);
        if (ready <= 0) return false;
        for (var i = 0; i < ids.Length; i++)
        {
            if (polled[i].revents == 0) continue;
            _processes[ids[i]].Dispose();
            _processes.Remove(ids[i]);
        }

        return true;
    }

    public void Dispose()
    {
        foreach (var descriptor in _processes.Values) descriptor.Dispose();
        _processes.Clear();
    }
}
