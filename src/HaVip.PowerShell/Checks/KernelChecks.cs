using HaVip.Core.Configuration;
using HaVip.PowerShell.Installation;
using static HaVip.PowerShell.Checks.Verdict;

namespace HaVip.PowerShell.Checks;

internal static class KernelChecks
{
    private const string DropIns = "/etc/sysctl.d/";

    public static IEnumerable<Verdict> Live(NodeSituation situation)
    {
        var node = situation.Node;
        if (node.IsImage || situation.File?.Configuration is not { } configuration)
        {
            yield return Skipped(node.IsImage ? "an image has no kernel" : "there is no valid configuration to go by");
            yield break;
        }

        foreach (var need in SysctlNeeds.Of(configuration))
        {
            var step = new SysctlStep(need, node.NetworkNamespace);
            yield return step.State is null ? Skipped($"{need.Key} is not there")
                : step.IsNeeded ? Failed($"{need.Key} is {step.State}, not {need.Value}: {need.Reason}", "Run Install-HaVipNode again.")
                : Passed($"{need.Key} = {step.State}");
        }
    }

    public static IEnumerable<Verdict> Persisted(NodeSituation situation)
    {
        var node = situation.Node;
        if (node.NetworkNamespace is not null || situation.File?.Configuration is not { } configuration)
        {
            yield return Skipped(node.NetworkNamespace is not null
                ? "a network namespace has no boot; sysctl.d does not reach it"
                : "there is no valid configuration to go by");
            yield break;
        }

        var text = File.ReadAllText(node.ConfigurationPath);
        var file = InstallationPlan.Steps(node, configuration, text)
            .FirstOrDefault(step => step.Target.StartsWith(node.Rooted(DropIns), StringComparison.Ordinal));
        yield return file is null ? Passed("nothing has to be")
            : file.IsNeeded ? Failed($"{file.Target} does not say what this configuration needs", "Run Install-HaVipNode again.")
            : Passed(file.Target);
    }

    public static IEnumerable<Verdict> Clock(NodeSituation situation) =>
        NodeChecks.PerInstance(situation, instance =>
        {
            if (instance.Hmac is not { AntiReplay: HmacAntiReplay.Time } hmac) return Skipped("it does not depend on a clock");
            if (situation.Probe is not { } probe) return Skipped(situation.ProbeProblem ?? "it was not looked at");
            var window = hmac.Window?.ToTimeSpan() ?? DefaultWindow(instance);
            foreach (var packet in situation.Heard(instance).Select(one => one.Last))
            {
                if (packet.HmacUnixMicroseconds is not { } signed) continue;
                var off = UnixTime.ToSpan(signed - packet.TimeUnixMicroseconds);
                if (off.Duration() < window / 2) continue;
                return Failed(
                    $"the clock of {packet.Source} differs from this one by {off.TotalSeconds:0.0} s, and {window.TotalSeconds:0.#} s are allowed",
                    "Synchronize the clocks of all nodes (chrony or systemd-timesyncd), or use -HmacAntiReplay Monotonic.");
            }

            return probe.IsClockSynchronized
                ? Passed("some program keeps this clock right")
                : Warning("nobody keeps this clock right", "Run chrony or systemd-timesyncd on all nodes.");
        });

    /// <summary>Three intervals, at least 5 s.</summary>
    private static TimeSpan DefaultWindow(Core.Configuration.InstanceConfiguration instance) =>
        TimeSpan.FromSeconds(Math.Max(5, 3 * instance.AdvertisementInterval.ToTimeSpan().TotalSeconds));
}
