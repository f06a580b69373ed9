using System.Text;
using HaVip.Linux;

namespace HaVip.Node.Notifications;

/// <summary>Writes one line into a named pipe, which is made where it is missing; nobody is waited for.</summary>
internal static class NoticePipe
{
    /// <summary>Null where the line is in the pipe, else why not.</summary>
    public static string? Write(string path, string line)
    {
        try
        {
            return NamedPipe.TryWrite(path, Encoding.UTF8.GetBytes(line)) ? null : $"nobody reads {path}";
        }
        catch (LinuxException error)
        {
            return error.Message;
        }
    }
}
