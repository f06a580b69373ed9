using HaVip.Core.Configuration;
using HaVip.Core.Control;
using HaVip.Core.Values;
using HaVip.Core.Wire;
using HaVip.Linux;
using HaVip.Linux.Netlink;

namespace HaVip.Node.Probing;

/// <summary>
/// Asks links who has the virtual addresses, and whether unicast peers are there. The questions say no address of this
/// node where ARP can do without, so that nobody's cache learns from them.
/// </summary>
internal sealed class NeighborQuestions : IDisposable
{
    private readonly LinkView _links;
    private readonly List<Question> _questions = [];
    private readonly List<NeighborSocket> _sockets = [];
    private readonly PacketSocket _output = new();

    public NeighborQuestions(LinkView links, IReadOnlyList<InstanceConfiguration> instances)
    {
        _links = links;
        foreach (var instance in instances)
        {
            foreach (var address in instance.VirtualAddresses.Concat(instance.ExcludedAddresses))
                Add(address.Interface ?? instance.Interface, address.Prefix.Address);
            foreach (var peer in instance.Unicast?.Peers ?? [])
            {
                if (IsOnLink(instance.Interface, peer.Address)) Add(instance.Interface, peer.Address);
            }
        }
    }

    public void Watch(Epoll epoll)
    {
        foreach (var group in _questions.Where(q => _links.Find(q.Interface) is not null).GroupBy(q => (q.Interface, q.Address.Family)))
        {
            var link = _links.Find(group.Key.Interface)!;
            var socket = new NeighborSocket(link.Name, link.Index, group.Key.Family);
            _sockets.Add(socket);
            socket.ListenFor([.. group.Select(question => question.Address)]);
            epoll.Add(socket.Descriptor, EpollEvents.Readable, (ulong)_sockets.Count - 1);
        }
    }

    public void Ask()
    {
        foreach (var question in _questions) question.Problem = Send(question);
    }

    public void Take(ulong token)
    {
        var socket = _sockets[(int)token];
        while (socket.TryTake(out var claim))
        {
            if (_links.HasMac(claim.MacAddress) || claim.MacAddress == default) continue;
            foreach (var question in _questions)
            {
                if (question.Interface == socket.InterfaceName && question.Address == claim.Address)
                    question.Claims.Add(claim.MacAddress);
            }
        }
    }

    public IReadOnlyList<ProbedAddress> Answers() =>
    [
        .. _questions.Select(question => new ProbedAddress
        {
            Interface = question.Interface,
            Address = question.Address.ToString(),
            IsAsked = question.Problem is null,
            Problem = question.Problem,
            Claims = [.. question.Claims.Select(mac => mac.ToString()).Order(StringComparer.Ordinal)],
        }),
    ];

    public void Dispose()
    {
        foreach (var socket in _sockets) socket.Dispose();
        _output.Dispose();
    }

    private void Add(string name, IpAddress address)
    {
        if (!_questions.Exists(question => question.Interface == name && question.Address == address))
            _questions.Add(new Question(name, address));
    }

    private bool IsOnLink(string name, IpAddress address) =>
        _links.Find(name) is { } link && _links.OwnAddresses(link).Any(own => own.Contains(address));

    /// <summary>Null where it was sent.</summary>
    private string? Send(Question question)
    {
        if (_links.Find(question.Interface) is not { } link) return $"there is no interface {question.Interface}";
        Span<byte> frame = stackalloc byte[NeighborSolicitation.Length];
        var length = 0;
        if (question.Address.Family == AddressFamily.IPv4)
        {
            length = ArpPacket.WriteProbe(frame, link.MacAddress, question.Address);
        }
        else
        {
            var sender = _links.OwnAddresses(link).Select(own => own.Address).FirstOrDefault(own => own.IsLinkLocal);
            if (sender.Family != AddressFamily.IPv6) return $"{link.Name} has no link-local address to ask from";
            length = NeighborSolicitation.Write(frame, link.MacAddress, sender, MacAddress.Broadcast, question.Address);
        }

        return _output.TrySend(link.Index, frame[..length], out var error) ? null : new LinuxException("ask", error).ErrorText;
    }

    private sealed class Question(string name, IpAddress address)
    {
        public string Interface { get; } = name;

        public IpAddress Address { get; } = address;

        public string? Problem { get; set; }

        public HashSet<MacAddress> Claims { get; } = [];
    }
}
