using HaVip.Configuration.Keepalived;
using HaVip.Configuration.Keepalived.Language;

namespace HaVip.Configuration.Tests.Keepalived;

/// <summary>The language, from text to statements; what is expected was seen of keepalived 2.2.7.</summary>
public sealed class LanguageTests
{
    [Theory]
    [InlineData("a b # c", "a b")]
    [InlineData("a b!c", "a b")]
    [InlineData("a \"b # c\" d ! e", "a [b # c] d")]
    [InlineData("a 'b # c'", "a 'b")]
    [InlineData(@"a b\#c\!d", "a b#c!d")]
    [InlineData("# all of it", "")]
    [InlineData("\ta\fb\v c\r", "a b c")]
    [InlineData("a \"b c\"d", "a [b c] d")]
    [InlineData("a\"b c\"", "a [b c]")]
    [InlineData("a \"b", "a")]
    [InlineData(@"a b\c", @"a b\c")]
    [InlineData("a b \\", "a b")]
    public void Line_becomes_words(string text, string expected) => Assert.Equal(expected, Read(text));

    [Theory]
    [InlineData("a {\n b\n}", "a{b}")]
    [InlineData("a\n{\n b c\n}\nd", "a{b c} d")]
    [InlineData("a { b { c } } d", "a{b{c}} d")]
    [InlineData("a { b\nc }d", "a{b; c} d")]
    [InlineData("a \"{ }\" { b }", "a [{ }]{b}")]
    [InlineData("a { }", "a{}")]
    [InlineData("} a", "a")]
    [InlineData("{ a }\nb", "b")]
    [InlineData("a { b", "a{b}")]
    public void Braces_make_blocks_wherever_they_stand(string text, string expected) => Assert.Equal(expected, Read(text));

    [Theory]
    [InlineData("@n1 a\n@n2 b\n@^n1 c\n@^n2 d\ne", "a d e")]
    [InlineData("@n1 @^n2 a\n@n1\n@ b\n@^ c", "a c")]
    public void Condition_decides_whether_a_line_counts(string text, string expected) => Assert.Equal(expected, Read(text));

    [Theory]
    [InlineData("$A=1\nx $A\ny ${A}2\nz $A$A\nw $A.b", "x 1 y 12 z $A1 w $A.b")]
    [InlineData("$A=1\n$A=2\nx $A", "x 2")]
    [InlineData("$A= b c\nx $A d", "x b c d")]
    [InlineData("$A=\nx${A}y", "xy")]
    [InlineData("$A=${B}.1\n$B=7\nx ${A}\n$B=8\nx ${A}", "x 7.1 x 8.1")]
    [InlineData("$A =1\nx", "$A =1 x")]
    [InlineData("$1=2\nx", "$1=2 x")]
    [InlineData("x \"$A ${B}\" $C", "x [$A ${B}] $C")]
    [InlineData("@n1 $A=1\n@n2 $A=2\nx $A", "x 1")]
    [InlineData("$A=@n2\n$A x\n$B=@n1\n$B y", "y")]
    [InlineData("x ${_INSTANCE} ${_HASH} ${_BANG} ${_ENV HOME}", "x n1 # ! /home")]
    [InlineData("$_INSTANCE=n9\nx ${_INSTANCE}", "x n9")]
    public void Parameter_is_replaced(string text, string expected) => Assert.Equal(expected, Read(text));

    [Theory]
    [InlineData("$A= \\\n b 1 \\\n c ${D} # e \\\n f\n$D=9\nx {\n$A\n}", "x{b 1; c 9; f}")]
    [InlineData("$A=b \\\n\nc\n$A", "c b")]
    [InlineData("$A= \\\n x { \\\n @n2 y \\\n @n1 z \\\n }\n$A", "x{z}")]
    [InlineData("@n2 $A=b \\\n c\n@n1 $A=d \\\n e\n$A", "d e")]
    [InlineData("$I=i ${N} \\\n j\n$A= \\\n $N=1 \\\n $I \\\n $N=2 \\\n $I\n$A", "i 1 j i 2 j")]
    public void Parameter_of_several_lines_is_written_out(string text, string expected) =>
        Assert.Equal(expected, Read(text));

    [Theory]
    [InlineData("~SEQ(X, 1, 3) a $X", "a 1 a 2 a 3")]
    [InlineData("~SEQ(X,3,2,8) a$X", "a3 a5 a7")]
    [InlineData("~SEQ(X,2) a $X", "a 1 a 2")]
    [InlineData("~SEQ(X,-2) a $X", "a -1 a -2")]
    [InlineData("~SEQ(X,3,1) a $X", "a 3 a 2 a 1")]
    [InlineData("~SEQx(X,0x9,16,0x29) a${X}", "a9 a19 a29")]
    [InlineData("~SEQ(X,010,011) a $X", "a 8 a 9")]
    [InlineData("~LST(X,p, q) a $X", "a p a q")]
    [InlineData("~LST({X,Y},{1,2},{3,4}) ~SEQ(Z,2) a${X}${Y}$Z", "a121 a122 a341 a342")]
    [InlineData("$V= \\\n b { \\\n c $X \\\n }\n~SEQ(X,2) $V", "b{c 1} b{c 2}")]
    public void Sequence_repeats_the_rest_of_its_line(string text, string expected) => Assert.Equal(expected, Read(text));

    [Theory]
    [InlineData("CommentInWord", 1, 5, "a bc!d")]
    [InlineData("CommentInWord", 1, 4, "a b# c")]
    [InlineData("QuoteUnfinished", 1, 3, "a \"b")]
    [InlineData("BlockUnfinished", 1, 3, "a {\n b")]
    [InlineData("BraceUnexpected", 2, 2, "a\n }")]
    [InlineData("BraceUnexpected", 1, 1, "{ a }")]
    [InlineData("LineContinued", 1, 4, "a b \\")]
    [InlineData("ParameterUndefined", 1, 4, "a b${C}")]
    [InlineData("ParameterRandom", 1, 3, "a ${_RANDOM 1 5}")]
    [InlineData("ParameterUndefined", 1, 3, "a ${_ENV NOTHING}")]
    [InlineData("SequenceFormat", 1, 2, " ~SEQ(X) a")]
    [InlineData("SequenceFormat", 1, 1, "~SEQ(X,1,-1,3) a")]
    [InlineData("SequenceFormat", 1, 1, "~LST({a,b},{1}) a")]
    [InlineData("SequenceFormat", 1, 1, "~XYZ(a) b")]
    [InlineData("IncludeNotFollowed", 1, 2, " include x.conf")]
    [InlineData("ExpansionLimit", 2, 1, "$A=${A}a${A}\n${A}")]
    [InlineData("ExpansionLimit", 1, 22, "~SEQ(X,1,2000000000) a")]
    public void Mistake_has_a_finding_at_its_place(string rule, int line, int column, string text)
    {
        var findings = new Findings();
        Parse(text, findings);
        var finding = findings.Items[0];
        Assert.Equal((rule, line, column), (finding.RuleId, finding.Line, finding.Column));
    }

    [Fact]
    public void Secret_with_a_dollar_sign_is_not_complained_about()
    {
        var findings = new Findings();
        Parse("auth_pass a${B}\nauth_pass $ecret\nkey 1 ${K}", findings);
        Assert.DoesNotContain(findings.Items, finding => finding.RuleId == "ParameterUndefined");
    }

    [Theory]
    [InlineData("/a/b 'c d' \"e'f\" g\\ h", "/a/b|c d|e'f|g h")]
    [InlineData(@"a\x41\102\tb \cA\\ ''", "aAB\tb|\u0001\\|")]
    [InlineData("a 'b", null)]
    [InlineData("a \\", null)]
    public void Command_is_taken_apart_with_quotes_and_escapes(string text, string? expected) =>
        Assert.Equal(expected, CommandWords.Split(text) is { } words ? string.Join('|', words) : null);

    [Theory]
    [InlineData("*.conf", "a.conf", true)]
    [InlineData("*.conf", "a.conf~", false)]
    [InlineData("a?[b-d]*", "axcyz", true)]
    [InlineData("a?[!b-d]*", "axcyz", false)]
    [InlineData(@"a\*", "ab", false)]
    [InlineData(@"a\*", "a*", true)]
    [InlineData("*a*a*a*b", "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaa", false)]
    [InlineData("[a", "[a", true)]
    public void Pattern_matches_as_the_shell_does(string pattern, string name, bool expected) =>
        Assert.Equal(expected, GlobExpression.Matches(pattern, name));

    [Fact]
    public void Braces_of_a_name_are_written_out() =>
        Assert.Equal(
            ["a/.c", "a/xb.c", "a/y.c"], FilePattern.Alternatives("a/{,x{b},y}.c").Select(p => p.Replace("{b}", "b", StringComparison.Ordinal)));

    private static string Read(string text) => string.Join(' ', Parse(text, new Findings()).Select(Shown));

    private static IReadOnlyList<Statement> Parse(string text, Findings findings) => KeepalivedLanguage.Read(
        SourceFile.Of(text, "k.conf", null),
        new SourceLoader(findings),
        findings,
        new KeepalivedReadOptions
        {
            ConfigurationId = "n1",
            EnvironmentVariable = name => name == "HOME" ? "/home" : null,
        });

    private static string Shown(Statement statement) =>
        string.Join(' ', statement.All.Select(word => word.IsQuoted ? $"[{word.Text}]" : word.Text))
        + (statement.Block is { } block ? "{" + string.Join("; ", block.Select(Shown)) + "}" : "");
}
