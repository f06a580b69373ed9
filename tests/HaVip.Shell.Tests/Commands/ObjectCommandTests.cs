namespace HaVip.Shell.Tests.Commands;

public sealed class ObjectCommandTests(Session session) : IClassFixture<Session>
{
    [Theory]
    [InlineData("1..5 | Select-Object -First 2", "1 2")]
    [InlineData("1..5 | Select-Object -Last 2", "4 5")]
    [InlineData("1..5 | Select-Object -Last 2 -Skip 1", "3 4")]
    [InlineData("1..5 | Select-Object -Skip 3", "4 5")]
    [InlineData("1..5 | Select-Object -SkipLast 3", "1 2")]
    [InlineData("1..9 | Select-Object -First 1 -Last 2", "1 8 9")]
    [InlineData("1..9 | Select-Object -Skip 2 -First 2", "3 4")]
    [InlineData("1..9 | Select-Object -Index 0, 3", "1 4")]
    [InlineData("1, 2, 1, 3 | Select-Object -Unique", "1 2 3")]
    [InlineData("1..5 | Select-Object -First 0", "")]
    [InlineData("$n = 0; $null = 1..100 | % { $script:n++; $_ } | Select-Object -First 3; $script:n", "3")]
    [InlineData("[pscustomobject]@{a=1;b=2} | Select-Object a, @{n='d';e={$_.b * 2}}", "@{a=1; d=4}")]
    [InlineData("[pscustomobject]@{a=1;b=2;c=3} | Select-Object * -ExcludeProperty b", "@{a=1; c=3}")]
    [InlineData("[pscustomobject]@{a=1;b=2} | Select-Object none", "@{none=}")]
    [InlineData("[pscustomobject]@{a=1,2} | Select-Object -ExpandProperty a", "1 2")]
    public void Select_object(string script, string expected) => Assert.Equal(expected, session.Run(script));

    [Theory]
    [InlineData("3, 1, 2 | Sort-Object", "1 2 3")]
    [InlineData("3, 1, 2 | Sort-Object -Descending", "3 2 1")]
    [InlineData("'aaa', 'b', 'cc' | Sort-Object Length", "b cc aaa")]
    [InlineData("'aaa', 'b', 'cc' | Sort-Object @{e={$_.Length};Descending=$true}", "aaa cc b")]
    [InlineData("'b', 'A', 'a' | Sort-Object -Unique", "A b")]
    [InlineData("5..1 | Sort-Object -Top 2", "1 2")]
    [InlineData("'a2', 'b1', 'a1' | Sort-Object { $_[0] }, { $_[1] }", "a1 a2 b1")]
    [InlineData("10, 9, '8' | Sort-Object", "8 9 10")]
    public void Sort_object(string script, string expected) => Assert.Equal(expected, session.Run(script));

    [Theory]
    [InlineData("1..4 | Measure-Object -Sum -Average -Max -Min | % { $_.Count, $_.Sum, $_.Average, $_.Maximum, $_.Minimum }",
        "4 10 2.5 4 1")]
    [InlineData("'ab', 'c' | Measure-Object Length -Sum | % Sum", "3")]
    [InlineData("'one two', 'x' | Measure-Object -Word -Line -Character | % { $_.Words, $_.Lines, $_.Characters }",
        "3 2 8")]
    [InlineData("@() | Measure-Object | % Count", "0")]
    [InlineData("1..6 | Group-Object { $_ % 2 } | % { \"$($_.Name):$($_.Group)\" }", "0:2 4 6 1:1 3 5")]
    [InlineData("(1..6 | Group-Object { $_ % 2 } -AsHashTable)[0]", "2 4 6")]
    [InlineData("Compare-Object 1, 2, 3 2, 3, 4 | % { \"$($_.InputObject)$($_.SideIndicator)\" }", "4=> 1<=")]
    [InlineData("Compare-Object 1, 2 1, 2", "")]
    [InlineData("1, 1, 2, 1 | Get-Unique", "1 2 1")]
    public void Measure_group_and_compare(string script, string expected) =>
        Assert.Equal(expected, session.Run(script));

    [Theory]
    [InlineData("(New-Object System.Collections.ArrayList).Count", "0")]
    [InlineData("New-Object string 'x', 3", "xxx")]
    [InlineData("(New-Object psobject -Property @{q=1}).q", "1")]
    [InlineData("$p = [pscustomobject]@{a=1}; $p | Add-Member b 2; $p | Add-Member ScriptMethod hi { \"hi $($this.a)\" }; "
        + "$p.b; $p.hi()", "2 hi 1")]
    [InlineData("[pscustomobject]@{a=1} | Add-Member -NotePropertyMembers @{c=3} -PassThru | % c", "3")]
    [InlineData("[pscustomobject]@{a=1;b=2} | Get-Member -MemberType NoteProperty | % Name", "a b")]
    public void New_and_add(string script, string expected) => Assert.Equal(expected, session.Run(script));

    [Theory]
    [InlineData("New-Object No.Such.Type", "TypeNotFound,Microsoft.PowerShell.Commands.NewObjectCommand")]
    [InlineData("[pscustomobject]@{a=1} | Add-Member a 2",
        "MemberAlreadyExists,Microsoft.PowerShell.Commands.AddMemberCommand")]
    [InlineData("[pscustomobject]@{a=1} | Select-Object -ExpandProperty b",
        "ExpandPropertyNotFound,Microsoft.PowerShell.Commands.SelectObjectCommand")]
    [InlineData("'x' | Measure-Object -Sum",
        "NonNumericInputObject,Microsoft.PowerShell.Commands.MeasureObjectCommand")]
    public void Failures_have_the_known_ids(string script, string id) => Assert.Equal(id, session.ErrorId(script));
}
