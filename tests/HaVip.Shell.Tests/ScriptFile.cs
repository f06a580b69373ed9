namespace HaVip.Shell.Tests;

/// <summary>A script in a folder of its own, both removed afterwards.</summary>
internal sealed class ScriptFile : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("havip-shell-tests-");

    public ScriptFile(string text, string name = "script.ps1")
    {
        Path = System.IO.Path.Combine(Folder, name);
        File.WriteAllText(Path, text);
    }

    public string Folder => _folder.FullName;

    public string Path { get; }

    public void Dispose() => _folder.Delete(recursive: true);
}
