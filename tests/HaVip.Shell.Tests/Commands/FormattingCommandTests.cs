namespace HaVip.Shell.Tests.Commands;

public sealed class FormattingCommandTests(Session session) : IClassFixture<Session>
{
    private const string Objects = "$o = [pscustomobject]@{ Name = 'one'; Size = 1 }, [pscustomobject]@{ Name = 'two'; Size = 22 }; ";

    [Theory]
    [InlineData("$o | Format-Table | Out-String", "\nName Size\n---- ----\none     1\ntwo    22\n\n")]
    [InlineData("$o | Format-Table Size -HideTableHeaders | Out-String", "\n   1\n  22\n\n")]
    [InlineData("$o[0] | Format-List | Out-String", "\nName : one\nSize : 1\n\n")]
    [InlineData("$o[0] | Format-List Size | Out-String", "\nSize : 1\n\n")]
    [InlineData("$o[0] | Format-Table @{ n = 'Twice'; e = { $_.Size * 2 } } | Out-String", "\nTwice\n-----\n    2\n\n")]
    [InlineData("@{ a = 1 } | Out-String -Width 40", "\nName                           Value\n----                           -----\na                              1\n\n")]
    [InlineData("('x', 'y' | Out-String -Stream) -join '|'", "x|y")]
    [InlineData("'x', 'y' | Out-String -NoNewline", "xy")]
    public void Formats_as_the_engine_does(string script, string expected) =>
        Assert.Equal(expected, session.Run("$PSStyle.OutputRendering = 'PlainText'; " + Objects + script));

    [Fact]
    public void Type_data_gives_members_and_default_properties()
    {
        session.Run("Update-TypeData -TypeName T.Data -MemberType ScriptProperty -MemberName Twice -Value { $this.v * 2 }; "
            + "Update-TypeData -TypeName T.Data -DefaultDisplayPropertySet v");

        Assert.Equal("8", session.Run("[pscustomobject]@{ PSTypeName = 'T.Data'; v = 4; w = 5 } | % Twice"));
        Assert.DoesNotContain("w", session.Run("[pscustomobject]@{ PSTypeName = 'T.Data'; v = 4; w = 5 } | Out-String"),
            StringComparison.Ordinal);
    }
}
