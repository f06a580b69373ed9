using System.Management.Automation.Language;

namespace HaVip.Shell;

/// <summary>Tells whether a script takes pipeline input: by <c>$input</c> or by a <c>process</c> block.</summary>
internal static class InputUse
{
    public static bool IsIn(string text)
    {
        var script = Parser.ParseInput(text, out _, out _);
        return script.ProcessBlock is not null
            || script.Find(IsInputOfThisBlock, searchNestedScriptBlocks: false) is not null;
    }

    private static bool IsInputOfThisBlock(Ast ast) =>
        ast is VariableExpressionAst { VariablePath.IsUnqualified: true } variable
        && variable.VariablePath.UserPath.Equals("input", StringComparison.OrdinalIgnoreCase);
}
