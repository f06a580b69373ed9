using System.Text;
using CsCheck;
using HaVip.Configuration.Yaml;

namespace HaVip.Configuration.Tests.Yaml;

public sealed class ReaderFuzzTests
{
    private static readonly byte[] Seed = File.ReadAllBytes(Checkout.Path("module/examples/seed-node1.yaml"));

    /// <summary>What YAML gives a meaning to, so that random texts get past the first token.</summary>
    private static readonly string[] Pieces =
    [
        "instances:", "\n  - name: A", "\n", "\n  ", "\n\t", " ", "- ", "? ", ": ", "&a ", "*a", "!t ", "!<", "!!str ", "|", ">-", "|9", "'", "\"",
        "\\x", "\\UFFFFFFFF", "\\uD800", "[", "]", "{", "}", ",", "#", "%YAML 1.99999999999\n", "%TAG ! x\n", "---", "...", "@", "`", "\0", "\uFEFF", "\u0085",
        "\u2028", "<<", "~", "virtualAddresses", "192.168.7.100/24", "52", "\U0001F600", "%", "=",
    ];

    [Fact]
    public void Random_bytes_give_a_result() =>
        Gen.Byte.Array[0, 300].Sample(bytes => Answers(bytes), iter: 20_000, threads: 1);

    [Fact]
    public void Random_YAML_pieces_give_a_result() =>
        Gen.Int[0, Pieces.Length - 1].Select(i => Pieces[i]).Array[0, 40].Sample(
            pieces => Answers(Encoding.UTF8.GetBytes(string.Concat(pieces))), iter: 20_000, threads: 1);

    [Fact]
    public void Configuration_with_bytes_changed_gives_a_result() =>
        Gen.Select(Gen.Int[0, Seed.Length - 1], Gen.Byte).Array[1, 6].Sample(
            changes =>
            {
                var bytes = Seed.ToArray();
                foreach (var (index, value) in changes) bytes[index] = value;
                return Answers(bytes);
            },
            iter: 10_000,
            threads: 1);

    [Fact]
    public void Configuration_cut_short_gives_a_result()
    {
        for (var length = 0; length <= Seed.Length; length++) Assert.True(Answers(Seed[..length]));
    }

    private static bool Answers(byte[] bytes)
    {
        var result = ConfigurationReader.Read(bytes, "f");
        return result.HasErrors == (result.Configuration is null)
            && result.Diagnostics.All(d => d.Line > 0 && d.Column > 0 && d.ToString().All(c => !char.IsControl(c)));
    }
}
