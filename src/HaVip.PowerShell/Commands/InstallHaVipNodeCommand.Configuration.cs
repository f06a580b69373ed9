using HaVip.Configuration.Yaml;
using HaVip.Core.Configuration;
using HaVip.Core.Values;
using HaVip.PowerShell.Nodes;
using HaVip.PowerShell.Parameters;
using Settings = HaVip.Core.Configuration;

namespace HaVip.PowerShell.Commands;

/// <summary>The configuration an installation writes: from parameters, or a file the user brings.</summary>
public sealed partial class InstallHaVipNodeCommand
{
    private static (Settings.NodeConfiguration Configuration, string Text) ReadFile(string path)
    {
        var result = ConfigurationReader.ReadFile(path);
        return result.Configuration is { } configuration
            ? (configuration, File.ReadAllText(path))
            : throw NodeFile.Invalid(path, result.Diagnostics);
    }

    private (Settings.NodeConfiguration Configuration, string Text) WriteText(string? networkNamespace)
    {
        var instance = Instance();
        var pair = FamilyPair.Of(instance);
        if (pair is not null) Tell(pair);
        var configuration = new Settings.NodeConfiguration
        {
            // Namespaces of one machine share its host name; the nodes in them must be told apart.
            Node = new NodeSettings { Name = NodeName ?? networkNamespace },
            Instances = pair is null ? [instance] : [pair.IPv4, pair.IPv6],
            Groups = pair is null ? [] : [pair.Group],
        };
        var diagnostics = ConfigurationValidator.Validate(configuration);
        if (diagnostics.Any(d => d.Severity == DiagnosticSeverity.Error))
            throw NodeFile.Invalid("these parameters make", diagnostics);
        foreach (var warning in diagnostics) WriteWarning(warning.ToString());
        return (configuration, ConfigurationWriter.Write(configuration));
    }

    private Settings.InstanceConfiguration Instance() => new()
    {
        Name = InstanceName,
        Interface = Interface,
        VirtualRouterId = (byte)VirtualRouterId,
        Version = (byte)Version,
        Priority = (byte)Priority,
        AddressOwner = AddressOwner,
        AdvertisementInterval = Duration.FromTimeSpan(AdvertisementInterval),
        Preempt = !NoPreempt,
        PreemptDelay = Duration.FromTimeSpan(PreemptDelay),
        AcceptMode = !NoAccept,
        Authentication = PasswordAttribute.Read(Password),
        Hmac = Hmac(),
        Unicast = AddressText.ReadUnicast(UnicastSource, UnicastPeer),
        Heartbeat = [.. Heartbeat.Select(HeartbeatText.Read)],
        VirtualAddresses = [.. VirtualAddress.Select(AddressText.ReadAddress)],
        ExcludedAddresses = [.. ExcludedAddress.Select(AddressText.ReadAddress)],
        VirtualRoutes = [.. Routes()],
    };

    private IEnumerable<Settings.VirtualRoute> Routes()
    {
        if (DefaultGateway is not null) yield return AddressText.DefaultRoute(DefaultGateway);
        foreach (var route in VirtualRoute) yield return AddressText.ReadRoute(route);
    }
}
