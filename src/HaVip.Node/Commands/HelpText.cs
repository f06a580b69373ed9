namespace HaVip.Node.Commands;

internal static class HelpText
{
    public const string Text = """
        havip-node: the HaVip node runner, which owns the virtual addresses of one node.

        havip-node run --config FILE [options]   takes part in the election until it is told to stop
          --network-namespace NAME   joins this namespace of 'ip netns' first (else node.networkNamespace of the file)
          --runtime-directory DIR    control socket and lock; default /run/havip[/NAMESPACE]
          --state-directory DIR      what it owns, for the next start; default /var/lib/havip[/NAMESPACE]
          --log-file FILE            appends the log to FILE; default standard error
          --detach                   returns when the runner answers on its control socket; the runner lives on in a
                                     session of its own and logs to --log-file, by default
                                     /var/log/havip[/NAMESPACE]/havip-node.log
          --user NAME                becomes this user once it has begun, with CAP_NET_ADMIN, CAP_NET_RAW and CAP_SYS_NICE; the
                                     user must be able to read the configuration
          --no-start                 instances stay stopped until they are started over the control socket
        havip-node check --config FILE           says what is wrong with a configuration
          --inherit NUMBER           says as well whether this program could go on for the running one whose state is
                                     in that descriptor, as Restart-HaVipInstance -Hitless asks before it does
        havip-node release [options]             removes the addresses and routes a dead runner left behind
          --network-namespace NAME, --runtime-directory DIR, --state-directory DIR as for run
        havip-node trace --interface NAME [options]
        havip-node trace --config FILE --instance NAME [options]
                                                 writes "ready", then each VRRP packet as one line of JSON, until its
                                                 standard input ends; --interface and --instance may be repeated
          --instance NAME            packets of this instance, judged by its settings in the configuration
          --network-namespace NAME   as for run
          --virtual-router-id ID     packets of this virtual router only; may be repeated
          --family ipv4|ipv6         packets of this address family only
        havip-node probe --config FILE [options]
                                                 looks at what is around: interfaces, who has the virtual addresses, which
                                                 advertisements pass; writes it as one line of JSON and changes nothing
          --instance NAME            about this instance only; may be repeated
          --duration TIME            how long to look; default 1s
          --network-namespace NAME   as for run
        havip-node exchange --interface NAME --virtual-router-id ID [options]
                                                 sends packets of protocol 112 for a virtual router nobody has and, when its
                                                 standard input ends, writes whose it heard: nodes that do so at the same
                                                 time see whether they hear each other
          --peer ADDRESS             sends to this address too; may be repeated
          --family ipv4|ipv6         default ipv4
          --network-namespace NAME   as for run
        havip-node version                       prints the version

        Signals: TERM and INT hand over and end; a second one ends at once. HUP reads the configuration again and
        reopens the log file; USR1 reopens the log file only.

        Exit codes:
           0  done
           1  check: the configuration has errors; release: something could not be removed
          64  the command line is wrong
          66  trace, exchange: there is no such interface, or none any more
          70  internal error; the addresses were released
          71  the kernel refused something indispensable
          75  another runner has the runtime directory
          77  not permitted; CAP_NET_ADMIN and CAP_NET_RAW are needed
          78  the configuration cannot be read or has errors
        """;
}
