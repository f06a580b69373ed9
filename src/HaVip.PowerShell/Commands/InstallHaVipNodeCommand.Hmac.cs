using HaVip.Core.Configuration;
using HaVip.PowerShell.Parameters;

namespace HaVip.PowerShell.Commands;

public sealed partial class InstallHaVipNodeCommand
{
    private HmacAuthentication? Hmac() => HasHmacSettings
        ? new HmacSettings(HmacKey, HmacActiveKey, HmacMode, HmacAntiReplay, HmacWindow).Apply(null, FullPath)
        : null;

    private bool HasHmacSettings => MyInvocation.BoundParameters.Keys
        .Any(name => name.StartsWith("Hmac", StringComparison.OrdinalIgnoreCase));
}
