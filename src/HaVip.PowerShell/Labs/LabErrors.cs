using System.Management.Automation;

namespace HaVip.PowerShell.Labs;

internal static class LabErrors
{
    public static HaVipException NotFound(string name) => new(
        "LabNotFound",
        ErrorCategory.ObjectNotFound,
        $"There is no lab '{name}'.",
        "Get-HaVipLab lists the labs there are.",
        name);

    public static HaVipException Busy(string name, IReadOnlyList<LabProcess> processes) => new(
        "LabBusy",
        ErrorCategory.ResourceBusy,
        $"Processes other than node runners run in lab {name}: {string.Join(", ", processes)}.",
        "End them, or use -Force to have them ended.",
        name);
}
