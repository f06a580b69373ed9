using System.Globalization;
using System.Reflection;
using System.Runtime.CompilerServices;
using System.Text;
using HaVip.Linux.Native;
using HaVip.Linux.Netlink;
using Tmds.Linux;

namespace HaVip.Linux.Tests.Native;

/// <summary>Proves what is declared here against the C compiler and the kernel's headers.</summary>
public sealed class NativeLayoutTests
{
    private static readonly (string Name, Type Type)[] OwnStructures =
    [
        ("struct sockaddr_nl", typeof(NetlinkAddress)),
        ("struct nlmsghdr", typeof(NetlinkHeader)),
        ("struct nlmsgerr", typeof(NetlinkErrorMessage)),
        ("struct rtattr", typeof(AttributeHeader)),
        ("struct ifinfomsg", typeof(LinkMessage)),
        ("struct ifaddrmsg", typeof(AddressMessage)),
        ("struct ifa_cacheinfo", typeof(AddressLifetime)),
        ("struct rtmsg", typeof(RouteMessage)),
        ("struct fib_rule_hdr", typeof(RuleMessage)),
        ("struct ndmsg", typeof(NeighborMessage)),
        ("struct nfgenmsg", typeof(NetfilterMessage)),
        ("struct inet_diag_sockid", typeof(SocketIdentity)),
        ("struct inet_diag_req_v2", typeof(SocketDiagnosisRequest)),
        ("struct inet_diag_msg", typeof(SocketDiagnosis)),
        ("struct timespec", typeof(KernelTimespec)),
        ("struct __user_cap_header_struct", typeof(CapabilityHeader)),
        ("struct __user_cap_data_struct", typeof(CapabilityData)),
        ("struct timex", typeof(ClockAdjustment)),
        ("struct sock_filter", typeof(FilterInstruction)),
        ("struct sock_fprog", typeof(FilterProgram)),
    ];

    private static readonly (string Name, Type Type)[] BorrowedStructures =
    [
        ("struct sockaddr_in", typeof(sockaddr_in)),
        ("struct sockaddr_in6", typeof(sockaddr_in6)),
        ("struct sockaddr_ll", typeof(sockaddr_ll)),
        ("struct sockaddr_un", typeof(sockaddr_un)),
        ("struct in_pktinfo", typeof(in_pktinfo)),
        ("struct in6_pktinfo", typeof(in6_pktinfo)),
        ("struct ip_mreqn", typeof(ip_mreqn)),
        ("struct ipv6_mreq", typeof(ipv6_mreq)),
        ("struct iovec", typeof(iovec)),
        ("struct msghdr", typeof(msghdr)),
        ("struct mmsghdr", typeof(mmsghdr)),
        ("struct cmsghdr", typeof(cmsghdr)),
        ("struct epoll_event", typeof(epoll_event)),
        ("struct timeval", typeof(timespec)), // The stand-in NetlinkSocket uses for its timeouts.
        ("struct ucred", typeof(ucred)),
        ("struct stat", typeof(stat)),
        ("struct pollfd", typeof(pollfd)),
        ("sigset_t", typeof(sigset_t)),
    ];

    private static readonly (string Name, long Value)[] LooseConstants =
    [
        ("IPV6_MULTICAST_ALL", SocketOption.Ipv6MulticastAll),
        ("NETLINK_CAP_ACK", SocketOption.NetlinkCapAck),
        ("NETLINK_EXT_ACK", SocketOption.NetlinkExtendedAck),
        ("NETLINK_GET_STRICT_CHK", SocketOption.NetlinkStrictCheck),
        ("IFNAMSIZ", SocketOption.InterfaceNameSize),
        ("_LINUX_CAPABILITY_VERSION_3", CapabilityHeader.Version3),
        ("__NR_epoll_pwait2", Syscalls.EpollPwait2),
        ("RT_TABLE_MAIN", RouteSpec.MainTable),
        ("INFINITY_LIFE_TIME", AddressInfo.Forever),
        ("ARPHRD_ETHER", LinkInfo.EthernetType),
        ("POSIX_SPAWN_SETSIGDEF", SpawnPlan.SetSignalDefaults),
        ("POSIX_SPAWN_SETSIGMASK", SpawnPlan.SetSignalMask),
        ("POSIX_SPAWN_SETSID", SpawnPlan.NewSession),
        ("CAP_NET_ADMIN", (long)Capability.NetworkAdministration),
        ("CAP_NET_RAW", (long)Capability.RawNetwork),
        ("CAP_IPC_LOCK", (long)Capability.MemoryLock),
        ("CAP_SYS_ADMIN", (long)Capability.SystemAdministration),
        ("CAP_SYS_NICE", (long)Capability.Scheduling),
        ("IFF_UP", (long)LinkFlags.Up),
        ("IFF_LOOPBACK", (long)LinkFlags.Loopback),
        ("IFF_RUNNING", (long)LinkFlags.Running),
        ("IFF_LOWER_UP", (long)LinkFlags.LowerUp),
        ("IFF_DORMANT", (long)LinkFlags.Dormant),
        ("IFF_NOARP", (long)LinkFlags.NoArp),
        ("IFF_MULTICAST", (long)LinkFlags.Multicast),
        ("IF_OPER_UP", (long)OperationalState.Up),
        ("IF_OPER_LOWERLAYERDOWN", (long)OperationalState.LowerLayerDown),
        ("IFA_F_SECONDARY", (long)AddressFlags.Secondary),
        ("IFA_F_NODAD", (long)AddressFlags.NoDuplicateDetection),
        ("IFA_F_DADFAILED", (long)AddressFlags.DuplicateDetectionFailed),
        ("IFA_F_TENTATIVE", (long)AddressFlags.Tentative),
        ("IFA_F_DEPRECATED", (long)AddressFlags.Deprecated),
        ("IFA_F_PERMANENT", (long)AddressFlags.Permanent),
        ("IFA_F_NOPREFIXROUTE", (long)AddressFlags.NoPrefixRoute),
        ("IFA_F_STABLE_PRIVACY", (long)AddressFlags.StablePrivacy),
        ("STA_UNSYNC", ClockDiscipline.Unsynchronized),
        ("SCHED_OTHER", RealTime.Ordinary),
        ("SCHED_RR", RealTime.RoundRobin),
        ("SCHED_RESET_ON_FORK", RealTime.ResetOnFork),
        ("RLIMIT_RTTIME", RealTime.TimeLimit),
        ("SIGXCPU", (long)RealTime.TimeIsUp),
        ("RLIMIT_MEMLOCK", ProcessMemory.LockLimit),
        ("MADV_DONTNEED", ProcessMemory.DontNeed),
        ("MCL_CURRENT", ProcessMemory.Current),
        ("MCL_FUTURE", ProcessMemory.Future),
        ("MCL_ONFAULT", ProcessMemory.OnFault),
        ("EPOLLIN", (long)EpollEvents.Readable),
        ("EPOLLOUT", (long)EpollEvents.Writable),
        ("EPOLLERR", (long)EpollEvents.Error),
        ("EPOLLHUP", (long)EpollEvents.HangUp),
        ("EPOLLRDHUP", (long)EpollEvents.PeerHangUp),
    ];

    private const string Headers =
        """
        #define _GNU_SOURCE
        #include <stdio.h>
        #include <stddef.h>
        #include <errno.h>
        #include <poll.h>
        #include <sched.h>
        #include <signal.h>
        #include <spawn.h>
        #include <time.h>
        #include <sys/socket.h>
        #include <sys/epoll.h>
        #include <sys/mman.h>
        #include <sys/resource.h>
        #include <sys/stat.h>
        #include <sys/syscall.h>
        #include <sys/time.h>
        #include <sys/timex.h>
        #include <sys/un.h>
        #include <netinet/in.h>
        #include <linux/capability.h>
        #include <linux/filter.h>
        #include <linux/if.h>
        #include <linux/if_addr.h>
        #include <linux/if_arp.h>
        #include <linux/if_link.h>
        #include <linux/if_packet.h>
        #include <linux/if_link.h>
        #include <linux/inet_diag.h>
        #include <linux/neighbour.h>
        #include <linux/netfilter.h>
        #include <linux/netfilter/nf_tables.h>
        #include <linux/netfilter/nfnetlink.h>
        #include <linux/netlink.h>
        #include <linux/rtnetlink.h>
        #include <linux/fib_rules.h>
        #include <linux/sock_diag.h>
        #ifndef IPV6_MULTICAST_ALL
        #define IPV6_MULTICAST_ALL 29
        #endif
        #ifndef INFINITY_LIFE_TIME
        #define INFINITY_LIFE_TIME 0xFFFFFFFF
        #endif

        """;

    [Fact]
    public void Own_structures_have_the_size_and_offsets_of_the_headers()
    {
        var (expected, questions) = (new List<string>(), new StringBuilder());
        foreach (var (name, type) in OwnStructures)
        {
            AskSize(name, type, questions, expected);
            foreach (var field in type.GetFields(BindingFlags.Instance | BindingFlags.Public))
            {
                var offset = (long)System.Runtime.InteropServices.Marshal.OffsetOf(type, field.Name);
                questions.Append(CultureInfo.InvariantCulture, $"P(\"{name}.{field.Name}\", offsetof({name}, {field.Name}));\n");
                expected.Add($"{name}.{field.Name} {offset}");
            }
        }

        Assert.Equal(expected, Compile(questions.ToString()));
    }

    [Fact]
    public void Borrowed_structures_have_the_size_of_the_headers()
    {
        var (expected, questions) = (new List<string>(), new StringBuilder());
        foreach (var (name, type) in BorrowedStructures) AskSize(name, type, questions, expected);
        Assert.Equal(expected, Compile(questions.ToString()));
    }

    [Fact]
    public void Constants_have_the_values_of_the_headers()
    {
        var constants = new List<(string Name, long Value)>(LooseConstants);
        foreach (var type in new[] { typeof(NetlinkConstants), typeof(NetfilterConstants), typeof(Errno) })
        {
            foreach (var field in type.GetFields(BindingFlags.Static | BindingFlags.Public | BindingFlags.NonPublic))
                constants.Add((field.Name, Convert.ToInt64(field.GetRawConstantValue(), CultureInfo.InvariantCulture)));
        }

        var (expected, questions) = (new List<string>(), new StringBuilder());
        foreach (var (name, value) in constants)
        {
            // As wide as ours: some macros complement into the bits above.
            var width = Width(name);
            questions.Append(CultureInfo.InvariantCulture, $"P(\"{name}\", {width}({name}));\n");
            expected.Add($"{name} {value}");
        }

        Assert.Equal(expected, Compile(questions.ToString()));
    }

    [Fact]
    public void Error_numbers_are_named_as_the_headers_name_them()
    {
        foreach (var field in typeof(Errno).GetFields(BindingFlags.Static | BindingFlags.Public))
            Assert.Equal(field.Name, Errno.NameOf((int)field.GetRawConstantValue()!));
        Assert.Equal("errno 4095", Errno.NameOf(4095));
    }

    [Fact]
    public void Opaque_structures_have_room_enough()
    {
        var sizes = Compile("P(\"\", sizeof(posix_spawnattr_t)); P(\"\", sizeof(posix_spawn_file_actions_t));\n");

        Assert.Equal(2, sizes.Length);
        Assert.All(sizes, size => Assert.InRange(int.Parse(size, CultureInfo.InvariantCulture), 1, SpawnPlan.OpaqueSize));
    }

    [Theory]
    [InlineData(4)]
    [InlineData(12)]
    [InlineData(20)]
    public void Control_messages_have_the_length_and_space_of_the_headers(int size)
    {
        var questions = $"P(\"len\", CMSG_LEN({size}));P(\"space\", CMSG_SPACE({size}));\n";

        string[] expected = [$"len {AncillaryData.LengthOf(size)}", $"space {AncillaryData.SpaceOf(size)}"];

        Assert.Equal(expected, Compile(questions));
    }

    private static string Width(string name) =>
        typeof(NetlinkConstants).GetField(name)?.FieldType == typeof(ushort) ? "(unsigned short)" : "";

    private static void AskSize(string name, Type type, StringBuilder questions, List<string> expected)
    {
        var sizeOf = typeof(Unsafe).GetMethod(nameof(Unsafe.SizeOf))!.MakeGenericMethod(type);
        questions.Append(CultureInfo.InvariantCulture, $"P(\"{name}\", sizeof({name}));\n");
        expected.Add($"{name} {sizeOf.Invoke(null, null)}");
    }

    private static string[] Compile(string questions)
    {
        var folder = Directory.CreateTempSubdirectory("havip-layout-");
        try
        {
            var source = Path.Combine(folder.FullName, "layout.c");
            var program = Path.Combine(folder.FullName, "layout");
            File.WriteAllText(
                source,
                Headers + "#define P(n, v) printf(\"%s %lld\\n\", n, (long long)(v))\n"
                + "int main(void) {\n" + questions + "return 0; }\n");
            CommandLine.Run("gcc", "-Wall", "-o", program, source);
            return CommandLine.Run(program).Split('\n', StringSplitOptions.RemoveEmptyEntries);
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }
}
