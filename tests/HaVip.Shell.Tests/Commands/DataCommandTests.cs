namespace HaVip.Shell.Tests.Commands;

public sealed class DataCommandTests(Session session) : IClassFixture<Session>
{
    [Theory]
    [InlineData("@{a=1} | ConvertTo-Json -Compress", """{"a":1}""")]
    [InlineData("[ordered]@{a=@(1,'x',$null,$true);b=[ordered]@{c=1.5;d=2.0}} | ConvertTo-Json -Compress",
        """{"a":[1,"x",null,true],"b":{"c":1.5,"d":2.0}}""")]
    [InlineData("[ordered]@{a=@();b=@{};c=@(1)} | ConvertTo-Json",
        "{\n  \"a\": [],\n  \"b\": {},\n  \"c\": [\n    1\n  ]\n}")]
    [InlineData("[DayOfWeek]::Friday | ConvertTo-Json", "5")]
    [InlineData("[DayOfWeek]::Friday | ConvertTo-Json -EnumsAsStrings", "\"Friday\"")]
    [InlineData("'ä <\"\\' | ConvertTo-Json", "\"ä <\\\"\\\\\"")]
    [InlineData("1, 2 | ConvertTo-Json -Compress", "[1,2]")]
    [InlineData("1 | ConvertTo-Json -AsArray -Compress", "[1]")]
    [InlineData("[pscustomobject]@{a=[pscustomobject]@{b=[pscustomobject]@{c=1}}} | ConvertTo-Json -Depth 1 -Compress "
        + "-WarningAction SilentlyContinue", """{"a":{"b":"@{c=1}"}}""")]
    public void Convert_to_json(string script, string expected) => Assert.Equal(expected, session.Run(script));

    [Theory]
    [InlineData("""('{"a":[1,2],"b":{"c":"x"}}' | ConvertFrom-Json).b.c""", "x")]
    [InlineData("""('{"a":1,"b":1.5,"c":12345678901234567890}' | ConvertFrom-Json).psobject.Properties.Value.ForEach('GetType').Name""",
        "Int64 Double BigInteger")]
    [InlineData("""('{"t":"2024-01-02T03:04:05Z"}' | ConvertFrom-Json).t.ToString('u')""", "2024-01-02 03:04:05Z")]
    [InlineData("""('[1,2,3]' | ConvertFrom-Json).Count""", "3")]
    [InlineData("""('{"a":1}' | ConvertFrom-Json -AsHashtable)['a']""", "1")]
    [InlineData("""'{', '"a": 1', '}' | ConvertFrom-Json | % a""", "1")]
    [InlineData("""'{"a":1}', '{"a":2}' | ConvertFrom-Json | % a""", "1 2")]
    [InlineData("""("{ // why`n ""a"": 1 }" | ConvertFrom-Json).a""", "1")]
    public void Convert_from_json(string script, string expected) => Assert.Equal(expected, session.Run(script));

    [Fact]
    public void Broken_json_fails() => Assert.Equal(
        "System.ArgumentException,Microsoft.PowerShell.Commands.ConvertFromJsonCommand",
        session.ErrorId("'{\"a\":' | ConvertFrom-Json"));

    [Theory]
    [InlineData("ConvertTo-SecureString abc -AsPlainText -Force | ConvertFrom-SecureString -AsPlainText", "abc")]
    [InlineData("(ConvertTo-SecureString abc -AsPlainText -Force).GetType().Name", "SecureString")]
    [InlineData("New-TimeSpan -Minutes 1 -Seconds 30", "00:01:30")]
    [InlineData("Get-Date '2024-05-06' -Format yyyy-MM", "2024-05")]
    [InlineData("(Get-Date -UnixTimeSeconds 86400 -AsUTC).Day", "2")]
    [InlineData("(Get-Random -Maximum 5) -in 0..4; (Get-Random 3).GetType().Name", "True Int32")]
    [InlineData("(1..9 | Get-Random -Count 9 | Sort-Object) -join ''", "123456789")]
    [InlineData("(New-Guid) -ne (New-Guid)", "True")]
    [InlineData("(ConvertFrom-StringData \"a = 1`nb=x=y\").b", "x=y")]
    [InlineData("'@{ A = 1; B = @(2, 3) }' > d.psd1; (Import-PowerShellDataFile d.psd1).B", "2 3")]
    public void Values(string script, string expected) => Assert.Equal(expected, session.Run(script));

    [Fact]
    public void Data_file_runs_nothing() => Assert.ThrowsAny<Exception>(() => session.Run(
        "'@{ A = (New-Item made) }' > evil.psd1; Import-PowerShellDataFile evil.psd1"));
}
