using HaVip.Core.Configuration;

namespace HaVip.Configuration.Keepalived.Export;

internal static class CheckForms
{
    public static CheckForm Form(this CheckConfiguration check) => check.Type switch
    {
        CheckType.Script => CheckForm.Script,
        CheckType.Process => CheckForm.Process,
        CheckType.File when check.GoodWhen == FileGoodWhen.Zero => CheckForm.File,
        CheckType.File => CheckForm.Script,
        CheckType.Interface => CheckForm.Interface,
        _ => CheckForm.None,
    };
}
