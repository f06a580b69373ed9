using HaVip.Core.Configuration;
using HaVip.Core.Election;
using HaVip.Core.Engine;
using HaVip.Core.Values;
using HaVip.Core.Wire;
using HaVip.Node.Kernel;

namespace HaVip.Node.Loop;

/// <summary>Questions to the LAN.</summary>
internal sealed partial class ActionExecutor
{
    private readonly List<VirtualRouter> _cannotAsk = [];

    private void ProbeAddresses(VirtualRouter router, int first, int count)
    {
        var error = 0;
        for (var i = 0; i < count; i++)
        {
            var failed = Probe(router, router.AddressAt((first + i) % router.AddressCount));
            if (failed != 0) error = failed;
        }

        if (error != 0 || _cannotAsk.Count > 0) NoteAsking(router, error);
    }

    /// <summary>Each address is asked for where it lives; without an address to ask from IPv6 asks nobody.</summary>
    private int Probe(VirtualRouter router, VirtualAddress virtualAddress)
    {
        var address = virtualAddress.Prefix.Address;
        var status = virtualAddress.Interface is { } elsewhere ? interfaces.StatusOf(elsewhere) : router.Interface;
        if (!status.Exists || !status.IsUp) return 0;
        Span<byte> frame = stackalloc byte[NeighborSolicitation.Length];
        if (address.Family == AddressFamily.IPv4)
            return kernel.SendFrame(status.Index, frame[..ArpPacket.WriteProbe(frame, status.MacAddress, address)]);
        if (status.LinkLocalIPv6.Family == AddressFamily.None) return 0;
        var length = NeighborSolicitation.Write(
            frame, status.MacAddress, status.LinkLocalIPv6, MacAddress.Broadcast, address);
        return kernel.SendFrame(status.Index, frame[..length]);
    }

    private void ProbeHost(VirtualRouter router, NeighborClaim host)
    {
        var status = router.Interface;
        var source = status.SourceOf(host.Address.Family);
        if (!status.IsUp || source.Family == AddressFamily.None) return;
        var place = host.MacAddress == default ? MacAddress.Broadcast : host.MacAddress;
        Span<byte> frame = stackalloc byte[NeighborSolicitation.Length];
        var length = host.Address.Family == AddressFamily.IPv4
            ? ArpPacket.WriteRequest(frame, status.MacAddress, source, place, host.Address)
            : NeighborSolicitation.Write(frame, status.MacAddress, source, place, host.Address);
        var error = kernel.SendFrame(status.Index, frame[..length]);
        if (error != 0 || _cannotAsk.Count > 0) NoteAsking(router, error);
    }

    /// <summary>The first failure is told, and the next one after a success.</summary>
    private void NoteAsking(VirtualRouter router, int error)
    {
        if (error == 0)
        {
            _cannotAsk.Remove(router);
        }
        else if (!_cannotAsk.Contains(router))
        {
            _cannotAsk.Add(router);
            var text = $"neighbours cannot be asked on {router.Interface.Name}: {KernelError.Text(error)}";
            events.Add(EventKind.KernelFault, router.Name, text);
        }
    }
}
