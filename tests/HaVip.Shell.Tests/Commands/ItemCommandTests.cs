namespace HaVip.Shell.Tests.Commands;

public sealed class ItemCommandTests : IDisposable
{
    private readonly Session _session = new();

    public void Dispose() => _session.Dispose();

    [Theory]
    [InlineData("'a', 'b' | Set-Content f; Add-Content f c; Get-Content f", "a b c")]
    [InlineData("'a', 'b' | Set-Content f; Get-Content f -Raw", "a\nb\n")]
    [InlineData("1..5 | Set-Content f; Get-Content f -Tail 2; Get-Content f -TotalCount 1", "4 5 1")]
    [InlineData("Set-Content f 'é' -Encoding unicode; (Get-Content f -AsByteStream).Count", "6")]
    [InlineData("Set-Content f x -NoNewline; (Get-Item f).Length", "1")]
    [InlineData("'a' > f; 'b' >> f; Get-Content f", "a b")]
    [InlineData("'a' | Out-File f; 'b' | Out-File f -Append -NoNewline; Get-Content f -Raw", "a\nb")]
    [InlineData("1, 2 | Tee-Object f; Get-Content f", "1 2 1 2")]
    [InlineData("1, 2 | Tee-Object -Variable v | Out-Null; $v", "1 2")]
    [InlineData("'x' | Set-Content f; Clear-Content f; (Get-Item f).Length", "0")]
    [InlineData("Set-Content env:HAVIP_TEST 5; Get-Content env:HAVIP_TEST; $env:HAVIP_TEST", "5 5")]
    public void Content(string script, string expected) => Assert.Equal(expected, _session.Run(script));

    [Theory]
    [InlineData("(New-Item d -ItemType Directory).Name; Test-Path d -PathType Container", "d True")]
    [InlineData("(New-Item f -Value text).Name; Get-Content f", "f text")]
    [InlineData("$null = New-Item d/e/f -Force; Get-ChildItem -Recurse -File -Name", "d/e/f")]
    [InlineData("'x' > a; Copy-Item a b; Rename-Item b c; Move-Item c d; Get-ChildItem -Name", "a d")]
    [InlineData("$null = mkdir d/e; 'x' > d/e/f; Copy-Item d g -Recurse; Test-Path g/e/f", "True")]
    [InlineData("$null = mkdir d/e; 'x' > d/e/f; Remove-Item d -Recurse; Test-Path d", "False")]
    [InlineData("'x' > a; Remove-Item a -WhatIf; Test-Path a", "True")]
    [InlineData("'x' > a.txt; 'x' > b.md; Get-ChildItem *.txt -Name; Get-ChildItem -Filter *.md -Name", "a.txt b.md")]
    [InlineData("'x' > a; 'x' > b; Get-ChildItem -Exclude a -Name; (Get-ChildItem -Include b -Recurse).Name", "b b")]
    [InlineData("'x' > a; $null = mkdir d; (Get-ChildItem -Directory).Name; (Get-ChildItem -File).Name", "d a")]
    [InlineData("'x' > .h; (Get-ChildItem).Count; (Get-ChildItem -Force).Name", "0 .h")]
    [InlineData("$null = New-Item '[x]'; Test-Path '[x]'; Test-Path -LiteralPath '[x]'", "False True")]
    [InlineData("Test-Path nodrive:x; Test-Path variable:PID; Test-Path ''", "False True False")]
    [InlineData("$null = New-Item l -ItemType SymbolicLink -Target /usr; (Get-Item l).LinkTarget", "/usr")]
    public void Items(string script, string expected)
    {
        // mkdir is pwsh's function around New-Item.
        _session.Run("function global:mkdir($Path) { New-Item -ItemType Directory -Path $Path }");

        Assert.Equal(expected, _session.Run(script));
    }

    [Theory]
    [InlineData("Join-Path a b c", "a/b/c")]
    [InlineData("Join-Path a ''", "a/")]
    [InlineData("'a', 'b' | Join-Path -ChildPath c", "a/c b/c")]
    [InlineData("Split-Path /a/b.txt; Split-Path /a/b.txt -Leaf; Split-Path /a/b.txt -LeafBase; Split-Path /a/b.txt -Extension",
        "/a b.txt b .txt")]
    [InlineData("'x' > f; Resolve-Path f -Relative; (Resolve-Path f*).ProviderPath -eq (Convert-Path f)", "./f True")]
    [InlineData("Push-Location /usr; (Get-Location).Path; Pop-Location; (Get-Location).Path -eq '/usr'", "/usr False")]
    [InlineData("Set-Location /usr; $PWD.Path", "/usr")]
    [InlineData("'aXb', 'c' | Select-String x | % { $_.Line, $_.LineNumber }", "aXb 1")]
    [InlineData("'a', 'b' > f; Select-String b f | % { $_.LineNumber, $_.Filename }", "2 f")]
    [InlineData("'a.b' | Select-String . -SimpleMatch -Quiet; 'ab' | Select-String . -SimpleMatch -Quiet", "True False")]
    [InlineData("'abab' | Select-String a -AllMatches | % { $_.Matches.Count }", "2")]
    [InlineData("Set-Content f abc -NoNewline; (Get-FileHash f).Hash.Substring(0, 8)", "BA7816BF")]
    public void Paths_and_search(string script, string expected) => Assert.Equal(expected, _session.Run(script));

    [Theory]
    [InlineData("Get-Item none", "PathNotFound,Microsoft.PowerShell.Commands.GetItemCommand")]
    [InlineData("Get-ChildItem none", "PathNotFound,Microsoft.PowerShell.Commands.GetChildItemCommand")]
    [InlineData("Get-Content none", "PathNotFound,Microsoft.PowerShell.Commands.GetContentCommand")]
    [InlineData("Remove-Item none", "PathNotFound,Microsoft.PowerShell.Commands.RemoveItemCommand")]
    [InlineData("Set-Location none", "PathNotFound,Microsoft.PowerShell.Commands.SetLocationCommand")]
    [InlineData("'x' > f; 'y' | Out-File f -NoClobber", "NoClobber,Microsoft.PowerShell.Commands.OutFileCommand")]
    public void Failures_have_the_known_ids(string script, string id) => Assert.Equal(id, _session.ErrorId(script));
}
