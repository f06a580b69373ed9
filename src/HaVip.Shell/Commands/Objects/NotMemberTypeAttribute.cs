using System.Management.Automation;

using HaVip.Shell.Hosting;

namespace Microsoft.PowerShell.Commands;

/// <summary>
/// Refuses a member type's name, so that <c>Add-Member ScriptMethod name { }</c> binds to the parameters for that.
/// </summary>
[AttributeUsage(AttributeTargets.Property)]
internal sealed class NotMemberTypeAttribute : ValidateArgumentsAttribute
{
    private const PSMemberTypes Addable = PSMemberTypes.AliasProperty | PSMemberTypes.CodeMethod
        | PSMemberTypes.CodeProperty | PSMemberTypes.MemberSet | PSMemberTypes.NoteProperty
        | PSMemberTypes.PropertySet | PSMemberTypes.ScriptMethod | PSMemberTypes.ScriptProperty;

    protected override void Validate(object arguments, EngineIntrinsics engineIntrinsics)
    {
        if (arguments is string text
            && LanguagePrimitives.TryConvertTo<PSMemberTypes>(text, out var type) && (type & Addable) == type)
        {
            throw EngineAccess.QuietValidation($"The name '{text}' is that of a member type.");
        }
    }
}
