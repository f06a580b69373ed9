using System.Buffers.Text;
using System.Globalization;
using System.Text;
using HaVip.Linux.Native;
using Tmds.Linux;
using static Tmds.Linux.LibC;

namespace HaVip.Linux;

/// <summary>
/// The processes of this machine, or of this container, as <c>/proc</c> has them. Reading them allocates nothing: it is
/// done several times a second while a process is missing.
/// </summary>
public sealed unsafe class ProcessList : IDisposable
{
    /// <summary>A longer command line is compared as far as this.</summary>
    public const int LongestCommandLine = 32 * 1024;

    private const int NameOffset = 19;
    private const int LengthOffset = 16;

    private readonly FileDescriptor _folder =
        NativePath.Open("/proc", O_RDONLY | O_DIRECTORY, 0, "open /proc");

    private readonly byte[] _entries = new byte[16 * 1024];
    private readonly byte[] _commandLine = new byte[LongestCommandLine];
    private readonly byte[] _name = new byte[64];
    private int _next;
    private int _end;

    /// <summary>The process the list stands at.</summary>
    public int Current { get; private set; }

    /// <summary>Begins anew.</summary>
    public void Rewind()
    {
        (_next, _end) = (0, 0);
        LinuxException.ThrowIfFailed((long)lseek(_folder.Number, 0, SEEK_SET), "read /proc");
    }

    /// <summary>Goes to the next; false where there is no more.</summary>
    public bool MoveNext()
    {
        while (_next < _end || Fill())
        {
            var entry = _entries.AsSpan(_next, _end - _next);
            var length = BitConverter.ToUInt16(entry[LengthOffset..]);
            var name = entry[NameOffset..length];
            name = name[..name.IndexOf((byte)0)];
            _next += length;
            if (!Utf8Parser.TryParse(name, out int process, out var used) || used != name.Length) continue;
            Current = process;
            return true;
        }

        return false;
    }

    /// <summary>Its name as the kernel keeps it, 15 bytes at most; empty where it has ended.</summary>
    public ReadOnlySpan<byte> ReadName() => ReadFile("comm", _name) is var count and > 0
        ? _name.AsSpan(0, count).TrimEnd((byte)'\n')
        : default;

    /// <summary>What it was started by and its arguments, a zero behind each; empty where it has ended.</summary>
    public ReadOnlySpan<byte> ReadCommandLine() => _commandLine.AsSpan(0, Math.Max(0, ReadFile("cmdline", _commandLine)));

    public void Dispose() => _folder.Dispose();

    private bool Fill()
    {
        fixed (byte* entries = _entries)
        {
            var count = Syscalls.ReadFolderEntries(
                Syscalls.ReadFolder, (uint)_folder.Number, entries, (nuint)_entries.Length);
            (_next, _end) = (0, Math.Max(0, count));
            return count > 0;
        }
    }

    private int ReadFile(string file, Span<byte> buffer)
    {
        Span<char> path = stackalloc char[32];
        path.TryWrite(CultureInfo.InvariantCulture, $"{Current}/{file}\0", out var length);
        Span<byte> bytes = stackalloc byte[32];
        Encoding.UTF8.GetBytes(path[..length], bytes);
        int number;
        fixed (byte* name = bytes) number = openat(_folder.Number, name, O_RDONLY | O_CLOEXEC);
        if (number < 0) return 0;
        var filled = 0;
        fixed (byte* into = buffer)
        {
            while (filled < buffer.Length)
            {
                var count = (int)(long)read(number, into + filled, buffer.Length - filled);
                if (count <= 0) break;
                filled += count;
            }
        }

        _ = close(number);
        return filled;
    }
}
