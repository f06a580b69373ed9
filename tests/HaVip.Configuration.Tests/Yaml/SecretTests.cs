using HaVip.Configuration.Yaml;

namespace HaVip.Configuration.Tests.Yaml;

public sealed class SecretTests
{
    [Theory]
    [InlineData("authentication: Xq7!zRpK-too-long")]
    [InlineData("authentication: [Xq7!zRpK]")]
    [InlineData("authentication: { type: Xq7!zRpK, password: Xq7!zRpK9 }")]
    [InlineData("authentication: { type: simplePassword, password: [Xq7!zRpK] }")]
    [InlineData("authentication: { type: simplePassword, password: { Xq7!zRpK: 1 } }")]
    [InlineData("authentication: { type: simplePassword, password: a, Xq7!zRpK }")]
    [InlineData("authentication: { type: simplePassword, Xq7!zRpK: a, Xq7!zRpK: a }")]
    [InlineData("authentication: { type: simplePassword, password: *Xq7!zRpK }")]
    [InlineData("authentication: { type: simplePassword, password: !Xq7!zRpK }")]
    [InlineData("authentication: { type: simplePassword, password: !!Xq7!zRpK }")]
    [InlineData("authentication: { type: simplePassword, password: %Xq7!zRpK }")]
    [InlineData("authentication: { type: simplePassword, password: 'Xq7!zRpK }")]
    [InlineData("authentication: { type: simplePassword, password: \"Xq7!zRpK\\x\" }")]
    [InlineData("authentication: { type: simplePassword, password: Xq7!zRpK: b }")]
    [InlineData("authentication: { type: simplePassword, password: @Xq7!zRpK }")]
    [InlineData("authentication: { type: simplePassword, password: &Xq7!zRpK }")]
    [InlineData("authentication:\n  Xq7!zRpK\n  password: 1")]
    [InlineData("authentication: { type: hmac, keys: { 1: Xq7!zRpK }, activeKey: 1 }")]
    [InlineData("authentication: { type: hmac, keys: { Xq7!zRpK: 1 } }")]
    [InlineData("authentication: { type: hmac, keys: Xq7!zRpK }")]
    [InlineData("authentication: { type: hmac, keys: [Xq7!zRpK] }")]
    [InlineData("authentication: { type: hmac, keys: { 1: \"hex:Xq7!zRpK\" } }")]
    [InlineData("authentication: { type: hmac, keys: { 1: \"credential:Xq7!zRpK\" } }")]
    [InlineData("authentication: { type: simplePassword, password: \"credential:Xq7!zRpK\" }")]
    [InlineData("authentication: { type: hmac, Xq7!zRpK: { 1: a } }")]
    [InlineData("version: 3\n    authentication: { type: simplePassword, password: Xq7!zRpK }")]
    public void Password_written_wrongly_is_refused_and_not_repeated(string lines)
    {
        var text = ReaderCase.Instance("", "", lines + ReaderCase.Mark, "").Text;

        var result = ConfigurationReader.Read(text, "f");

        Assert.True(result.HasErrors);
        Assert.All(result.Diagnostics, d => Assert.DoesNotContain("Xq7", $"{d}{d.Path}", StringComparison.Ordinal));
    }
}
