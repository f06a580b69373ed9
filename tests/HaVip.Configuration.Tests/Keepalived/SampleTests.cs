using HaVip.Configuration.Keepalived;
using HaVip.Configuration.Yaml;

namespace HaVip.Configuration.Tests.Keepalived;

/// <summary>
/// Whole configurations as people write them: beside each stands what becomes of it (<c>.yaml</c>) and what is said about
/// it (<c>.txt</c>).
/// </summary>
public sealed class SampleTests
{
    private static readonly string Folder = Yaml.Checkout.Path("tests/HaVip.Configuration.Tests/Keepalived/samples");

    public static TheoryData<string> Names => [.. Files.Select(file => Path.GetFileNameWithoutExtension(file))];

    internal static IEnumerable<string> Files => Directory.GetFiles(Folder, "*.conf").Order(StringComparer.Ordinal);

    /// <summary>A machine that is the same everywhere.</summary>
    internal static KeepalivedReadOptions Options { get; } = new()
    {
        ConfigurationId = "lb1",
        EnvironmentVariable = _ => null,
        FindProgram = name => $"/usr/bin/{name}",
        FindTable = _ => null,
        HasUser = _ => false,
    };

    [Theory]
    [MemberData(nameof(Names))]
    public void Sample_becomes_what_stands_beside_it(string name)
    {
        var result = KeepalivedReader.Read(File.ReadAllText(Path.Combine(Folder, name + ".conf")), name + ".conf", Options);

        Compare(name + ".txt", string.Concat(result.Diagnostics.Select(finding => finding + "\n")));
        Compare(name + ".yaml", result.Configuration is { } read ? ConfigurationWriter.Write(read) : "");
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void Sample_says_nothing_of_its_secrets(string name)
    {
        var said = File.ReadAllText(Path.Combine(Folder, name + ".txt"));
        foreach (var secret in new[] { "1111", "webPass", "correct", "secret", "abc", "0001020", "zz", "a key of" })
            Assert.DoesNotContain(secret, said, StringComparison.Ordinal);
    }

    // With HAVIP_WRITE_SAMPLES set, what there is now is written down, to be looked at before it is committed.
    private static void Compare(string name, string actual)
    {
        var path = Path.Combine(Folder, name);
        if (Environment.GetEnvironmentVariable("HAVIP_WRITE_SAMPLES") is not null) File.WriteAllText(path, actual);
        Assert.Equal(File.ReadAllText(path), actual);
    }
}
