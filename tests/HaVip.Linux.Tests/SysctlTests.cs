namespace HaVip.Linux.Tests;

public sealed class SysctlTests
{
    [Theory]
    [InlineData("net.ipv4.ip_nonlocal_bind", "/proc/sys/net/ipv4/ip_nonlocal_bind")]
    [InlineData("net.ipv4.conf.eth0/100.arp_ignore", "/proc/sys/net/ipv4/conf/eth0.100/arp_ignore")]
    [InlineData("net/ipv4/conf/eth0.100/arp_ignore", "/proc/sys/net/ipv4/conf/eth0.100/arp_ignore")]
    public void Names_become_files_as_sysctl_does_it(string name, string path) =>
        Assert.Equal(path, Sysctl.PathOf(name));

    [Fact]
    public void Interface_names_keep_their_dots() =>
        Assert.Equal(
            "/proc/sys/net/ipv6/conf/eth0.100/accept_dad",
            Sysctl.PathOf(Sysctl.OfInterface("ipv6", "eth0.100", "accept_dad")));

    [Theory]
    [InlineData("net/../../etc/passwd")]
    [InlineData("net..ipv4")]
    [InlineData("net/ipv4/")]
    [InlineData("/etc/passwd")]
    [InlineData(".net")]
    public void What_leads_elsewhere_is_refused(string name) =>
        Assert.Throws<ArgumentException>(() => Sysctl.PathOf(name));

    [Fact]
    public void Value_comes_without_its_line_break() =>
        Assert.Equal(File.ReadAllText("/proc/sys/kernel/ostype").TrimEnd('\n'), Sysctl.Read("kernel.ostype"));

    [Fact]
    public void Setting_the_kernel_does_not_have_is_named()
    {
        var fault = Assert.Throws<LinuxException>(() => Sysctl.Read("net.ipv4.no_such_setting"));

        Assert.Equal(Errno.ENOENT, fault.ErrorNumber);
        Assert.Contains("net.ipv4.no_such_setting", fault.Message, StringComparison.Ordinal);
    }
}
