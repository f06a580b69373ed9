using System.Runtime.InteropServices;

namespace HaVip.Linux.Native;

/// <summary>A zero-terminated array of C strings outside the managed heap, as execve(2) takes it.</summary>
internal sealed unsafe class NativeStrings : IDisposable
{
    private readonly int _count;

    public NativeStrings(IReadOnlyList<string> strings)
    {
        _count = strings.Count;
        Pointer = (byte**)NativeMemory.AllocZeroed((nuint)_count + 1, (nuint)sizeof(byte*));
        for (var index = 0; index < _count; index++)
            Pointer[index] = (byte*)Marshal.StringToCoTaskMemUTF8(strings[index]);
    }

    public byte** Pointer { get; private set; }

    public void Dispose()
    {
        if (Pointer is null) return;
        for (var index = 0; index < _count; index++) Marshal.FreeCoTaskMem((nint)Pointer[index]);
        NativeMemory.Free(Pointer);
        Pointer = null;
    }
}
