using System.Text.Json.Nodes;
using HaVip.Configuration.Yaml.Source;
using HaVip.Core.Values;

namespace HaVip.Configuration.Yaml.Binding;

/// <summary>An address with the length of its prefix.</summary>
internal sealed class PrefixValue : ScalarValue<IpPrefix>
{
    protected override string Expected => "an address with its prefix length, such as 192.168.7.100/24";

    protected override bool TryParse(SourceScalar scalar, out IpPrefix value) =>
        IpPrefix.TryParse(scalar.Text, out value);

    protected override string? Advice(SourceScalar scalar)
    {
        if (scalar.Text.Contains(' '))
            return "Write more than the address as a mapping: { address: 192.168.7.100/24, interface: eth0, label: eth0:ha }";
        return scalar.Text.Contains('/') ? "Prefix lengths are 0 to 32 for IPv4 and 0 to 128 for IPv6." : null;
    }

    protected override string Format(IpPrefix value) => value.ToString();

    public override SourceNode Write(IpPrefix value) => YamlText.Scalar(Format(value));

    public override JsonObject Schema() =>
        new() { ["type"] = "string", ["pattern"] = "^[0-9A-Fa-f:.]+(/[0-9]{1,3})?$" };
}
