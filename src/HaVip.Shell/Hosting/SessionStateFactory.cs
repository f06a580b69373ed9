using System.Management.Automation;
using System.Management.Automation.Runspaces;

namespace HaVip.Shell.Hosting;

/// <summary>What a new session knows: the engine's own commands, the everyday ones, and where modules are.</summary>
internal static class SessionStateFactory
{
    public static InitialSessionState Create()
    {
        ModulePath.AddOwn();
        var state = InitialSessionState.CreateDefault2();
        EverydayCommands.AddTo(state);
        return state;
    }
}
