namespace HaVip.PowerShell.Tests;

/// <summary>A folder that takes the place of the file system's root.</summary>
internal sealed class TemporaryRoot : IDisposable
{
    public const string Seed = """
        node: { name: n1 }
        instances:
          - name: VI_1
            interface: eth0
            virtualRouterId: 52
            version: 2
            virtualAddresses: [192.168.7.100/24]
        """;

    public string Path { get; } = Directory.CreateTempSubdirectory("havip-test-").FullName;

    public string File(string relative) => System.IO.Path.Combine(Path, relative);

    /// <summary>Closed to others, as a node's files have to be.</summary>
    public void Write(string relative, string text)
    {
        Directory.CreateDirectory(System.IO.Path.GetDirectoryName(File(relative))!);
        System.IO.File.WriteAllText(File(relative), text);
        System.IO.File.SetUnixFileMode(File(relative), UnixFileMode.UserRead | UnixFileMode.UserWrite);
    }

    public void Dispose() => Directory.Delete(Path, recursive: true);
}
