using System.Reflection;
using System.Runtime.Loader;

namespace HaVip.PowerShell.Loading;

/// <summary>Finds the other assemblies of the module, beside this one, when each is first needed.</summary>
internal static class ModuleAssemblies
{
    /// <summary>The only one that needs what is not HaVip's own.</summary>
    private const string Configuration = "HaVip.Configuration";

    private static readonly string Folder = Path.GetDirectoryName(typeof(ModuleAssemblies).Assembly.Location)!;

    /// <summary>Called by name, by HaVip.psm1, before anything looks at what is in this assembly.</summary>
    internal static void Attend() =>
        AssemblyLoadContext.GetLoadContext(typeof(ModuleAssemblies).Assembly)!.Resolving += Resolve;

    /// <summary>
    /// Asked only where the host has none of that name: a library that another module may have loaded there, of whatever
    /// version, has to be in this context before it is needed.
    /// </summary>
    private static Assembly? Resolve(AssemblyLoadContext context, AssemblyName name)
    {
        if (name.Name == Configuration) LoadForeign(context);
        var path = Path.Combine(Folder, $"{name.Name}.dll");
        return File.Exists(path) ? context.LoadFromAssemblyPath(path) : null;
    }

    private static void LoadForeign(AssemblyLoadContext context)
    {
        foreach (var path in Directory.GetFiles(Folder, "*.dll"))
        {
            var isOwn = Path.GetFileName(path).StartsWith("HaVip.", StringComparison.Ordinal);
            if (!isOwn) context.LoadFromAssemblyPath(path);
        }
    }
}
