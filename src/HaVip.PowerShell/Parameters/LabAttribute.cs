using System.Management.Automation;
using HaVip.PowerShell.Labs;

namespace HaVip.PowerShell.Parameters;

/// <summary>Takes a lab, or the name of one.</summary>
[AttributeUsage(AttributeTargets.Property)]
public sealed class LabAttribute : ArgumentTransformationAttribute
{
    public override object Transform(EngineIntrinsics engineIntrinsics, object inputData)
    {
        var input = inputData is PSObject wrapped ? wrapped.BaseObject : inputData;
        if (input is not string name) return input;
        return LabRegister.Read().FirstOrDefault(plan => plan.Name == name)?.ToLab()
            ?? throw new ArgumentTransformationMetadataException($"There is no lab '{name}'; Get-HaVipLab lists them.");
    }
}
