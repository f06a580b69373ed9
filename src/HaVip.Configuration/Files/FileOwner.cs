using System.Runtime.InteropServices;
using System.Runtime.Versioning;
using Microsoft.Win32.SafeHandles;

namespace HaVip.Configuration.Files;

/// <summary>Who a file belongs to, by numbers. .NET reads and sets modes but not owners.</summary>
[SupportedOSPlatform("linux")]
public readonly partial record struct FileOwner(uint User, uint Group)
{
    private const int CurrentDirectory = -100;
    private const int SymlinkNoFollow = 0x100;
    private const int EmptyPath = 0x1000;
    private const uint UserAndGroup = 0x8 | 0x10;

    // struct statx is the same on every architecture, which struct stat is not.
    private const int StatSize = 256;
    private const int UserOffset = 20;
    private const int GroupOffset = 24;

    /// <summary>This process, and so what it makes.</summary>
    public static FileOwner Self => new(EffectiveUser(), EffectiveGroup());

    /// <summary>The owner of what stands at the path, of a symbolic link itself; null where nothing does.</summary>
    public static FileOwner? Of(string path)
    {
        Span<byte> stat = stackalloc byte[StatSize];
        return Stat(CurrentDirectory, path, SymlinkNoFollow, UserAndGroup, stat) == 0 ? Read(stat) : null;
    }

    public static FileOwner Of(SafeFileHandle file)
    {
        Span<byte> stat = stackalloc byte[StatSize];
        return Stat(file, "", EmptyPath, UserAndGroup, stat) == 0 ? Read(stat) : throw Failure("read the owner of the file");
    }

    /// <summary>Gives an open file to this owner; does nothing where it has it already.</summary>
    /// <exception cref="IOException">The caller may not.</exception>
    public void Apply(SafeFileHandle file)
    {
        if (Of(file) == this) return;
        if (ChangeOwner(file, User, Group) != 0) throw Failure($"give the file to {this}");
    }

    /// <summary>Gives what stands at the path to this owner, a symbolic link itself.</summary>
    /// <exception cref="IOException">The caller may not, or nothing is there.</exception>
    public void Apply(string path)
    {
        if (Of(path) == this) return;
        if (ChangeOwner(CurrentDirectory, path, User, Group, SymlinkNoFollow) != 0)
            throw Failure($"give '{path}' to {this}");
    }

    public override string ToString() => $"{User}:{Group}";

    private static FileOwner Read(ReadOnlySpan<byte> stat) =>
        new(MemoryMarshal.Read<uint>(stat[UserOffset..]), MemoryMarshal.Read<uint>(stat[GroupOffset..]));

    private static IOException Failure(string what) =>
        new($"Cannot {what}: {Marshal.GetPInvokeErrorMessage(Marshal.GetLastPInvokeError())}.");

    [LibraryImport("libc", EntryPoint = "statx", StringMarshalling = StringMarshalling.Utf8, SetLastError = true)]
    private static partial int Stat(int directory, string path, int flags, uint mask, Span<byte> result);

    [LibraryImport("libc", EntryPoint = "statx", StringMarshalling = StringMarshalling.Utf8, SetLastError = true)]
    private static partial int Stat(SafeFileHandle file, string path, int flags, uint mask, Span<byte> result);

    [LibraryImport("libc", EntryPoint = "fchown", SetLastError = true)]
    private static partial int ChangeOwner(SafeFileHandle file, uint user, uint group);

    [LibraryImport("libc", EntryPoint = "fchownat", StringMarshalling = StringMarshalling.Utf8, SetLastError = true)]
    private static partial int ChangeOwner(int directory, string path, uint user, uint group, int flags);

    [LibraryImport("libc", EntryPoint = "geteuid")]
    private static partial uint EffectiveUser();

    [LibraryImport("libc", EntryPoint = "getegid")]
    private static partial uint EffectiveGroup();
}
