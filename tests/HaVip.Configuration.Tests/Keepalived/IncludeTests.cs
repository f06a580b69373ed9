using HaVip.Configuration.Keepalived;

namespace HaVip.Configuration.Tests.Keepalived;

public sealed class IncludeTests : IDisposable
{
    private readonly string _root = Directory.CreateTempSubdirectory("havip-include-").FullName;

    public void Dispose() => Directory.Delete(_root, true);

    [Fact]
    public void Included_files_are_read_in_order_and_relative_to_the_one_they_stand_in()
    {
        Write("main.conf", "include sub/*.conf\n@n1 include sub/deep/c.inc\n@n2 include nowhere\n" + Instance("VI_1", 3));
        Write("sub/b.conf", Instance("VI_B", 2));
        Write("sub/a.conf", "include deep/{c,d}.inc\n$I=eth0\n" + Instance("VI_A", 1));
        Write("sub/.hidden.conf", "nonsense");
        Write("sub/deep/d.inc", "global_defs {\n router_id d\n}\n");
        Write("sub/deep/c.inc", "global_defs {\n router_id ${_PWD}x\n}\n");

        var result = Read("main.conf");

        Assert.Empty(result.Diagnostics);
        Assert.Equal(["VI_A", "VI_B", "VI_1"], result.Configuration!.Instances.Select(i => i.Name));
        Assert.EndsWith("deepx", result.Configuration.Node.Name, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("include none.conf", "IncludeMissing")]
    [InlineData("include none*.conf", null)]
    [InlineData("includer none.conf", "IncludeMissing")]
    [InlineData("includem none.conf", "IncludeRequired")]
    [InlineData("includem none*.conf", null)]
    [InlineData("includew none*.conf", "IncludeRequired")]
    [InlineData("includeb {main,none}.conf", "IncludeRequired")]
    [InlineData("includea none.conf", "IncludeRequired")]
    [InlineData("include \"main.conf\"", "IncludeMissing")]
    [InlineData("include program", "IncludeSkipped")]
    [InlineData("includer program", "IncludeUnreadable")]
    [InlineData("include /dev/zero", "IncludeSkipped")]
    public void File_that_cannot_be_included_is_as_bad_as_its_keyword_says(string line, string? rule)
    {
        Write("main.conf", Instance("VI_1", 1) + $"@n1 {line}\n");
        Write("program", "nonsense");
        if (!OperatingSystem.IsWindows()) File.SetUnixFileMode(Path.Combine(_root, "program"), (UnixFileMode)0b111_101_101);

        var found = Read("main.conf").Diagnostics.Where(finding => finding.RuleId.StartsWith("Include", StringComparison.Ordinal));

        Assert.Equal(rule is null ? [] : [rule], found.Select(finding => finding.RuleId).Take(1));
    }

    [Fact]
    public void Pipe_is_not_waited_for()
    {
        Write("main.conf", "include pipe\n" + Instance("VI_1", 1));
        using var made = System.Diagnostics.Process.Start("mkfifo", Path.Combine(_root, "pipe"));
        made.WaitForExit();

        Assert.Equal("IncludeSkipped", Assert.Single(Read("main.conf").Diagnostics).RuleId);
        Assert.Equal("FileUnreadable", Assert.Single(Read("pipe").Diagnostics).RuleId);
    }

    [Fact]
    public void Files_that_include_each_other_come_to_an_end()
    {
        Write("main.conf", "include other.conf\n");
        Write("other.conf", "include main.conf\ninclude main.conf\n");

        var result = Read("main.conf");

        Assert.Null(result.Configuration);
        Assert.Contains(result.Diagnostics, finding => finding.RuleId == "IncludeLimit");
    }

    [Fact]
    public void Finding_of_an_included_file_names_it()
    {
        Write("main.conf", "\ninclude sub.conf\n");
        Write("sub.conf", Instance("VI_1", 1).Replace("priority 7", "prioriti 7", StringComparison.Ordinal));

        var finding = Assert.Single(Read("main.conf").Diagnostics);

        Assert.Equal((Path.Combine(_root, "sub.conf"), 4, 2), (finding.File, finding.Line, finding.Column));
        Assert.Equal("Did you mean 'priority'?", finding.Recommendation);
    }

    [Theory]
    [InlineData("missing.conf", "FileMissing")]
    [InlineData(".", "FileIsDirectory")]
    public void File_that_is_none_is_a_finding(string name, string rule) =>
        Assert.Equal(rule, Assert.Single(Read(name).Diagnostics).RuleId);

    private Configuration.Yaml.ConfigurationReadResult Read(string name) => KeepalivedReader.ReadFile(
        Path.Combine(_root, name), new KeepalivedReadOptions { ConfigurationId = "n1" });

    private void Write(string name, string text)
    {
        var path = Path.Combine(_root, name);
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        File.WriteAllText(path, text);
    }

    private static string Instance(string name, int id) =>
        $"vrrp_instance {name} {{\n interface eth0\n virtual_router_id {id}\n priority 7\n virtual_ipaddress {{\n  10.0.{id}.1/24\n }}\n}}\n";
}
