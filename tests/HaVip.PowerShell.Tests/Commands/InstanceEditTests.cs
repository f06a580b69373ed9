using HaVip.Configuration.Yaml;
using HaVip.Core.Configuration;
using HaVip.Core.Control;
using HaVip.PowerShell.Tests.Connection;

namespace HaVip.PowerShell.Tests.Commands;

public sealed class InstanceEditTests : IDisposable
{
    private const string Text = """
        # this node
        node: { name: n1 }
        instances:
          - name: VI_1    # first
            interface: eth0
            virtualRouterId: 52
            version: 2
            priority: 100
            authentication: { type: simplePassword, password: "sesam" }
            virtualAddresses: [192.168.7.100/24]
          - name: VI_2
            interface: eth0
            virtualRouterId: 53
            virtualAddresses: [192.168.7.101/24]

        """;

    private readonly CmdletSession _session = new();
    private readonly TemporaryRoot _root = new();

    public InstanceEditTests() => _root.Write("etc/havip/havip.yaml", Text);

    private string File => System.IO.File.ReadAllText(_root.File("etc/havip/havip.yaml"));

    [Theory]
    [InlineData("*", 2)]
    [InlineData("vi_2", 1)]
    [InlineData("x*", 0)]
    public void Get_HaVipInstance_takes_wildcards_and_says_which_node(string name, int count)
    {
        var found = Run($"Get-HaVipInstance {name} -RootPath $r").Cast<InstanceConfiguration>().ToList();
        Assert.Equal(count, found.Count);
        Assert.All(found, instance => Assert.Equal(("n1", _root.Path), (instance.Node, instance.RootPath)));
    }

    [Fact]
    public void Set_HaVipInstance_changes_a_value_and_not_another_character()
    {
        var set = (InstanceConfiguration)Assert.Single(Run("Set-HaVipInstance VI_1 -RootPath $r -Priority 150 -PassThru"));
        Assert.Equal(150, set.Priority);
        Assert.Equal(Text.Replace("priority: 100", "priority: 150", StringComparison.Ordinal), File);
        Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, System.IO.File.GetUnixFileMode(_root.File("etc/havip/havip.yaml")));
    }

    [Theory]
    [InlineData("-Interface eth1", "interface: eth0 -> eth1")]
    [InlineData("-Vrid 60", "virtualRouterId: 52 -> 60")]
    [InlineData("-AddressOwner", "addressOwner: false -> true")]
    [InlineData("-AdvertisementInterval 3s", "advertisementInterval: 1s -> 3s")]
    [InlineData("-NoPreempt", "preempt: true -> false")]
    [InlineData("-PreemptDelay 30", "preemptDelay: 0s -> 30s")]
    [InlineData("-NoAccept", "acceptMode: true -> false")]
    [InlineData("-MissedAdvertisements 5", "missedAdvertisements: 3 -> 5")]
    [InlineData("-StrictSkew", "strictSkew: false -> true")]
    [InlineData("-NoAuthentication -Version 3 -Checksum MessageOnly", "version: 2 -> 3; authentication: { type: simplePassword, password: \"***\" } -> none; checksum: auto -> messageOnly")]
    [InlineData("-UnicastPeer 192.168.6.120,'192.168.6.130 minttl 250'", "unicast: none -> { peers: [192.168.6.120, { address: 192.168.6.130, minimumTtl: 250 }] }")]
    [InlineData("-VirtualAddress 192.168.7.100/24,192.168.7.109/24", "virtualAddresses: [192.168.7.100/24] -> [192.168.7.100/24, 192.168.7.109/24]")]
    [InlineData("-ExcludedAddress 10.0.0.1/24", "excludedAddresses: [] -> [10.0.0.1/24]")]
    [InlineData("-DefaultGateway 192.168.7.1", "virtualRoutes: [] -> [{ destination: default, gateway: 192.168.7.1 }]")]
    [InlineData("-VirtualRoute '10.0.0.0/8 via 192.168.7.1'", "virtualRoutes: [] -> [{ destination: 10.0.0.0/8, gateway: 192.168.7.1 }]")]
    [InlineData("-AnnouncementRepeat 3 -AnnouncementDelay 0 -AnnouncementRefresh 90s", "announcements: default -> { repeat: 3, delay: 0s, refresh: 90s }")]
    [InlineData("-SplitBrainProbe 2s", "splitBrainProbe: default -> { interval: 2s }")]
    [InlineData("-DetectionInterval 20ms -DetectionMisses 5", "detection: none -> { probe: neighbor, interval: 20ms, misses: 5 }")]
    public void Every_setting_is_shown_before_it_is_changed_and_then_is_in_the_file(string parameters, string change)
    {
        var told = WhatIf($"Set-HaVipInstance VI_1 -RootPath $r {parameters}");
        Assert.Equal(Text, File);
        Assert.Contains($"Change {change}", told, StringComparison.Ordinal);
        Assert.Contains("VI_1", told, StringComparison.Ordinal);

        Run($"Set-HaVipInstance VI_1 -RootPath $r {parameters}");

        Assert.Equal(Text.Split('\n')[10..], File.Split('\n')[^(Text.Split('\n').Length - 10)..]);
        var changes = ConfigurationDiff.Between(Read(Text), Read(File)).Instances.SelectMany(Configuration.Yaml.Editing.KeyChanges.Of);
        Assert.Equal(change, string.Join("; ", changes));
    }

    [Fact]
    public void Detection_goes_with_NoDetection_and_with_no_setting_of_it()
    {
        Run("Set-HaVipInstance VI_1 -RootPath $r -DetectionMisses 4");
        var set = Assert.Single(Run("Get-HaVipInstance VI_1 -RootPath $r"));
        Assert.Equal((TimeSpan.FromMilliseconds(50), (byte)4), (((InstanceConfiguration)set).DetectionInterval!.Value, ((InstanceConfiguration)set).DetectionMisses!.Value));
        var error = _session.Fail("Set-HaVipInstance VI_1 -RootPath $r -NoDetection -DetectionMisses 3 -ErrorAction Stop", ("r", _root.Path));
        Assert.StartsWith("ParametersContradict,", error.FullyQualifiedErrorId);
        Run("Set-HaVipInstance VI_1 -RootPath $r -NoDetection");
        Assert.Equal(Text, File);
    }

    [Fact]
    public void Addresses_of_both_families_make_two_instances_and_a_group_that_go_as_they_came()
    {
        const string New = "New-HaVipInstance both -RootPath $r -Interface eth0 -VirtualRouterId 60 "
            + "-VirtualAddress fe80::7:1/64, 192.168.7.9/24, fd00::9/64 -UnicastPeer 192.168.6.120, fe80::6:120 -DefaultGateway 192.168.7.1";
        Assert.Contains("in the group both", WhatIf(New), StringComparison.Ordinal);
        Assert.Equal(Text, File);

        var made = Run($"{New} -PassThru").Cast<InstanceConfiguration>().ToList();

        Assert.Contains("both_v4 and both_v6, that move together as the group both", _session.Said, StringComparison.Ordinal);
        Assert.Equal(["both_v4", "both_v6"], made.Select(one => one.Name));
        Assert.Equal([["192.168.7.9/24"], ["fe80::7:1/64", "fd00::9/64"]], made.Select(one => one.VirtualAddress));
        Assert.Equal([["192.168.6.120"], ["fe80::6:120"]], made.Select(one => one.UnicastPeer));
        Assert.Equal([1, 0], made.Select(one => one.VirtualRoute.Length));
        Assert.Equal(["both_v4", "both_v6"], Assert.Single(Read(File).Groups).Instances);
        var error = _session.Fail($"{New.Replace("-RootPath", "-ErrorAction Stop -RootPath", StringComparison.Ordinal)}", ("r", _root.Path));
        Assert.StartsWith("InstanceExists,", error.FullyQualifiedErrorId);

        Run("Remove-HaVipInstance both_v4 -RootPath $r -Confirm:$false");
        Assert.Equal(["both_v6"], Assert.Single(Read(File).Groups).Instances);
        Run("Remove-HaVipInstance both_v6 -RootPath $r -Confirm:$false");
        Assert.Empty(Read(File).Groups);
    }

    [Fact]
    public void Settings_go_back_to_their_defaults()
    {
        Run("Set-HaVipInstance VI_1 -RootPath $r -NoPreempt -NoAccept -UnicastPeer 192.168.6.120 -ExcludedAddress 10.0.0.1/24 -StrictSkew");
        Run("Set-HaVipInstance VI_1 -RootPath $r -NoPreempt:$false -NoAccept:$false -UnicastPeer @() -ExcludedAddress @() -StrictSkew:$false");
        Assert.Equal(Text, File);
    }

    [Fact]
    public void Secrets_are_taken_and_not_told()
    {
        var secret = new System.Net.NetworkCredential("", "geheim").SecurePassword;
        var told = WhatIf("Set-HaVipInstance VI_1 -RootPath $r -Password $p", ("p", secret));
        Assert.DoesNotContain("geheim", told, StringComparison.Ordinal);
        Assert.DoesNotContain("sesam", told, StringComparison.Ordinal);
        Assert.Contains("another secret", told, StringComparison.Ordinal);
        Run("Set-HaVipInstance VI_1 -RootPath $r -Password $p", ("p", secret));
        Assert.Equal("geheim", Read(File).Instances[0].Authentication!.Password);
    }

    [Fact]
    public void An_invalid_change_is_refused_whole_with_every_finding()
    {
        var error = _session.Fail(
            "Set-HaVipInstance VI_1,VI_2 -RootPath $r -VirtualRouterId 7 -Version 2 -AdvertisementInterval 100ms", ("r", _root.Path));
        Assert.Equal("InvalidConfiguration,HaVip.PowerShell.Commands.SetHaVipInstanceCommand", error.FullyQualifiedErrorId);
        var rules = ((HaVip.ConfigurationDiagnostic[])error.TargetObject).Select(finding => finding.RuleId).Order();
        Assert.Equal(["AdvertisementIntervalRange", "AdvertisementIntervalRange", "VirtualRouterIdUnique"], rules);
        Assert.Contains("VI_1: ", error.ToString(), StringComparison.Ordinal);
        Assert.Contains("VI_2: ", error.ToString(), StringComparison.Ordinal);
        Assert.NotEmpty(error.ErrorDetails.RecommendedAction);
        Assert.Equal(Text, File);
    }

    [Theory]
    [InlineData("Set-HaVipInstance VI_9 -RootPath $r -Priority 5", "UnknownInstance")]
    [InlineData("Set-HaVipInstance VI_* -RootPath $r -Priority 5", "UnknownInstance")]
    [InlineData("Remove-HaVipInstance VI_* -RootPath $r -Confirm:$false", "UnknownInstance")]
    [InlineData("New-HaVipInstance VI_1 -RootPath $r -Interface eth0 -Vrid 9 -VirtualAddress 10.0.0.1/24", "InstanceExists")]
    [InlineData("Set-HaVipInstance VI_1 -RootPath $r -HmacActiveKey 2", "HmacKeyMissing")]
    [InlineData("Set-HaVipInstance VI_1 -RootPath $r -VirtualAddress nonsense", "InvalidVirtualAddress")]
    [InlineData("Get-HaVipInstance VI_1 -RootPath $r | % { $_.Name = 'x'; $_ } | Set-HaVipInstance", "InstanceRenamed")]
    public void What_cannot_be_meant_is_an_error_and_changes_nothing(string script, string id)
    {
        Assert.StartsWith(id + ",", _session.Fail(script.Replace("%", "ForEach-Object", StringComparison.Ordinal), ("r", _root.Path)).FullyQualifiedErrorId);
        Assert.Equal(Text, File);
    }

    [Fact]
    public void New_HaVipInstance_takes_rows_by_property_name_and_writes_once()
    {
        using var runner = Runner();
        Run("""
            [pscustomobject]@{ Name = 'a'; Interface = 'eth1'; VirtualRouterId = '1'; VirtualAddress = '10.0.1.1/24'; Priority = '120' },
            [pscustomobject]@{ Name = 'b'; Interface = 'eth1'; VirtualRouterId = '2'; VirtualAddress = '10.0.2.1/24', '10.0.2.2/24' } |
                New-HaVipInstance -RootPath $r
            """);
        var added = Read(File).Instances.Skip(2).ToList();
        Assert.Equal(["a", "b"], added.Select(i => i.Name));
        Assert.Equal([120, 100], added.Select(i => (int)i.Priority));
        Assert.StartsWith(Text, File, StringComparison.Ordinal);
        Assert.Equal([ControlCommand.Reload], runner.Requests.Select(request => request.Command));
    }

    [Fact]
    public void Instances_pipe_into_another_node()
    {
        using var other = new TemporaryRoot();
        other.Write("etc/havip/havip.yaml", "instances: []\n");
        Run("Get-HaVipInstance -RootPath $r | New-HaVipInstance -RootPath $o -Priority 90", ("o", other.Path));
        var made = Read(System.IO.File.ReadAllText(other.File("etc/havip/havip.yaml"))).Instances;
        Assert.Equal([90, 90], made.Select(i => (int)i.Priority));
        Assert.Equal("sesam", made[0].Authentication!.Password);
        Assert.Equal(Text, File);
    }

    [Fact]
    public void States_and_changed_objects_pipe_into_Set_HaVipInstance()
    {
        using (Runner())
        {
            Run("Get-HaVipState VI_2 -RootPath $r | Set-HaVipInstance -Priority 90");
            Run("Get-HaVipInstance VI_1 -RootPath $r | ForEach-Object { $_.PreemptDelay = [timespan]::FromSeconds(30); $_ } | Set-HaVipInstance -Priority 91");
        }

        var now = Read(File).Instances;
        Assert.Equal([91, 90], now.Select(i => (int)i.Priority));
        Assert.Equal("30s", now[0].PreemptDelay.ToString());
        Assert.Equal("eth0", now[1].Interface);
    }

    [Fact]
    public void A_stale_object_does_not_take_back_what_others_changed()
    {
        Run("$i = Get-HaVipInstance VI_1 -RootPath $r; Set-HaVipInstance VI_1 -RootPath $r -Priority 150; $i.Preempt = $false; $i | Set-HaVipInstance");
        var now = Read(File).Instances[0];
        Assert.Equal((150, false), (now.Priority, now.Preempt));
    }

    [Fact]
    public void Remove_HaVipInstance_takes_the_instance_out_and_gives_it_back()
    {
        var gone = (InstanceConfiguration)Assert.Single(Run("Get-HaVipInstance VI_1 -RootPath $r | Remove-HaVipInstance -PassThru -Confirm:$false"));
        Assert.Equal("VI_1", gone.Name);
        Assert.Equal(["VI_2"], Read(File).Instances.Select(i => i.Name));
        Assert.StartsWith("# this node\nnode: { name: n1 }\ninstances:\n  - name: VI_2\n", File, StringComparison.Ordinal);
    }

    [Fact]
    public void What_a_runner_refuses_is_put_back()
    {
        using var runner = Runner(new ControlResponse
        {
            Error = new ControlError(ControlError.InvalidConfiguration, "I know better.", "Ask somebody."),
        });
        var error = _session.Fail("Set-HaVipInstance VI_1 -RootPath $r -Priority 150", ("r", _root.Path));
        Assert.StartsWith("InvalidConfiguration,", error.FullyQualifiedErrorId);
        Assert.Equal(Text, File);
    }

    [Fact]
    public void A_setting_that_is_so_already_asks_nobody_to_read_again()
    {
        using var runner = Runner();
        Run("Set-HaVipInstance VI_1 -RootPath $r -Priority 100");
        Assert.Empty(runner.Requests);
        Assert.Equal(Text, File);
    }

    [Fact]
    public void A_node_known_by_its_socket_alone_is_not_taken_for_this_machine()
    {
        using var runner = FakeRunner.Answering(_ => new ControlResponse { Node = FakeNode.State() });
        var error = _session.Fail("Get-HaVipState VI_1 -ControlSocket $s | Set-HaVipInstance -Priority 5", ("s", runner.Path));
        Assert.StartsWith("ConfigurationUnknown,", error.FullyQualifiedErrorId);
    }

    public void Dispose()
    {
        _session.Dispose();
        _root.Dispose();
    }

    private FakeRunner Runner(ControlResponse? reload = null) => FakeRunner.Below(_root, request => request.Command switch
    {
        ControlCommand.Reload => reload ?? new ControlResponse { Diagnostics = [] },
        _ => new ControlResponse { Node = FakeNode.State() },
    });

    private IReadOnlyList<object> Run(string script, params (string, object?)[] more)
    {
        var output = _session.Run(script, [("r", _root.Path), .. more]);
        Assert.Empty(_session.Errors);
        return output;
    }

    private string WhatIf(string script, params (string, object?)[] more)
    {
        Assert.Empty(Run($"{script} -WhatIf", more));
        return _session.Said;
    }

    private static Core.Configuration.NodeConfiguration Read(string text) => ConfigurationReader.Read(text, null).Configuration!;
}
