using HaVip.Configuration.Keepalived.Language;

namespace HaVip.Configuration.Keepalived.Import;

internal static partial class GlobalKeywords
{
    private const string Scheduling =
        "the systemd unit says how the runner is scheduled and what it may lock in memory.";

    private static IEnumerable<Keyword<GlobalDraft>> Topics() =>
    [
        .. Topic("virtual servers", "HaVip leaves IPVS and its health checks to others.",
            "lvs_sync_daemon", "lvs_sync_daemon_interface", "lvs_timeouts", "lvs_flush", "lvs_flush_onstop",
            "lvs_flush_on_stop", "lvs_notify_fifo", "lvs_notify_fifo_script", "lvs_netlink_cmd_rcv_bufs",
            "lvs_netlink_cmd_rcv_bufs_force", "lvs_netlink_monitor_rcv_bufs", "lvs_netlink_monitor_rcv_bufs_force",
            "checker_log_all_failures", "checker_priority", "checker_no_swap", "checker_cpu_affinity",
            "checker_rt_priority", "checker_rlimit_rttime", "checker_process_name", "smtp_alert_checker",
            "no_checker_emails", "rs_init_notifies", "nftables_ipvs", "nftables_ipvs_priority",
            "nftables_ipvs_start_fwmark"),
        .. Topic("BFD", "HaVip has no BFD.",
            "bfd_priority", "bfd_no_swap", "bfd_cpu_affinity", "bfd_rt_priority", "bfd_rlimit_rttime",
            "bfd_process_name"),
        .. Topic("scheduling", Scheduling,
            "max_auto_priority", "min_auto_priority_delay", "vrrp_priority", "vrrp_rt_priority", "vrrp_rlimit_rttime",
            "vrrp_no_swap", "vrrp_cpu_affinity"),
        .. Topic("SNMP", "HaVip has no SNMP; Get-HaVipState and Get-HaVipStatistic give states and counters.",
            "enable_snmp_keepalived", "enable_snmp_vrrp", "enable_snmp_checker", "enable_snmp_rfc", "enable_snmp_rfcv2",
            "enable_snmp_rfcv3", "enable_traps", "snmp_socket"),
        .. Topic("D-Bus", "HaVip has no D-Bus; the cmdlets ask its control socket.",
            "enable_dbus", "dbus_service_name", "dbus_no_interface_name"),
        .. Topic("firewall", "HaVip makes the rules that 'acceptMode: false' needs in a table of its own.",
            "nftables", "nftables_priority", "nftables_counters", "nftables_ifindex", "vrrp_iptables", "vrrp_ipsets",
            "iptables", "disable_local_igmp"),
        .. Topic("virtual MAC names", "HaVip names the interfaces it makes itself.", "vmac_prefix", "vmac_addr_prefix"),
        .. Topic("scheduled reload", "Set-HaVipConfiguration applies a change at once, to all or to nothing.",
            "reload_time_file", "reload_repeat", "reload_file"),
        .. Topic("start and stop scripts", "the systemd unit can run programs before and after the runner.",
            "startup_script", "startup_script_timeout", "shutdown_script", "shutdown_script_timeout"),
        .. Mails(
            "notification_email", "notification_email_from", "smtp_server", "smtp_helo_name", "smtp_connect_timeout",
            "smtp_alert", "smtp_alert_vrrp", "no_email_faults", "email_faults"),
    ];

    /// <summary>HaVip does so anyway, or has nothing that they could change.</summary>
    private static IEnumerable<Keyword<GlobalDraft>> Harmless() =>
    [
        .. Nothing(
            "dynamic_interfaces", "enable_script_security", "vrrp_check_unicast_src", "vrrp_skip_check_adv_addr",
            "log_unknown_vrids", "reload_check_config", "include_check", "random_seed", "umask", "use_symlink_paths",
            "vrrp_higher_prio_send_advert", "vrrp_owner_ignore_adverts", "vrrp_netlink_cmd_rcv_bufs",
            "vrrp_netlink_cmd_rcv_bufs_force", "vrrp_netlink_monitor_rcv_bufs", "vrrp_netlink_monitor_rcv_bufs_force",
            "process_monitor_rcv_bufs", "process_monitor_rcv_bufs_force", "vrrp_rx_bufs_policy",
            "vrrp_rx_bufs_multiplier", "process_names", "process_name", "vrrp_process_name", "config_save_dir",
            "tmp_config_directory", "data_use_instance", "json_version", "state_dump_file", "stats_dump_file",
            "json_dump_file", "iproute_usr_dir", "iproute_etc_dir", "set_supplementary_groups", "script_security"),
    ];

    private static IEnumerable<Keyword<GlobalDraft>> Topic(string topic, string instead, params string[] names) =>
        names.Select(name => new Keyword<GlobalDraft>(
            name, (statement, _, context) => context.LostOnce(topic, statement, instead)));

    private static IEnumerable<Keyword<GlobalDraft>> Mails(params string[] names) =>
        names.Select(name => new Keyword<GlobalDraft>(name, (s, _, c) => NotifyReader.Mail(s, c)));

    private static IEnumerable<Keyword<GlobalDraft>> Nothing(params string[] names) =>
        names.Select(name => new Keyword<GlobalDraft>(name, (_, _, _) => { }));
}
