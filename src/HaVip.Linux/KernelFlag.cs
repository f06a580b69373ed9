using System.Text;
using HaVip.Linux.Native;
using Tmds.Linux;
using static Tmds.Linux.LibC;

namespace HaVip.Linux;

/// <summary>
/// A kernel setting that is asked for again and again, by the names of <see cref="Sysctl"/>. Asking allocates nothing. It is
/// of the network namespace the asking thread is in.
/// </summary>
public sealed unsafe class KernelFlag(string name)
{
    private readonly byte[] _path = Encoding.UTF8.GetBytes(Sysctl.PathOf(name) + '\0');

    /// <summary>Whether it is anything but 0; false also where it cannot be read, as its interface has gone.</summary>
    public bool IsOn
    {
        get
        {
            fixed (byte* path = _path)
            {
                var file = open(path, O_RDONLY | O_CLOEXEC);
                if (file < 0) return false;
                byte first = 0;
                var length = (long)read(file, &first, 1);
                _ = close(file);
                return length == 1 && first != (byte)'0';
            }
        }
    }
}
