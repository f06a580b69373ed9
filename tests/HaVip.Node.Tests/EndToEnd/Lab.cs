using HaVip.Linux;

namespace HaVip.Node.Tests.EndToEnd;

/// <summary>A bridge and two hosts, each in a network namespace of its own; gone with the test.</summary>
internal sealed class Lab : IAsyncDisposable
{
    private static int _number;

    private readonly string _prefix = $"node-{Environment.ProcessId}-{Interlocked.Increment(ref _number)}";
    private readonly List<RunningNode> _nodes = [];

    private Lab()
    {
    }

    public string Folder { get; } = Directory.CreateTempSubdirectory("havip-node-lab-").FullName;

    private string Switch => $"{_prefix}-sw";

    public static async Task<Lab> Create()
    {
        Assert.SkipUnless(Environment.IsPrivilegedProcess, "Network namespaces need root.");
        var lab = new Lab();
        try
        {
            await lab.Build();
            return lab;
        }
        catch
        {
            await lab.DisposeAsync();
            throw;
        }
    }

    public string Namespace(int host) => $"{_prefix}-n{host}";

    /// <summary>Runs <c>ip</c> within a host.</summary>
    public Task<string> Ip(int host, string arguments) => Shell.Run("ip", ["-n", Namespace(host), .. arguments.Split(' ')]);

    /// <summary>Power loss of a host, or its return.</summary>
    public Task SetPort(int host, string state) => Shell.Run("ip", "-n", Switch, "link", "set", $"p{host}", state);

    /// <summary>What <see cref="WriteConfiguration"/> writes for node.lease.</summary>
    public string Lease { get; set; } = "auto";

    /// <summary>
    /// The seed's configuration for a host, with lines of <paramref name="more"/> added to the instance.
    /// </summary>
    public string WriteConfiguration(int host, string addresses = "192.168.7.100/24, 192.168.7.101/24", string more = "")
    {
        var path = Path.Combine(Folder, $"n{host}.yaml");
        File.WriteAllText(path, $$"""
            node:
              name: n{{host}}
              networkNamespace: {{Namespace(host)}}
              lease: {{Lease}}
            instances:
              - name: VI_1
                interface: eth0
                virtualRouterId: 52
                version: 2
                priority: {{101 - host}}
                advertisementInterval: 1s
                authentication: { type: simplePassword, password: "1111" }
                virtualAddresses: [{{addresses}}]
                virtualRoutes:
                  - { destination: default, gateway: 192.168.7.1, interface: eth0 }
            {{more}}
            """);
        File.SetUnixFileMode(path, UnixFileMode.UserRead | UnixFileMode.UserWrite);
        return path;
    }

    /// <summary>A configuration as it is, but for the node.</summary>
    public void WriteText(int host, string text)
    {
        var path = Path.Combine(Folder, $"n{host}.yaml");
        File.WriteAllText(path, $"node: {{ name: n{host}, networkNamespace: {Namespace(host)} }}\n{text}");
        File.SetUnixFileMode(path, UnixFileMode.UserRead | UnixFileMode.UserWrite);
    }

    /// <summary>A configuration of these instances alone.</summary>
    public void WriteInstances(int host, params InstanceText[] instances)
    {
        var path = Path.Combine(Folder, $"n{host}.yaml");
        var texts = string.Concat(instances.Select(instance => instance.Text(host)));
        File.WriteAllText(path, $"node: {{ name: n{host}, networkNamespace: {Namespace(host)} }}\ninstances:\n{texts}");
        File.SetUnixFileMode(path, UnixFileMode.UserRead | UnixFileMode.UserWrite);
    }

    /// <summary>fd00:6::110 and fd00:6::120 beside the link-local addresses every host has.</summary>
    public async Task AddGlobalIPv6()
    {
        for (var host = 1; host <= 2; host++) await Ip(host, $"address add fd00:6::1{host}0/64 dev eth0 nodad");
    }

    public RunningNode Start(int host, Dictionary<string, string>? environment = null)
    {
        var node = new RunningNode(this, host, environment);
        _nodes.Add(node);
        return node;
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var node in _nodes) await node.DisposeAsync();
        foreach (var name in new[] { Namespace(1), Namespace(2), Switch })
        {
            if (NetworkNamespace.Exists(name)) await Shell.Run("ip", "netns", "delete", name);
        }

        Directory.Delete(Folder, recursive: true);
    }

    private async Task Build()
    {
        await Shell.Run("ip", "netns", "add", Switch);
        await Shell.Run("ip", "-n", Switch, "link", "add", "br0", "type", "bridge");
        await Shell.Run("ip", "-n", Switch, "link", "set", "br0", "up");
        for (var host = 1; host <= 2; host++)
        {
            await Shell.Run("ip", "netns", "add", Namespace(host));
            await Ip(host, $"link add eth0 type veth peer name p{host} netns {Switch}");
            await Shell.Run("ip", "-n", Switch, "link", "set", $"p{host}", "master", "br0", "up");
            await Ip(host, "link set lo up");
            await Ip(host, $"address add 192.168.6.1{host}0/24 dev eth0");
            await Ip(host, "link set eth0 up");
        }
    }
}
