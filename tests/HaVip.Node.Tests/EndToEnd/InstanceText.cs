namespace HaVip.Node.Tests.EndToEnd;

/// <summary>An instance of version 3 at 100 ms as it stands in a configuration; the lower host is the better.</summary>
internal sealed record InstanceText
{
    public const string Key = "0123456789abcdef0123456789abcdef";

    public required string Name { get; init; }

    public required string Addresses { get; init; }

    public string Interval { get; init; } = "100ms";

    /// <summary>Further keys, one a line.</summary>
    public string[] More { get; init; } = [];

    public static InstanceText IPv4 { get; } = new() { Name = "VI_4", Addresses = "192.168.7.100/24" };

    public static InstanceText IPv6 { get; } = new() { Name = "VI_6", Addresses = "fe80::7:100/64, fd00:7::100/64" };

    public InstanceText With(params string[] more) => this with { More = [.. More, .. more] };

    public InstanceText WithKey(string key, string mode = "enforce") => With(
        $"authentication: {{ type: hmac, keys: {{ 1: \"{key}\" }}, activeKey: 1, mode: {mode} }}");

    public string Text(int host) => $$"""
          - name: {{Name}}
            interface: eth0
            virtualRouterId: 52
            version: 3
            priority: {{201 - host}}
            advertisementInterval: {{Interval}}
            virtualAddresses: [{{Addresses}}]
        {{string.Concat(More.Select(line => $"    {line}\n"))}}
        """;
}
