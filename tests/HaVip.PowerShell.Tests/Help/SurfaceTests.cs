using System.Management.Automation;
using System.Reflection;
using HaVip.Core.Configuration;
using HaVip.Core.Values;
using HaVip.PowerShell.Parameters;
using HaVip.PowerShell.Tests.Commands;

namespace HaVip.PowerShell.Tests.Help;

/// <summary>What every cmdlet has to have, whichever it is.</summary>
public sealed class SurfaceTests
{
    /// <summary>Verbs that only look.</summary>
    private static readonly string[] Looking =
        ["Get", "Test", "Watch", "Wait", "Trace", "Measure", "ConvertFrom", "ConvertTo"];

    /// <summary>The cmdlets there have to be.</summary>
    private static readonly string[] Surface =
    [
        "ConvertFrom-KeepalivedConfiguration", "ConvertTo-KeepalivedConfiguration",
        "Get-HaVipConfiguration", "Set-HaVipConfiguration", "Test-HaVipConfiguration",
        "Install-HaVipNode", "Uninstall-HaVipNode", "Test-HaVipNode", "Test-HaVipCluster",
        "Suspend-HaVipNode", "Resume-HaVipNode",
        "New-HaVipInstance", "Get-HaVipInstance", "Set-HaVipInstance", "Remove-HaVipInstance",
        "Start-HaVipInstance", "Stop-HaVipInstance", "Restart-HaVipInstance",
        "Get-HaVipState", "Watch-HaVipState", "Wait-HaVipState", "Get-HaVipEvent", "Get-HaVipStatistic",
        "Trace-HaVipAdvertisement", "Send-HaVipAnnouncement", "Invoke-HaVipFailover", "Measure-HaVipFailover",
        "New-HaVipLab", "Get-HaVipLab", "Remove-HaVipLab",
    ];

    public static TheoryData<string> Names => [.. CmdletSession.Cmdlets.Keys.Order(StringComparer.Ordinal)];

    [Fact]
    public void Every_cmdlet_of_the_surface_is_there() => Assert.Empty(Surface.Except(CmdletSession.Cmdlets.Keys));

    [Theory]
    [MemberData(nameof(Names))]
    public void Verbs_are_approved_and_nouns_singular(string name)
    {
        var (verb, noun) = (name.Split('-')[0], name.Split('-')[1]);
        var groups = typeof(VerbsCommon).Assembly.GetExportedTypes()
            .Where(type => type.Name.StartsWith("Verbs", StringComparison.Ordinal) && type is { IsAbstract: true, IsSealed: true });
        Assert.Contains(verb, groups.SelectMany(type => type.GetFields()).Select(field => field.Name));
        Assert.True(!noun.EndsWith('s') || noun.EndsWith("ss", StringComparison.Ordinal), $"{noun} is a plural.");
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void What_changes_something_can_be_asked_what_it_would_do(string name)
    {
        var attribute = CmdletSession.Cmdlets[name].GetCustomAttribute<CmdletAttribute>()!;
        if (!Looking.Contains(attribute.VerbName)) Assert.True(attribute.SupportsShouldProcess, $"{name} has no -WhatIf.");
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void Instances_interfaces_and_namespaces_are_completed(string name)
    {
        var parameters = new CmdletInfo(name, CmdletSession.Cmdlets[name]).Parameters.Values;
        var open = parameters
            .Where(parameter => parameter.Name is "NetworkNamespace" or "Interface")
            .Where(parameter => !parameter.Attributes.OfType<ArgumentCompleterAttribute>().Any());
        Assert.Empty(open.Select(parameter => parameter.Name));
    }

    [Fact]
    public void Ranges_of_parameters_are_those_of_the_configuration()
    {
        foreach (var name in new[] { "New-HaVipInstance", "Set-HaVipInstance", "Install-HaVipNode" })
        {
            var parameters = new CmdletInfo(name, CmdletSession.Cmdlets[name]).Parameters;
            AssertRange(parameters["VirtualRouterId"], ConfigurationLimits.MinimumVirtualRouterId, ConfigurationLimits.MaximumVirtualRouterId);
            AssertRange(parameters["Priority"], ConfigurationLimits.MinimumPriority, ConfigurationLimits.MaximumPriority);
            AssertRange(
                parameters["AdvertisementInterval"], ConfigurationLimits.IntervalStep(3), ConfigurationLimits.MaximumInterval(2));
            AssertRange(parameters["PreemptDelay"], Duration.Zero, ConfigurationLimits.MaximumPreemptDelay);
            AssertRange(parameters["HmacWindow"], ConfigurationLimits.MinimumHmacWindow, ConfigurationLimits.MaximumHmacWindow);
        }

        var set = new CmdletInfo("Set-HaVipInstance", CmdletSession.Cmdlets["Set-HaVipInstance"]).Parameters;
        AssertRange(set["AnnouncementDelay"], Duration.Zero, ConfigurationLimits.MaximumAnnouncementDelay);
        AssertRange(set["AnnouncementRefresh"], Duration.Zero, ConfigurationLimits.MaximumAnnouncementRefresh);
    }

    private static void AssertRange(ParameterMetadata parameter, int minimum, int maximum)
    {
        var range = parameter.Attributes.OfType<ValidateRangeAttribute>().Single();
        Assert.Equal(((object)minimum, (object)maximum), (range.MinRange, range.MaxRange));
    }

    private static void AssertRange(ParameterMetadata parameter, Duration minimum, Duration maximum)
    {
        var range = parameter.Attributes.OfType<ValidateDurationAttribute>().Single();
        Assert.Equal((minimum, maximum), (Parse(range.Minimum), Parse(range.Maximum)));
    }

    private static Duration Parse(string text) =>
        Duration.TryParse(text, out var duration) ? duration : throw new FormatException(text);
}
