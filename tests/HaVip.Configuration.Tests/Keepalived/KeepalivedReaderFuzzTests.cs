using System.Text;
using CsCheck;
using HaVip.Configuration.Keepalived;

namespace HaVip.Configuration.Tests.Keepalived;

/// <summary>Whatever the bytes, the answer is a result with findings of one line each.</summary>
public sealed class KeepalivedReaderFuzzTests
{
    private static readonly KeepalivedReadOptions Options = new() { ConfigurationId = "n1", EnvironmentVariable = _ => "v" };

    private static readonly byte[] Seed = File.ReadAllBytes(Yaml.Checkout.Path("tests/scenarios/fixtures/keepalived-n1.conf"));

    /// <summary>What the language gives a meaning to, so that random texts get past the first word.</summary>
    private static readonly string[] Pieces =
    [
        "vrrp_instance", "VI_1", "global_defs", "{", "}", "\n", " ", "\t", "\r", "#", "!", "\\", "\"", "'", "$A=", "$A", "${A}", "${", "$", "\\\n",
        "~SEQ(A,1,3)", "~SEQx(A,0x10,-1,9)", "~LST({A,B},{1,2})", "~", "@n1 ", "@^n1 ", "@", "include x", "includea *", "${_PWD}", "${_ENV X}",
        "${_RANDOM 1 2}", "interface eth0", "virtual_router_id 5", "priority 255", "state MASTER", "nopreempt", "preempt_delay 5", "advert_int 0.5",
        "version 3", "virtual_ipaddress", "virtual_routes", "10.0.0.1/24 dev eth0", "fe80::1", "default via 10.0.0.9", "authentication", "auth_type PASS",
        "auth_pass 12345678901", "unicast_peer", "min_ttl", "-1", "999999999999999999999", "\0", "\uFEFF", "\u2028", "\U0001F600", "scope link", "label",
        "virtual_server", "auth_hmac", "key 1 hex:00", "on", "track_script", "vrrp_script s", "script \"/bin/a 'b\"", "vrrp_sync_group G", "group",
        "notify", "virtual_rules", "from 10.0.0.0/8 table 5", "use_vmac", "interval 0.1", "weight -300 reverse",
    ];

    [Fact]
    public void Random_bytes_give_a_result() =>
        Gen.Byte.Array[0, 300].Sample(bytes => Answers(bytes), iter: 8_000, threads: 1);

    [Fact]
    public void Random_pieces_give_a_result() =>
        Gen.Int[0, Pieces.Length - 1].Select(i => Pieces[i]).Array[0, 60].Sample(
            pieces => Answers(Encoding.UTF8.GetBytes(string.Join(pieces.Length % 2 == 0 ? " " : "\n", pieces))), iter: 8_000, threads: 1);

    [Fact]
    public void Configuration_with_bytes_changed_gives_a_result() =>
        Gen.Select(Gen.Int[0, Seed.Length - 1], Gen.Byte).Array[1, 6].Sample(
            changes =>
            {
                var bytes = Seed.ToArray();
                foreach (var (index, value) in changes) bytes[index] = value;
                return Answers(bytes);
            },
            iter: 4_000,
            threads: 1);

    [Fact]
    public void Configuration_cut_short_gives_a_result()
    {
        for (var length = 0; length <= Seed.Length; length++) Assert.True(Answers(Seed[..length]));
    }

    [Theory]
    [InlineData("\\#")]
    [InlineData("${A}")]
    [InlineData("{ ")]
    [InlineData("a {\n")]
    [InlineData("~SEQ(A,1,9)")]
    [InlineData("\"")]
    [InlineData("@n1 ")]
    [InlineData("x\n")]
    [InlineData("$A=${A}\n${A}\n")]
    [InlineData("vrrp_instance a {\n}\n")]
    public void Megabyte_of_the_same_is_read_in_a_moment(string piece)
    {
        var text = string.Concat(Enumerable.Repeat(piece, 1_000_000 / piece.Length));
        Assert.True(Answers(Encoding.UTF8.GetBytes(text)));
    }

    private static bool Answers(byte[] bytes)
    {
        var result = KeepalivedReader.Read(bytes, "f", Options);
        return result.HasErrors == (result.Configuration is null)
            && result.Diagnostics.All(d => d.Line > 0 && d.Column > 0 && d.ToString().All(c => !char.IsControl(c)));
    }
}
