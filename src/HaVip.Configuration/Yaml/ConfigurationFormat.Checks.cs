using HaVip.Configuration.Yaml.Binding;
using HaVip.Core.Configuration;
using HaVip.Core.Values;
using static HaVip.Core.Configuration.ConfigurationKeys;

namespace HaVip.Configuration.Yaml;

internal static partial class ConfigurationFormat
{
    private static MappingValue<CheckConfiguration> CheckKeys() => new(
        new CheckConfiguration(),
        [.. CommonCheckKeys(), .. ProcessCheckKeys(), .. AskingCheckKeys(), .. OtherCheckKeys()]);

    private static Key<CheckConfiguration>[] CommonCheckKeys() =>
    [
        new ValueKey<CheckConfiguration, string>(
            Name,
            "The check's name, unique in the node; track refers to it.",
            ObjectName,
            c => c.Name,
            (c, name) => c with { Name = name })
        { Example = "name: web", IsRequired = true },
        new ValueKey<CheckConfiguration, CheckType>(
            ConfigurationKeys.Type,
            "What is looked at. http is for https too.",
            new ChoiceValue<CheckType>(
            [
                ("process", CheckType.Process),
                ("tcp", CheckType.Tcp),
                ("http", CheckType.Http),
                ("script", CheckType.Script),
                ("file", CheckType.File),
                ("interface", CheckType.Interface),
            ]),
            c => c.Type,
            (c, type) => c with { Type = type })
        { Example = "type: http", IsRequired = true },
        new ValueKey<CheckConfiguration, Duration>(
            Interval,
            "tcp, http, script: from the beginning of one attempt to that of the next, 100ms to 86400s.",
            Time,
            c => c.Interval,
            (c, interval) => c with { Interval = interval })
        { Example = "interval: 1s" },
        new ValueKey<CheckConfiguration, Duration?>(
            ConfigurationKeys.Timeout,
            "tcp, http, script: how long one attempt may take, 100ms to 3600s. Default: the interval.",
            new OptionalValue<Duration>(Time),
            c => c.Timeout,
            (c, timeout) => c with { Timeout = timeout })
        { Example = "timeout: 500ms" },
        new ValueKey<CheckConfiguration, byte>(
            Rise,
            "tcp, http, script: successes in a row that make it good.",
            new IntegerValue<byte>(1, byte.MaxValue, TrackingRules.CheckRiseRange),
            c => c.Rise,
            (c, rise) => c with { Rise = rise })
        { Example = "rise: 2" },
        new ValueKey<CheckConfiguration, byte>(
            Fall,
            "tcp, http, script: failures in a row that make it bad.",
            new IntegerValue<byte>(1, byte.MaxValue, TrackingRules.CheckFallRange),
            c => c.Fall,
            (c, fall) => c with { Fall = fall })
        { Example = "fall: 3" },
        new ValueKey<CheckConfiguration, CheckStart>(
            Start,
            "tcp, http, script: what it counts as before its first result. pending: nothing becomes Master until then.",
            new ChoiceValue<CheckStart>([("pending", CheckStart.Pending), ("bad", CheckStart.Bad), ("good", CheckStart.Good)]),
            c => c.Start,
            (c, start) => c with { Start = start })
        { Example = "start: bad", OtherNames = ["init_fail"] },
        new ValueKey<CheckConfiguration, Duration>(
            UpDelay,
            "process, file, interface: how long it has to be well before it is good, 0s to 3600s.",
            Time,
            c => c.UpDelay,
            (c, delay) => c with { UpDelay = delay })
        { Example = "upDelay: 2s", OtherNames = ["fork_delay", "delay"] },
        new ValueKey<CheckConfiguration, Duration>(
            DownDelay,
            "process, file, interface: how long it has to be unwell before it is bad, 0s to 3600s.",
            Time,
            c => c.DownDelay,
            (c, delay) => c with { DownDelay = delay })
        { Example = "downDelay: 500ms", OtherNames = ["terminate_delay"] },
    ];

    private static Key<CheckConfiguration>[] ProcessCheckKeys() =>
    [
        new ValueKey<CheckConfiguration, string>(
            Process,
            "process: the name that 'ps -o comm' shows, or the absolute path it was started by.",
            new TextValue("the name of a process", "^([^/]{1,15}|/.*[^/])$"),
            c => c.Process,
            (c, process) => c with { Process = process })
        { Example = "process: haproxy" },
        new ValueKey<CheckConfiguration, IReadOnlyList<string>>(
            Arguments,
            "process: the arguments it was started with. Default: any.",
            new ListValue<string>(Argument, "", "-f"),
            c => c.Arguments,
            (c, arguments) => c with { Arguments = arguments })
        { Example = "arguments: [-f, /etc/haproxy/haproxy.cfg]" },
        new ValueKey<CheckConfiguration, ArgumentMatch>(
            ConfigurationKeys.ArgumentMatch,
            "process: exact: just these arguments; initial: more may follow; partial: and the last one may go on.",
            new ChoiceValue<ArgumentMatch>(
            [
                ("exact", Core.Configuration.ArgumentMatch.Exact),
                ("initial", Core.Configuration.ArgumentMatch.Initial),
                ("partial", Core.Configuration.ArgumentMatch.Partial),
            ]),
            c => c.ArgumentMatch,
            (c, match) => c with { ArgumentMatch = match })
        { Example = "argumentMatch: initial", OtherNames = ["param_match"] },
        new ValueKey<CheckConfiguration, ushort>(
            Quorum,
            "process: how many of them there have to be.",
            new IntegerValue<ushort>(1, ushort.MaxValue, TrackingRules.CheckQuorumRange),
            c => c.Quorum,
            (c, quorum) => c with { Quorum = quorum })
        { Example = "quorum: 2" },
        new ValueKey<CheckConfiguration, ushort?>(
            Maximum,
            "process: how many of them there may be. Default: any number.",
            new OptionalValue<ushort>(new IntegerValue<ushort>(1, ushort.MaxValue, TrackingRules.CheckQuorumRange)),
            c => c.Maximum,
            (c, maximum) => c with { Maximum = maximum })
        { Example = "maximum: 8", OtherNames = ["quorum_max"] },
    ];

    private static Key<CheckConfiguration>[] AskingCheckKeys() =>
    [
        new ValueKey<CheckConfiguration, Endpoint?>(
            ConfigurationKeys.Endpoint,
            "tcp: the address and the port that has to take a connection.",
            new OptionalValue<Endpoint>(new EndpointValue()),
            c => c.Endpoint,
            (c, endpoint) => c with { Endpoint = endpoint })
        { Example = "endpoint: \"127.0.0.1:443\"" },
        new ValueKey<CheckConfiguration, string>(
            ConfigurationKeys.Url,
            "http: what is asked for.",
            new TextValue("a URL such as http://127.0.0.1/healthz", "^https?://.+$"),
            c => c.Url,
            (c, url) => c with { Url = url })
        { Example = "url: \"http://127.0.0.1/healthz\"" },
        new ValueKey<CheckConfiguration, IReadOnlyList<StatusRange>>(
            Expect,
            "http: the status codes that are good: one, or a list. Default: 200 to 399.",
            new OneOrManyValue<StatusRange>(
                new StatusRangeValue(), new ListValue<StatusRange>(new StatusRangeValue(), default, "200-299")),
            c => c.Expect,
            (c, expect) => c with { Expect = expect })
        { Example = "expect: [200, 204]", OtherNames = ["status", "status_code"] },
        new ValueKey<CheckConfiguration, string>(
            ExpectHeader,
            "http: a header that has to be in the answer, alone or with its value.",
            new TextValue("a header such as 'Content-Type: text/html'", "^[^\\u0000-\\u001f]{1,256}$"),
            c => c.ExpectHeader,
            (c, header) => c with { ExpectHeader = header })
        { Example = "expectHeader: \"X-Ready: yes\"" },
        new ValueKey<CheckConfiguration, string>(
            ExpectBody,
            "http: a text that has to be in the first 64 KiB of the answer's body.",
            new TextValue("a text", "^[^\\u0000-\\u001f]{1,256}$"),
            c => c.ExpectBody,
            (c, body) => c with { ExpectBody = body })
        { Example = "expectBody: ok" },
        new ValueKey<CheckConfiguration, string>(
            ServerName,
            "http: whom to ask for, in the Host header and as the certificate's name. Default: the URL's host.",
            new TextValue("the name of a host", "^[A-Za-z0-9.:-]{1,253}$"),
            c => c.ServerName,
            (c, name) => c with { ServerName = name })
        { Example = "serverName: www.example.org" },
        new ValueKey<CheckConfiguration, bool>(
            VerifyCertificate,
            "http over TLS: whether the certificate has to be valid.",
            Boolean,
            c => c.VerifyCertificate,
            (c, verify) => c with { VerifyCertificate = verify })
        { Example = "verifyCertificate: false" },
    ];

    private static Key<CheckConfiguration>[] OtherCheckKeys() =>
    [
        new ValueKey<CheckConfiguration, IReadOnlyList<string>>(
            Command,
            "script: a program by its absolute path and its arguments; exit code 0 is good. No shell reads it.",
            new ListValue<string>(Argument, "", "/usr/local/bin/check"),
            c => c.Command,
            (c, command) => c with { Command = command })
        { Example = "command: [/usr/local/bin/check, --fast]", OtherNames = ["script"] },
        new ValueKey<CheckConfiguration, string>(
            User,
            "script: who runs it: a name, or user:group. Default: the node's scriptUser.",
            UserName,
            c => c.User,
            (c, user) => c with { User = user })
        { Example = "user: www-data" },
        new ValueKey<CheckConfiguration, string>(
            ConfigurationKeys.Path,
            "file: the absolute path.",
            FilePath,
            c => c.Path,
            (c, path) => c with { Path = path })
        { Example = "path: /run/havip/drain", OtherNames = ["file"] },
        new ValueKey<CheckConfiguration, FileGoodWhen>(
            GoodWhen,
            "file: zero: the number in it is 0, as it is where there is no file, and weights are multiplied by the number; "
            + "absent: there is no file; present: there is one.",
            new ChoiceValue<FileGoodWhen>(
                [("zero", FileGoodWhen.Zero), ("absent", FileGoodWhen.Absent), ("present", FileGoodWhen.Present)]),
            c => c.GoodWhen,
            (c, when) => c with { GoodWhen = when })
        { Example = "goodWhen: absent" },
        new ValueKey<CheckConfiguration, string>(
            Interface,
            "interface: the one that has to be up.",
            InterfaceName,
            c => c.Interface,
            (c, name) => c with { Interface = name })
        { Example = "interface: eth1" },
    ];
}
