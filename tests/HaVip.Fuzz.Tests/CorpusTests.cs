namespace HaVip.Fuzz.Tests;

/// <summary>The corpus through every target, without a fuzzer.</summary>
public sealed class CorpusTests
{
    public static TheoryData<string, string> Inputs { get; } = [.. FuzzTargets.All.SelectMany(InputsOf)];

    [Theory]
    [MemberData(nameof(Inputs))]
    public void Input_of_the_corpus_read_keeps_every_promise(string target, string input) =>
        TargetOf(target).Run(File.ReadAllBytes(Path.Combine(FolderOf(target), input)));

    [Theory]
    [InlineData("advertisement")]
    [InlineData("hmac")]
    [InlineData("control")]
    [InlineData("configuration")]
    [InlineData("keepalived")]
    public void Inputs_changed_a_little_keep_every_promise(string target)
    {
        var files = Directory.GetFiles(FolderOf(target)).Order(StringComparer.Ordinal);
        var corpus = files.Select(File.ReadAllBytes).ToArray();
        var random = new Random(1);
        for (var i = 0; i < 2_000; i++)
        {
            var input = corpus[random.Next(corpus.Length)].ToArray();
            for (var change = random.Next(1, 5); change > 0 && input.Length > 0; change--)
                input[random.Next(input.Length)] = (byte)random.Next(256);
            if (Record.Exception(() => TargetOf(target).Run(input)) is { } e)
                throw new InvalidOperationException($"Input {i}, {Convert.ToHexString(input)}", e);
        }
    }

    [Fact]
    public void Every_target_has_inputs_that_fit() =>
        Assert.All(FuzzTargets.All, target => Assert.All(
            Directory.GetFiles(FolderOf(target.Name)),
            file => Assert.InRange(new FileInfo(file).Length, 1, target.MaximumLength)));

    private static FuzzTarget TargetOf(string name) =>
        FuzzTargets.Find(name) ?? throw new ArgumentException(name, nameof(name));

    private static string FolderOf(string target) => Path.Combine(AppContext.BaseDirectory, "corpus", target);

    private static IEnumerable<TheoryDataRow<string, string>> InputsOf(FuzzTarget target) =>
        Directory.GetFiles(FolderOf(target.Name)).Select(Path.GetFileName).Order(StringComparer.Ordinal)
            .Select(file => new TheoryDataRow<string, string>(target.Name, file!));
}
